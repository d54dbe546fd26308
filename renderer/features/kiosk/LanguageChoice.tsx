import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { LanguageTag } from '../../../main/contract/access.ts';
import { htmlLanguage, type OfferedLanguage } from '../../i18n/fileLanguages.ts';
import { Overlay } from './Overlays.tsx';

/** Each language in its own words and script, so that whoever cannot read this page finds theirs. */
export function LanguageButtons({
  languages,
  chosen,
  busy,
  onChoose,
}: {
  readonly languages: readonly OfferedLanguage[];
  /** Null while none is chosen. */
  readonly chosen: LanguageTag | null;
  readonly busy: boolean;
  onChoose(tag: LanguageTag): void;
}) {
  return (
    <div className="kioskChoices" data-many={languages.length > 2 ? true : undefined}>
      {languages.map(({ tag, name, direction }) => (
        <button
          key={tag}
          type="button"
          className="kioskPrimary"
          lang={htmlLanguage(tag)}
          dir={direction}
          disabled={busy}
          {...(chosen === null ? {} : { 'aria-pressed': tag === chosen })}
          onClick={() => onChoose(tag)}
        >
          {tag === chosen ? <CheckOutlined aria-hidden /> : null}
          {name}
        </button>
      ))}
    </div>
  );
}

/** Another language in the middle of a visit: page and everything read stay (K1). */
export function LanguageChoice({
  languages,
  chosen,
  onChoose,
  onClose,
}: {
  readonly languages: readonly OfferedLanguage[];
  readonly chosen: LanguageTag;
  onChoose(tag: LanguageTag): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  return (
    <Overlay name="language" role="dialog">
      <h2 id="languageTitle">{t('language.question')}</h2>
      <LanguageButtons languages={languages} chosen={chosen} busy={false} onChoose={onChoose} />
      <button type="button" className="kioskSecond" onClick={onClose}>
        {t('staff.close')}
      </button>
    </Overlay>
  );
}
