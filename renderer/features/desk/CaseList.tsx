import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useAct, useCall } from '../../client/client.ts';
import { formatSince } from '../../ui/format.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { RatingAsk } from '../rating/RatingAsk.tsx';
import { TicketPanel } from '../tickets/TicketPanel.tsx';
import { useWorkstation } from '../window/Workstation.ts';

/** Today's cases with their counts. Choosing one is free: nothing of the open case is lost, every verdict is saved when it is given. */
export function CaseList({ selected }: { readonly selected: CaseId | null }) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const list = useCall('caseList', {});
  const select = useAct('caseSelect');
  const cases = list.value ?? [];
  const count = (state: string): number => cases.filter((each) => each.state === state).length;
  return (
    <aside className="caseList" aria-label={t('desk.today')}>
      <TicketPanel selected={selected} />
      {selected === null ? null : <RatingAsk key={selected} caseId={selected} />}
      <h2>{t('desk.today')}</h2>
      <p className="quiet">
        {t('desk.todayCounts', {
          accepted: count('accepted'),
          supplement: count('supplement'),
          open: count('open'),
        })}
      </p>
      {list.failure === null ? null : <FailureNote failure={list.failure} />}
      {cases.length === 0 && !list.loading ? <p className="quiet">{t('desk.noCases')}</p> : null}
      <ol>
        {cases.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              aria-current={each.id === selected ? 'true' : undefined}
              onClick={() => void select.run({ caseId: each.id === selected ? null : each.id })}
            >
              <span className="caseName">{each.name}</span>
              <span className="caseMeta">
                <span className={`caseState ${each.state}`}>{t(`desk.state.${each.state}`)}</span>
                {each.state === 'open'
                  ? t('desk.progress', { done: each.satisfied, total: each.total })
                  : null}
                {each.channel === 'kiosk' ? ` ${t('desk.kiosk')}` : null}
                <time dateTime={each.openedAt}>{formatSince(each.openedAt, now)}</time>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </aside>
  );
}
