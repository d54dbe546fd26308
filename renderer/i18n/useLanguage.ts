import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { builtInFor, type Language, type LanguageTag } from '../../main/contract/access.ts';

/** The language on screen, the switch, and the choice of a bilingual field of the data (`titleZh`/`titleEn`, `zh`/`en`). */
export function useLanguage(): {
  /** The one of the two that data, errors and papers are read in. */
  readonly language: Language;
  /** The one of the screen's own words. */
  readonly tag: LanguageTag;
  setLanguage(tag: LanguageTag): void;
  pick(zh: string, en: string): string;
} {
  const { i18n } = useTranslation();
  const tag = i18n.language;
  const language = builtInFor(tag);
  const setLanguage = useCallback((next: LanguageTag) => void i18n.changeLanguage(next), [i18n]);
  const pick = useCallback((zh: string, en: string) => (language === 'zh' ? zh : en), [language]);
  return { language, tag, setLanguage, pick };
}
