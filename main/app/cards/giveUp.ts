import type { JobId } from '../../contract/ids.ts';
import { failure, type Failure, type Result } from '../../contract/result.ts';
import { lastCall } from '../../domain/cards/nextStep.ts';
import type { JobRecord } from '../ports/stores.ts';
import type { CardActor } from './cardDeps.ts';
import { releaseUpstream } from './releaseUpstream.ts';
import type { StepContext } from './stepContext.ts';

/**
 * Ends a card that nobody wants any more, before a blank was touched, and unlocks upstream (domain-rules 9.21). The job must not be running.
 * Errors: jobNotFound, wrongState, reasonMissing.
 */
export async function giveUp(
  context: StepContext,
  jobId: JobId,
  note: string,
  by: CardActor,
): Promise<Result<JobRecord>> {
  const { deps, journal } = context;
  const { jobs } = deps.stores;
  if (note === '') return failure('reasonMissing');
  const job = jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  const last = lastCall(jobs.steps(jobId));
  // A feed that may have happened has a blank to account for.
  const untouched = last === null || last.step === 'lock' || last.phase === 'failed';
  if ((job.state !== 'ready' && job.state !== 'locked') || !untouched)
    return failure('wrongState', { state: job.state });
  const problem: Failure = { code: 'cardGivenUp', detail: { note } };
  const ended = journal.attempt(jobId, {
    events: [{ type: 'failed', problem }],
    by,
    audit: { event: 'card.givenUp' },
  });
  if (ended.ok) await releaseUpstream(deps, ended.value);
  return ended;
}
