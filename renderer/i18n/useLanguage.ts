import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../main/contract/access.ts';

/** The language on screen, the switch, and the choice of a bilingual field of the data (`titleZh`/`titleEn`, `zh`/`en`). */
export function useLanguage(): {
  readonly language: Language;
  setLanguage(language: Language): void;
  pick(zh: string, en: string): string;
} {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  const setLanguage = useCallback((next: Language) => void i18n.changeLanguage(next), [i18n]);
  const pick = useCallback((zh: string, en: string) => (language === 'zh' ? zh : en), [language]);
  return { language, setLanguage, pick };
}
