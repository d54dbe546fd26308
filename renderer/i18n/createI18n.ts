import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../main/contract/access.ts';

/** Nested texts; `{{name}}` is filled in. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** The texts of one page in each language. More languages come as files of the same shape. */
export type Resources = Readonly<Record<Language, Texts>>;

/** A switch keeps every state: components only render again. React escapes by itself. */
export function createI18n(resources: Resources, language: Language = 'zh'): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { zh: { translation: resources.zh }, en: { translation: resources.en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return instance;
}
