import type { JobId } from '../../contract/ids.ts';
import type { RowResult } from '../../contract/upstream.ts';
import { jobKeyOf } from '../../domain/cards/cardJob.ts';
import { isOurs } from '../../domain/cards/upstreamCards.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord, OutboxRecord } from '../ports/stores.ts';
import { queueCardRow } from './cardRows.ts';
import { writeChange, type JobChange } from './journal.ts';

type RowDeps = Pick<Deps, 'stores' | 'ids' | 'clock' | 'profile'>;

const waitingState = { 'card.report': 'pendingReport', 'card.enable': 'pendingEnable' } as const;

/**
 * What upstream's word on a queued row does to its card job. Called by sync inside the transaction that stores the
 * receipt. `alreadyDone` is success only when upstream's record is ours (domain-rules 9.13), else the job is in
 * `conflict`; a refusal keeps the card held with its owner (9.24). Returns the job that changed.
 */
export function cardRowSettled(deps: RowDeps, row: OutboxRecord, result: RowResult): JobId | null {
  if (row.kind !== 'card.report' && row.kind !== 'card.enable') return null;
  const job = row.jobId === null ? null : deps.stores.jobs.get(row.jobId);
  // A second word about the same row changes nothing.
  if (job === null || job.state !== waitingState[row.kind]) return null;
  const step = row.kind === 'card.report' ? 'report' : 'enable';
  const written = writeChange(deps, job.id, changeFor(deps, job, step, result));
  if (!written.ok) throw new Error(`an answer to ${row.kind} does not fit its job: ${written.error.code}`);
  return job.id;
}

function changeFor(deps: RowDeps, job: JobRecord, step: 'report' | 'enable', result: RowResult): JobChange {
  if (result.outcome === 'refused') {
    const problem = { code: 'upstreamRefused', detail: { reason: result.reason } } as const;
    return { steps: [{ step, phase: 'failed', detail: problem }], events: [{ type: 'problem', problem }] };
  }
  const jobKey = jobKeyOf(deps.profile.stationId, job);
  if (result.outcome === 'alreadyDone' && !isOurs(result.record, job, jobKey)) {
    const problem = { code: 'conflict' } as const;
    return { steps: [{ step, phase: 'failed', detail: problem }], events: [{ type: 'conflict', problem }] };
  }
  const facts = { outcome: result.outcome, receipt: result.receipt.number };
  if (step === 'enable')
    return { steps: [{ step, phase: 'confirmed', facts }], events: [{ type: 'enableAccepted' }] };
  return {
    steps: [
      { step, phase: 'confirmed', facts },
      { step: 'enable', phase: 'intent' },
    ],
    events: [{ type: 'reportAccepted' }, { type: 'enableQueued' }],
    also: (before) => void queueCardRow(deps, before, 'enable', {}),
  };
}
