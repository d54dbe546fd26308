import { useTranslation } from 'react-i18next';
import type { Progress } from '../../main/contract/queue.ts';
import { formatCount } from './format.ts';
import { roundRate, timeLeft } from './progressWords.ts';
import './progressLine.css';

/** Something long on its way: a bar, and beside it in words how much, how fast and how long still. Its parts keep their places. */
export function ProgressLine({ label, progress }: { readonly label: string; readonly progress: Progress }) {
  const { t } = useTranslation();
  const { done, total, perSecond, secondsLeft } = progress;
  const amount =
    total === null
      ? t('queue.progress.only', { done: formatCount(done) })
      : t('queue.progress.of', { done: formatCount(done), total: formatCount(total) });
  const stands = perSecond === 0 && done > 0 && done !== total;
  const rate = stands
    ? t('queue.progress.stands')
    : t('queue.progress.rate', { rate: formatCount(roundRate(perSecond)) });
  const left = secondsLeft === null ? null : timeLeft(secondsLeft);
  const remaining =
    left === null
      ? t('queue.progress.leftUnknown')
      : t('queue.progress.left', { left: t(`queue.progress.${left.unit}`, { n: left.n }) });
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div className="progressLine">
      <b>{label}</b>
      <span className="progressRight">{amount}</span>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuetext={`${amount}, ${rate}, ${remaining}`}
        {...(share === null
          ? {}
          : { 'aria-valuenow': Math.floor(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
        className={share === null ? 'progressBar unknown' : 'progressBar'}
      >
        <span style={{ width: share === null ? '100%' : `${(share * 100).toFixed(1)}%` }} />
      </div>
      <span className="quiet">{rate}</span>
      <span className="progressRight quiet">{remaining}</span>
    </div>
  );
}
