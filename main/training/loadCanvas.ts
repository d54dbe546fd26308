import { createRequire } from 'node:module';
import type * as Canvas from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

/** The drawing library, loaded when the first picture is drawn: a start of the station has none to draw and should not wait for it. */
export const loadCanvas = (): typeof Canvas => require('@napi-rs/canvas') as typeof Canvas;
