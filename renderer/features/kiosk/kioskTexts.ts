import type { Resources } from '../../i18n/createI18n.ts';
import { en } from './texts/en.ts';
import { zh } from './texts/zh.ts';

export const kioskTexts: Resources = { zh, en };
