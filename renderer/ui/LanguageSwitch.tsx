import { useTranslation } from 'react-i18next';
import { htmlLanguage } from '../i18n/fileLanguages.ts';
import { useFileLanguages } from '../i18n/useFileLanguages.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { keepPlace } from './keepPlace.ts';

/** Chinese and English, then the languages that files brought for the window (K1). Nothing but the words changes. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { tag: chosen, setLanguage } = useLanguage();
  const languages = useFileLanguages('window');
  return (
    <div className="languageSwitch" role="group" aria-label={t('common.language')}>
      {languages.map(({ tag, name, short }) => (
        <button
          key={tag}
          type="button"
          lang={htmlLanguage(tag)}
          aria-pressed={tag === chosen}
          onClick={() => keepPlace(() => setLanguage(tag))}
        >
          {short ?? name}
        </button>
      ))}
    </div>
  );
}
