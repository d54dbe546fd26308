import { WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useAct, useCall } from '../../../client/client.ts';
import { aboutToBreach } from './watch.ts';

/** On the desk whatever case is open: somebody else's may be about to count as accepted (C3). Nothing to say = no strip. */
export function WatchStrip() {
  const { t } = useTranslation();
  const list = useCall('caseClockList', {}, { everyMs: 60_000 });
  const select = useAct('caseSelect');
  const soon = aboutToBreach(list.value ?? []);
  const [first] = soon;
  if (first === undefined) return null;
  return (
    <p className="watchStrip" role="status">
      <WarningFilled aria-hidden />
      <b>{t('outcome.clock.strip', { count: soon.length })}</b>
      <span className="mono">{first.number}</span>
      <span>
        {first.clock.breached
          ? t('outcome.clock.breached')
          : t('outcome.clock.left', { count: first.clock.workingDaysLeft })}
        {' · '}
        {t('outcome.clock.until', { date: first.clock.deadline })}
      </span>
      <button type="button" className="plainAct" onClick={() => void select.run({ caseId: first.id })}>
        {t('outcome.clock.open')}
      </button>
    </p>
  );
}
