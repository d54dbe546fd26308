import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import { AttendantPicture, MakingPicture, TakeCardPicture } from '../pictures/DeskPictures.tsx';
import { PassportPicture } from '../pictures/PassportPicture.tsx';
import { useAlarm } from '../useAlarm.ts';
import type { KioskTouch } from '../useKiosk.ts';
import { Act, Waiting } from './Act.tsx';

export function PassportPage({ view }: { readonly view: KioskView }) {
  const { t } = useTranslation();
  return (
    <Act
      question={t('passport.question')}
      picture={<PassportPicture label={t('passport.picture')} />}
      steps={[t('passport.one'), t('passport.two'), t('passport.three')]}
      problem={view.problem}
    >
      <Waiting text={t('passport.waiting')} />
    </Act>
  );
}

/** The job waits for its attendant: face against photo, before anything is fed (domain-rules 3.17). */
export function AttendantPage({ view, touch }: { readonly view: KioskView; readonly touch: KioskTouch }) {
  const { t } = useTranslation();
  return (
    <Act
      question={t('wait.question')}
      picture={<AttendantPicture label={t('wait.picture')} />}
      steps={[t('wait.one'), t('wait.two'), t('wait.three')]}
      problem={view.problem}
    >
      <button type="button" className="kioskSecond" onClick={touch.end}>
        {t('wait.end')}
      </button>
    </Act>
  );
}

export function MakingPage({ view }: { readonly view: KioskView }) {
  const { t } = useTranslation();
  useAlarm(view.takeCard ? 'repeated' : 'off');
  // E3: nobody reads a page about making while the card waits for a hand.
  if (view.takeCard)
    return (
      <Act
        question={t('wait.take')}
        picture={<TakeCardPicture label={t('wait.takePicture')} />}
        steps={[t('wait.takeOne'), t('wait.takeTwo')]}
        problem={view.problem}
      >
        {null}
      </Act>
    );
  return (
    <Act
      question={t('wait.making')}
      picture={<MakingPicture label={t('wait.makingPicture')} />}
      steps={[t('wait.makingOne'), t('wait.makingTwo'), t('wait.makingThree')]}
      problem={view.problem}
    >
      {null}
    </Act>
  );
}
