import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import { Question } from '../KioskFrame.tsx';
import { AttendantPicture, MakingPicture } from '../pictures/DeskPictures.tsx';
import { NoticePicture } from '../pictures/NoticePicture.tsx';
import { PassportPicture } from '../pictures/PassportPicture.tsx';
import { Problem } from '../Problem.tsx';
import type { KioskTouch } from '../useKiosk.ts';

function Steps({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ol className="kioskSteps">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ol>
  );
}

function Act({
  question,
  picture,
  steps,
  view,
  children,
}: {
  readonly question: string;
  readonly picture: ReactNode;
  readonly steps: readonly string[];
  readonly view: KioskView;
  readonly children: ReactNode;
}) {
  return (
    <>
      <Question>{question}</Question>
      <div className="kioskShow">{picture}</div>
      <div className="kioskAct">
        <Problem failure={view.problem} />
        <Steps texts={steps} />
        {children}
      </div>
    </>
  );
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <p className="kioskWaiting" role="status">
      <span className="kioskDots" aria-hidden />
      {text}
    </p>
  );
}

export function NoticePage({ view }: { readonly view: KioskView }) {
  const { t } = useTranslation();
  return (
    <Act
      question={t('notice.question')}
      picture={<NoticePicture label={t('notice.picture')} />}
      steps={[t('notice.one'), t('notice.two'), t('notice.three')]}
      view={view}
    >
      <Waiting text={t('notice.waiting')} />
    </Act>
  );
}

export function PassportPage({ view }: { readonly view: KioskView }) {
  const { t } = useTranslation();
  return (
    <Act
      question={t('passport.question')}
      picture={<PassportPicture label={t('passport.picture')} />}
      steps={[t('passport.one'), t('passport.two'), t('passport.three')]}
      view={view}
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
      view={view}
    >
      <button type="button" className="kioskSecond" onClick={touch.end}>
        {t('wait.end')}
      </button>
    </Act>
  );
}

export function MakingPage({ view }: { readonly view: KioskView }) {
  const { t } = useTranslation();
  return (
    <Act
      question={t('wait.making')}
      picture={<MakingPicture label={t('wait.makingPicture')} />}
      steps={[t('wait.makingOne'), t('wait.makingTwo'), t('wait.makingThree')]}
      view={view}
    >
      {null}
    </Act>
  );
}
