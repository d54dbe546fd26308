import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { JobId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { CardPlanView } from './CardPlanView.tsx';
import { JobView } from './JobView.tsx';
import './cards.css';

function CaseJob({ jobId, onAgain }: { readonly jobId: JobId; onAgain(): void }) {
  const { t } = useTranslation();
  const job = useCall('cardJob', { jobId }, { everyMs: 15_000 });
  if (job.value === undefined) {
    return job.failure === null ? (
      <p className="quiet">{t('common.loading')}</p>
    ) : (
      <FailureNote failure={job.failure} />
    );
  }
  return <JobView job={job.value} onAgain={onAgain} />;
}

/** The card of the open case: the plan before, the rail after. */
export function CaseCard({ view }: { readonly view: CaseView }) {
  const [again, setAgain] = useState(false);
  return view.cardJobId === null || again ? (
    <CardPlanView view={view} onStarted={() => setAgain(false)} />
  ) : (
    <CaseJob jobId={view.cardJobId} onAgain={() => setAgain(true)} />
  );
}
