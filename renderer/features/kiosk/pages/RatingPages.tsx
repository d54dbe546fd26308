import { CheckCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { RatingLevels } from '../../rating/RatingLevels.tsx';
import { Question } from '../KioskFrame.tsx';
import { OutOfOrderPicture } from '../pictures/DeskPictures.tsx';
import { Problem } from '../Problem.tsx';
import type { KioskTouch } from '../useKiosk.ts';

/** A paper of ours was scanned: its holder may say how it went (C6), or hears why not now. */
export function RatingPage({
  view,
  touch,
  busy,
}: {
  readonly view: KioskView;
  readonly touch: KioskTouch;
  readonly busy: boolean;
}) {
  const { t } = useTranslation();
  const { tag, language } = useLanguage();
  if (view.rating === null)
    return (
      <>
        <Question>{t('rating.refused')}</Question>
        <div className="kioskShow">
          <OutOfOrderPicture label={t('rating.refused')} />
        </div>
        <div className="kioskAct">
          <Problem failure={view.problem} />
          <button type="button" className="kioskPrimary" onClick={touch.end}>
            {t('rating.finish')}
          </button>
        </div>
      </>
    );
  return (
    <>
      <Question>{t('rating.question')}</Question>
      <div className="kioskRating">
        <p className="kioskHint">
          {t('rating.number')}{' '}
          <strong className="mono" translate="no">
            {view.rating.caseNumber}
          </strong>
        </p>
        <RatingLevels
          keys={false}
          busy={busy}
          onRate={touch.rate}
          {...(tag === language ? {} : { own: { tag, word: (level) => t(`rating.level.${level}`) } })}
        />
        <p className="kioskHint">{t('rating.free')}</p>
        <button type="button" className="kioskSecond" onClick={touch.end}>
          {t('rating.notNow')}
        </button>
      </div>
    </>
  );
}

export function ThanksPage({ touch }: { readonly touch: KioskTouch }) {
  const { t } = useTranslation();
  return (
    <>
      <Question>{t('rating.thanks')}</Question>
      <div className="kioskShow kioskThanks" role="img" aria-label={t('rating.picture')}>
        <CheckCircleOutlined aria-hidden />
      </div>
      <div className="kioskAct">
        <button type="button" className="kioskPrimary" onClick={touch.end}>
          {t('rating.finish')}
        </button>
      </div>
    </>
  );
}
