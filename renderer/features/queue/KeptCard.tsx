import { useTranslation } from 'react-i18next';
import type { OfflineLimit, PermitStanding } from '../../../main/contract/queue.ts';
import { agePart, formatCount, formatDateTime, minutesBetween } from '../../ui/format.ts';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { StatusMark } from '../window/StatusMark.tsx';
import { useWorkstation } from '../window/Workstation.ts';
import { limitTone } from './standingWords.ts';

const dayMinutes = 24 * 60;

/** How much, how old, and until when it is good for a card (G8). */
export function PermitsKept({ permits }: { readonly permits: PermitStanding }) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const { asOf, limitDays, records, namesWaiting, pull } = permits;
  const minutes = asOf === null ? 0 : minutesBetween(asOf, now);
  const left = limitDays - Math.floor(minutes / dayMinutes);
  const tone = asOf === null || left <= 0 ? 'bad' : minutes >= limitDays * dayMinutes * 0.8 ? 'warn' : 'good';
  const age = agePart(minutes);
  return (
    <section className="card kept" aria-label={t('queue.permits.title')}>
      <h2>{t('queue.permits.title')}</h2>
      <p>
        <b>{t('queue.permits.records', { n: formatCount(records) })}</b>{' '}
        {asOf !== null
          ? t('queue.permits.asOf', {
              at: formatDateTime(asOf),
              age: t(`common.age.${age.unit}`, { n: age.count }),
            })
          : pull === null
            ? t('queue.permits.never')
            : null}
      </p>
      {asOf === null ? null : (
        <p className={tone === 'good' ? 'quiet' : `tone wrap ${tone}`} data-tone={tone}>
          {tone === 'good' ? null : <StatusMark tone={tone} />}
          {t(`queue.permits.${tone === 'good' ? 'fresh' : tone === 'warn' ? 'near' : 'old'}`, {
            days: tone === 'warn' ? left : limitDays,
          })}
        </p>
      )}
      {namesWaiting === 0 ? null : (
        <p className="quiet">{t('queue.permits.names', { n: formatCount(namesWaiting) })}</p>
      )}
      {pull === null ? null : <ProgressLine label={t('queue.progress.pull')} progress={pull} />}
    </section>
  );
}

function Limit({ limit }: { readonly limit: OfflineLimit }) {
  const { t } = useTranslation();
  const tone = limitTone(limit);
  const name = t(`queue.limits.act.${limit.act}`);
  const used = formatCount(Math.round(limit.used * 10) / 10);
  const text = t(limit.act === 'hours' ? 'queue.limits.hours' : 'queue.limits.used', {
    used,
    limit: formatCount(limit.limit),
  });
  const word = t(`queue.limits.${tone === 'good' ? 'fine' : tone === 'warn' ? 'near' : 'reached'}`);
  const share = limit.limit === 0 ? 1 : Math.min(1, limit.used / limit.limit);
  return (
    <li className={`limit ${tone}`} data-limit={limit.act}>
      <span>{name}</span>
      <div
        role="meter"
        aria-label={name}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={`${text}, ${word}`}
        className={`limitBar ${tone}`}
      >
        <span style={{ width: `${(share * 100).toFixed(1)}%` }} />
      </div>
      <span className="limitText">{text}</span>
      <span className="limitWord">
        {tone === 'good' ? null : (
          <>
            <StatusMark tone={tone} /> <b>{word}</b>
          </>
        )}
      </span>
    </li>
  );
}

/** What may still be done without a network (G4): quiet while there is room, and the way out when there is none. */
export function LimitsKept({ limits }: { readonly limits: readonly OfflineLimit[] }) {
  const { t } = useTranslation();
  const tight = limits.some((limit) => limitTone(limit) !== 'good');
  return (
    <section className="card kept" aria-label={t('queue.limits.title')}>
      <h2>{t('queue.limits.title')}</h2>
      {limits.length === 0 ? <p className="quiet">{t('queue.limits.none')}</p> : null}
      <ul className="limits">
        {limits.map((limit) => (
          <Limit key={limit.act} limit={limit} />
        ))}
      </ul>
      {tight ? <p>{t('queue.limits.way')}</p> : null}
    </section>
  );
}
