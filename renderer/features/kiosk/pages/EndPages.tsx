import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import type { StationStatus } from '../../../../main/contract/station.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Question } from '../KioskFrame.tsx';
import { OutOfOrderPicture, TakePicture } from '../pictures/DeskPictures.tsx';
import { Problem } from '../Problem.tsx';
import { QrPicture } from '../QrPicture.tsx';
import { useAlarm } from '../useAlarm.ts';
import type { KioskTouch } from '../useKiosk.ts';

/** The slip that a window continues with no re-entry (E6), or, after too many tries, the way to staff. */
export function SlipPage({
  view,
  touch,
  station,
}: {
  readonly view: KioskView;
  readonly touch: KioskTouch;
  readonly station: StationStatus | undefined;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const window = view.slip?.window ?? (station === undefined ? '' : pick(station.nameZh, station.nameEn));
  if (view.slip === null) {
    const question = t(
      view.problem === null && view.ticket !== null ? 'slip.numberQuestion' : 'slip.staffQuestion',
    );
    return (
      <>
        <Question>{question}</Question>
        {view.ticket === null ? (
          <div className="kioskShow">
            <OutOfOrderPicture label={question} />
          </div>
        ) : (
          <section className="kioskSlip">
            <Ticket ticket={view.ticket} />
          </section>
        )}
        <div className="kioskAct">
          <Problem failure={view.problem} remedy={false} />
          <p className="kioskText">{t(view.problem === null ? 'slip.numberText' : 'slip.staffText')}</p>
          <dl className="kioskWindow">
            <dt>{t('slip.window')}</dt>
            <dd>{window}</dd>
          </dl>
          <button type="button" className="kioskPrimary" onClick={touch.end}>
            {t('slip.staffFinish')}
          </button>
        </div>
      </>
    );
  }
  /** The card lies inside: this paper tells where to fetch it (E3). */
  const retained = view.problem?.code === 'cardRetained';
  const onPaper = view.slip.paper === 'printing' || view.slip.paper === 'printed';
  return (
    <>
      <Question>
        {t(retained ? 'slip.retained' : view.problem === null ? 'slip.question' : 'slip.stopped')}
      </Question>
      <section className="kioskSlip">
        <QrPicture text={view.slip.qr} label={view.slip.caseNumber} />
        {view.ticket === null ? null : <Ticket ticket={view.ticket} />}
        <dl>
          <dt>{t('slip.number')}</dt>
          <dd className="mono" translate="no">
            {view.slip.caseNumber}
          </dd>
          <dt>{t('slip.window')}</dt>
          <dd>{window}</dd>
        </dl>
      </section>
      <div className="kioskAct">
        <Problem failure={view.problem} remedy={false} />
        <ul className="kioskSteps">
          <li>{t(onPaper ? 'slip.paper' : 'slip.photo')}</li>
          <li>{t(retained ? 'slip.retainedAgain' : 'slip.again')}</li>
          <li>{t(retained ? 'slip.retainedBring' : 'slip.bring')}</li>
        </ul>
        <button type="button" className="kioskPrimary" onClick={touch.end}>
          {t(onPaper ? 'slip.paperFinish' : 'slip.finish')}
        </button>
      </div>
    </>
  );
}

/** The number in the queue of people (A9). */
function Ticket({ ticket }: { readonly ticket: NonNullable<KioskView['ticket']> }) {
  const { t } = useTranslation();
  return (
    <dl className="kioskTicket">
      <dt>{t('slip.ticket')}</dt>
      <dd translate="no">{ticket.number}</dd>
      <dd className="kioskHint">
        {ticket.ahead === 0 ? t('slip.nobodyAhead') : t('slip.ahead', { n: ticket.ahead })}
      </dd>
    </dl>
  );
}

/** The last page, already clean: only the things on the desk are left. */
export function TakeDocumentsPage({ view, touch }: { readonly view: KioskView; readonly touch: KioskTouch }) {
  const { t } = useTranslation();
  const [left] = view.left;
  // Whoever turns to go hears it once, because most passport readers cannot tell what lies on them.
  useAlarm(left === undefined ? 'once' : 'repeated');
  // What a reader still feels stays on the screen until it is taken (E4): nothing to press here.
  if (left !== undefined)
    return (
      <>
        <Question key={left}>{t(`take.left.${left}`)}</Question>
        <div className="kioskShow">
          <TakePicture label={t(`take.left.picture.${left}`)} document={left} />
        </div>
        <div className="kioskAct kioskAlarm" role="alert">
          <p className="kioskText">{t('take.left.text')}</p>
          {view.left.length > 1 ? (
            <ul className="kioskBring">
              {view.left.map((document) => (
                <li key={document}>
                  <strong>{t(`take.left.name.${document}`)}</strong>
                </li>
              ))}
            </ul>
          ) : null}
          <p className="kioskHint">{t('take.clean')}</p>
        </div>
      </>
    );
  return (
    <>
      <Question>{t('take.question')}</Question>
      <div className="kioskShow">
        <TakePicture label={t('take.picture')} />
      </div>
      <div className="kioskAct">
        <ul className="kioskBring">
          <li>
            <strong>{t('take.passport')}</strong>
          </li>
          <li>
            <strong>{t('take.notice')}</strong>
          </li>
          <li>
            <strong>{t('take.card')}</strong>
          </li>
        </ul>
        <button type="button" className="kioskPrimary" onClick={touch.end}>
          {t('take.finish')}
        </button>
        <p className="kioskHint">{t('take.clean')}</p>
      </div>
    </>
  );
}
