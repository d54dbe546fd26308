import { useTranslation } from 'react-i18next';
import { useAct, useCall } from '../../../client/client.ts';
import { aboutToBreach } from './watch.ts';
import { WatchList } from './WatchList.tsx';

/** Cases that are about to count as accepted, breached first (C3). `whenEmpty`: say so when there is none. */
export function ClockList({ whenEmpty }: { readonly whenEmpty: boolean }) {
  const { t } = useTranslation();
  const list = useCall('caseClockList', {}, { everyMs: 60_000 });
  const select = useAct('caseSelect');
  const lines = aboutToBreach(list.value ?? []);
  if (lines.length === 0 && list.failure === null && !whenEmpty) return null;
  return (
    <WatchList
      title={t('outcome.clock.title')}
      empty={t('outcome.clock.empty')}
      failure={list.failure}
      lines={
        list.value === undefined
          ? null
          : lines.map((line) => (
              <li key={line.id}>
                <button type="button" onClick={() => void select.run({ caseId: line.id })}>
                  <b>{line.name}</b>
                  <span className="mono">{line.number}</span>
                  <span className={line.clock.breached ? 'tone bad' : 'tone warn'}>
                    {line.clock.breached
                      ? t('outcome.clock.breached')
                      : t('outcome.clock.left', { count: line.clock.workingDaysLeft })}
                  </span>
                  <span>{t('outcome.clock.until', { date: line.clock.deadline })}</span>
                </button>
              </li>
            ))
      }
    />
  );
}
