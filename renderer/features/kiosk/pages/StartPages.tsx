import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import type { StationStatus } from '../../../../main/contract/station.ts';
import type { OfferedLanguage } from '../../../i18n/fileLanguages.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { kioskProblem } from '../kioskProblem.ts';
import { Question } from '../KioskFrame.tsx';
import { LanguageButtons } from '../LanguageChoice.tsx';
import { LanguagePicture, OutOfOrderPicture, ReadyPicture } from '../pictures/DeskPictures.tsx';
import { Problem } from '../Problem.tsx';
import type { KioskTouch } from '../useKiosk.ts';

/** The clean first page. Nobody has chosen a language yet, so it speaks all of them. */
export function AttractPage({ touch, busy }: { readonly touch: KioskTouch; readonly busy: boolean }) {
  const { i18n } = useTranslation();
  const [zh, en] = [i18n.getFixedT('zh'), i18n.getFixedT('en')];
  return (
    <>
      <Question second={en('attract.question')}>{zh('attract.question')}</Question>
      <div className="kioskShow">
        <ReadyPicture label={`${zh('attract.bring')} ${en('attract.bring')}`} />
      </div>
      <div className="kioskAct">
        <ul className="kioskBring" aria-label={`${zh('attract.bring')} / ${en('attract.bring')}`}>
          {(['attract.passport', 'attract.notice'] as const).map((key) => (
            <li key={key}>
              <strong>{zh(key)}</strong>
              <span lang="en">{en(key)}</span>
            </li>
          ))}
        </ul>
        <button type="button" className="kioskPrimary kioskStart" disabled={busy} onClick={touch.begin}>
          {zh('attract.start')}
          <span lang="en">{en('attract.start')}</span>
        </button>
        <p className="kioskHint">
          {zh('attract.minutes')} <span lang="en">· {en('attract.minutes')}</span>
        </p>
      </div>
    </>
  );
}

export function LanguagePage({
  languages,
  touch,
  busy,
}: {
  readonly languages: readonly OfferedLanguage[];
  readonly touch: KioskTouch;
  readonly busy: boolean;
}) {
  const { i18n } = useTranslation();
  const [zh, en] = [i18n.getFixedT('zh'), i18n.getFixedT('en')];
  return (
    <>
      <Question second={en('language.question')}>{zh('language.question')}</Question>
      <div className="kioskShow">
        <LanguagePicture label={`${zh('language.question')} ${en('language.question')}`} />
      </div>
      <div className="kioskAct">
        <LanguageButtons languages={languages} chosen={null} busy={busy} onChoose={touch.choose} />
      </div>
    </>
  );
}

/** What is out of order, why, and which window can do it instead (E5). */
export function UnavailablePage({
  view,
  station,
}: {
  readonly view: KioskView;
  readonly station: StationStatus | undefined;
}) {
  const { t, i18n } = useTranslation();
  const { pick } = useLanguage();
  const chosen = view.endsAt !== null;
  const en = i18n.getFixedT('en');
  const english = view.problem === null || chosen ? null : kioskProblem(view.problem, en, 'en');
  return (
    <>
      <Question {...(chosen ? {} : { second: en('unavailable.question') })}>
        {t('unavailable.question')}
      </Question>
      <div className="kioskShow">
        <OutOfOrderPicture label={t('unavailable.picture')} />
      </div>
      <div className="kioskAct">
        <Problem failure={view.problem} />
        {english === null ? null : (
          <p className="kioskHint" lang="en">
            {english.message}. {english.remedy}
          </p>
        )}
        <dl className="kioskWindow">
          <dt>
            {t('unavailable.goTo')}
            {chosen ? null : <span lang="en"> {en('unavailable.goTo')}</span>}
          </dt>
          <dd>
            {station === undefined ? '' : pick(station.nameZh, station.nameEn)}
            {chosen ? null : <span lang="en">{station?.nameEn}</span>}
          </dd>
        </dl>
        <p className="kioskHint">
          {t('unavailable.back')}
          {chosen ? null : <span lang="en"> {en('unavailable.back')}</span>}
        </p>
      </div>
    </>
  );
}
