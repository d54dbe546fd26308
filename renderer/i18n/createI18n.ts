import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../main/contract/access.ts';

/** Nested texts; `{{name}}` is filled in. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/**
 * English has a form for one where Chinese has none: beside a text may stand `<key>_one`, which i18next takes when `count` is 1. Everything
 * else has the keys of the Chinese texts, no more and no fewer.
 */
export type English<Chinese> = {
  readonly [Key in keyof Chinese]: Chinese[Key] extends string ? string : English<Chinese[Key]>;
} & {
  readonly [Key in keyof Chinese & string as Chinese[Key] extends string ? `${Key}_one` : never]?: string;
};

/** The texts of one page in the languages of the program. More come as files (`useFileLanguages`). */
export type Resources = Readonly<Record<Language, Texts>>;

/** Chinese and English are whole, so that a missing text of theirs shows as its key; what a file does not have is read in English (K1). */
const readInstead = (tag: string): string[] => (tag === 'zh' || tag === 'en' ? [] : ['en']);

/** A switch keeps every state: components only render again. React escapes by itself. */
export function createI18n(resources: Resources, language: Language = 'zh'): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: readInstead,
    // `zh-Hant` is a file of its own and not the Chinese of the program.
    load: 'currentOnly',
    resources: { zh: { translation: resources.zh }, en: { translation: resources.en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return instance;
}
