import type { Resources } from '../../i18n/createI18n.ts';
import { en } from './texts/en.ts';
import { maintenance } from './texts/maintenance.ts';
import { zh } from './texts/zh.ts';

/** What a visitor reads: language files translate all of it (K1). */
export const kioskTexts: Resources = { zh, en };

/** The same, and what a technician reads in maintenance (E7). */
export const kioskScreenTexts: Resources = {
  zh: { ...zh, maintenance: maintenance.zh },
  en: { ...en, maintenance: maintenance.en },
};
