import { useTranslation } from 'react-i18next';
import type { StationStatus } from '../../../main/contract/station.ts';
import { formatSince } from '../../ui/format.ts';
import { statusItems, type StatusItem } from './statusItems.ts';
import { StatusMark } from './StatusMark.tsx';

/** Devices, upstream, queue and day in words, always in sight; under them what to do about what is not well. */
export function StatusStrip({
  status,
  closedToday = false,
  onRecovery,
}: {
  readonly status: StationStatus;
  readonly closedToday?: boolean;
  /** Left out: the newest start left nothing to see to (E8). */
  readonly onRecovery?: () => void;
}) {
  const { t } = useTranslation();
  const { devices, links } = statusItems(status);
  const name = (item: StatusItem): string => `${item.kiosk ? `${t('desk.kiosk')} ` : ''}${t(item.labelKey)}`;
  const chip = (item: StatusItem) => (
    <li key={item.id} className={`status ${item.tone}`}>
      <StatusMark tone={item.tone} />
      {name(item)}
      <span className={item.tone === 'good' ? 'visuallyHidden' : 'statusWord'}>
        {t(item.wordKey)}
        {item.tone === 'good' || item.since === null
          ? ''
          : ` ${t('common.since', { at: formatSince(item.since, status.now) })}`}
      </span>
    </li>
  );
  const notes = [...devices, ...links].filter((item) => item.remedyKey !== null);
  const outOfService = status.kiosk?.state === 'outOfService';
  const clockHeld = status.clockHeld === true;
  const queueTone = status.queue.refused > 0 || status.queue.paused ? 'bad' : 'good';
  return (
    <section className="statusStrip" aria-label={t('station.status')}>
      <ul>
        {devices.map(chip)}
        <li className="status">{t('station.hopper', { count: status.hopper })}</li>
        {status.refill?.hopper === true || (status.refill?.desks ?? 0) > 0 ? (
          <li className="status warn">
            <StatusMark tone="warn" />
            <span className="statusWord">
              {status.refill?.hopper === true
                ? t('station.refillHopper')
                : t('station.refillDesks', { count: status.refill?.desks ?? 0 })}
            </span>
          </li>
        ) : null}
        <KioskMark status={status} />
        {onRecovery === undefined ? null : (
          <li className="status bad">
            <StatusMark tone="bad" />
            <button type="button" className="statusLink statusWord" onClick={onRecovery}>
              {t('recovery.status')}
            </button>
          </li>
        )}
        <li className="statusGap" aria-hidden />
        {links.map(chip)}
        <li className={`status ${queueTone}`}>
          {queueTone === 'bad' ? <StatusMark tone="bad" /> : null}
          {t('station.queueWaiting', { n: status.queue.waiting })}
          {status.queue.refused > 0 ? (
            <span className="statusWord">{t('station.queueRefused', { n: status.queue.refused })}</span>
          ) : null}
          {status.queue.paused ? <span className="statusWord">{t('station.queuePaused')}</span> : null}
        </li>
        <li className="statusGap" aria-hidden />
        {clockHeld ? (
          <li className="status bad" data-status="clock">
            <StatusMark tone="bad" />
            <span className="statusWord">{t('station.clockHeld')}</span>
          </li>
        ) : null}
        <li className={`status ${status.day === null ? 'warn' : ''}`}>
          {status.day === null ? <StatusMark tone="warn" /> : null}
          {status.day === null ? (
            <span className="statusWord">{t(closedToday ? 'station.dayClosed' : 'station.dayNone')}</span>
          ) : (
            t('station.dayOpen', { date: status.day })
          )}
        </li>
      </ul>
      {notes.length > 0 || status.queue.refused > 0 || status.day === null || outOfService || clockHeld ? (
        <p className="statusNotes">
          {notes.map((item) => (
            <span key={item.id}>
              <b>
                {name(item)}
                {t('common.colon')}
              </b>
              {t(item.remedyKey ?? '')}
            </span>
          ))}
          {outOfService ? <span>{t('station.remedy.kioskOut')}</span> : null}
          {status.queue.refused > 0 ? <span>{t('station.remedy.refused')}</span> : null}
          {clockHeld ? <span>{t('station.remedy.clockHeld')}</span> : null}
          {status.day === null ? (
            <span>{t(closedToday ? 'station.remedy.dayClosed' : 'station.remedy.dayNone')}</span>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}

/** The kiosk while it serves nobody (E7): in maintenance by whom, or out of service because of its cabinet. */
function KioskMark({ status }: { readonly status: StationStatus }) {
  const { t } = useTranslation();
  const { kiosk } = status;
  if (kiosk === undefined || kiosk.state === 'open') return null;
  const tone = kiosk.state === 'maintenance' ? 'warn' : 'bad';
  return (
    <li className={`status ${tone}`}>
      <StatusMark tone={tone} />
      {t('desk.kiosk')}
      <span className="statusWord">
        {t(`station.kiosk.${kiosk.state}`)}
        {kiosk.since === null ? '' : ` ${t('common.since', { at: formatSince(kiosk.since, status.now) })}`}
        {kiosk.by === null ? '' : ` · ${kiosk.by}`}
      </span>
    </li>
  );
}
