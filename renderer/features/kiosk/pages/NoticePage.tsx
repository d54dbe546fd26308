import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import type { StationStatus } from '../../../../main/contract/station.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { useCamera } from '../../../scan/camera/useCamera.ts';
import { OutOfOrderPicture } from '../pictures/DeskPictures.tsx';
import { NoticePicture } from '../pictures/NoticePicture.tsx';
import type { KioskTouch } from '../useKiosk.ts';
import { Act, Waiting } from './Act.tsx';

/** The code of the Notice: under the scanner, or in front of the camera where the kiosk has one. */
export function NoticePage({
  view,
  station,
  touch,
  busy,
}: {
  readonly view: KioskView;
  readonly station: StationStatus | undefined;
  readonly touch: KioskTouch;
  readonly busy: boolean;
}) {
  const { t } = useTranslation();
  // Nobody is stuck without a Notice: a number leads to the window (A9).
  const number = (
    <button type="button" className="kioskSecond" disabled={busy} onClick={touch.takeNumber}>
      {t('notice.takeNumber')}
    </button>
  );
  return view.noticeCamera === null ? (
    <ScannerNotice view={view} number={number} />
  ) : (
    <CameraNotice view={view} camera={view.noticeCamera} station={station} number={number} />
  );
}

function ScannerNotice({ view, number }: { readonly view: KioskView; readonly number: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Act
      question={t('notice.question')}
      picture={<NoticePicture label={t('notice.picture')} />}
      steps={[t('notice.one'), t('notice.two'), t('notice.three')]}
      problem={view.problem}
    >
      <Waiting text={t('notice.waiting')} />
      {number}
    </Act>
  );
}

/** While the camera does not work the page is the scanner's, or it sends to the window where there is no scanner either (E5). */
function CameraNotice({
  view,
  camera,
  station,
  number,
}: {
  readonly number: ReactNode;
  readonly view: KioskView;
  readonly camera: NonNullable<KioskView['noticeCamera']>;
  readonly station: StationStatus | undefined;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { state, video } = useCamera(camera.label);
  const way = state.kind !== 'failed' ? 'camera' : camera.scanner ? 'scanner' : 'window';
  const texts = way === 'scanner' ? 'notice' : 'notice.camera';
  const steps = way === 'window' ? [] : [t(`${texts}.one`), t(`${texts}.two`), t(`${texts}.three`)];
  const broken = state.kind === 'failed' ? state.failure : null;
  const problem = way === 'window' ? broken : (view.problem ?? broken);
  return (
    <Act
      question={way === 'window' ? t('unavailable.goTo') : t(`${texts}.question`)}
      picture={
        <>
          <div
            className="kioskCamera"
            data-camera={state.kind}
            role="img"
            aria-label={t('notice.camera.picture')}
            hidden={way !== 'camera'}
          >
            {/* Mirrored, because people move their hand as in front of a mirror; the pictures that are looked at are not. */}
            <video ref={video} muted playsInline aria-hidden />
            <span className="kioskCameraFrame" aria-hidden />
          </div>
          {way === 'scanner' ? <NoticePicture label={t('notice.picture')} /> : null}
          {way === 'window' ? <OutOfOrderPicture label={t('unavailable.picture')} /> : null}
        </>
      }
      steps={steps}
      problem={problem}
      // The steps of the scanner, and the name of the window, are the remedy.
      remedy={problem !== broken}
    >
      {way === 'window' ? (
        <>
          <dl className="kioskWindow">
            <dt>{t('unavailable.goTo')}</dt>
            <dd>{station === undefined ? '' : pick(station.nameZh, station.nameEn)}</dd>
          </dl>
          <p className="kioskHint">{t('notice.camera.broken')}</p>
        </>
      ) : (
        <Waiting
          text={
            state.kind === 'starting'
              ? t('notice.camera.starting')
              : state.kind === 'failed'
                ? t('notice.waiting')
                : t(state.several ? 'notice.camera.several' : 'notice.camera.waiting')
          }
        />
      )}
      {way === 'camera' && camera.scanner ? <p className="kioskHint">{t('notice.camera.scanner')}</p> : null}
      {number}
    </Act>
  );
}
