import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import type { JobId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatTime } from '../../ui/format.ts';
import { ownerName } from '../../ui/ownerName.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { JobView } from './JobView.tsx';
import { isOver } from './rail.ts';
import './cards.css';

/** What needs a person comes first, then what waits, then what is over; the newest first within each. */
export function boardOrder(jobs: readonly CardJobView[]): readonly CardJobView[] {
  const rank = (job: CardJobView): number => {
    if (job.next !== 'wait' && job.next !== 'none') return 0;
    return isOver(job) ? 2 : 1;
  };
  return jobs.toSorted((a, b) => rank(a) - rank(b) || b.changedAt.localeCompare(a.changedAt));
}

/** All card jobs: those that need somebody on top. */
export function CardBoard() {
  const { t } = useTranslation();
  const { openCase } = useWorkstation();
  const jobs = useCall('cardJobs', {}, { everyMs: 15_000 });
  const [chosen, setChosen] = useState<JobId | null>(null);
  const sorted = boardOrder(jobs.value ?? []);
  const shown = sorted.find((job) => job.id === chosen) ?? sorted[0];
  return (
    <main className="page">
      <div className="pageHead">
        <h1>{t('cards.board')}</h1>
      </div>
      {jobs.failure === null ? null : <FailureNote failure={jobs.failure} />}
      {shown === undefined ? (
        <p className="card emptyState">{jobs.loading ? t('common.loading') : t('cards.boardEmpty')}</p>
      ) : (
        <div className="board">
          <ul>
            {sorted.map((job) => (
              <li key={job.id}>
                <button
                  type="button"
                  aria-current={job.id === shown.id ? 'true' : undefined}
                  onClick={() => setChosen(job.id)}
                >
                  <b>{job.holderName}</b>
                  <span className={`jobState ${job.state}`}>{t(`cards.jobState.${job.state}`)}</span>
                  <span className="quiet">
                    {t(`cards.place.${job.place}`)} · {ownerName(job.owner, t)} · {formatTime(job.changedAt)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <div>
            <JobView key={shown.id} job={shown} />
            <Button className="toCase" onClick={() => openCase(shown.caseId)}>
              {t('cards.toCase')} <span className="mono">{shown.caseNumber}</span>
            </Button>
          </div>
        </div>
      )}
    </main>
  );
}
