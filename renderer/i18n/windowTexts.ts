import type { Resources } from './createI18n.ts';
import { texts as en } from './en/index.ts';
import { texts as zh } from './zh/index.ts';

export const windowTexts: Resources = { zh, en };
