import type { Failure } from '../../../contract/result.ts';
import { deviceProblem, isNamed } from '../../../domain/cards/blankCheck.ts';
import { readBackProblem, sendsAway } from '../../../domain/cards/nextStep.ts';
import type { JobRecord } from '../../ports/stores.ts';
import type { NewEvent } from '../journal.ts';
import { retainProblems } from '../afterPowerCut.ts';
import { releaseUpstream } from '../releaseUpstream.ts';
import {
  confirm,
  leaveUnknown,
  stopWith,
  timeouts,
  writeIntent,
  type StepContext,
  type StepOutcome,
} from '../stepContext.ts';

/** Moves a card that may not be used, or was spoiled, to the reject box; a refused blank ends the job with its reason. */
export async function rejectStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  const before = await deps.devices.printerFacts(timeouts.facts, job.channel);
  const gone = before.completion.code === 'success' && before.position === 'none';
  if (!gone && before.position === 'unknown')
    return stopWith(context, job, 'reject', deviceProblem('cardPrinter', before.completion));

  writeIntent(context, job, 'reject', { position: before.position, printedCards: before.printedCards });
  const after = gone ? before : await deps.devices.rejectCard(timeouts.reject, job.channel);
  if (after.completion.code === 'success' && after.position === 'none') {
    confirm(context, job, 'reject', { events: rejectedEvents(context, job) }, { byHand: gone });
    await releaseRejected(context, job);
    return 'go';
  }
  const problem = deviceProblem('cardPrinter', after.completion);
  return after.completion.code !== 'success' && isNamed(after.completion)
    ? stopWith(context, job, 'reject', problem)
    : leaveUnknown(context, job, 'reject', problem);
}

/** What follows when the card has left the printer: a wasted job only loses its place, any other ends with its cause. */
export function rejectedEvents(context: Pick<StepContext, 'deps'>, job: JobRecord): NewEvent[] {
  const steps = context.deps.stores.jobs.steps(job.id);
  if (job.state === 'wasted') {
    // What the desk has to know stays on the job when the card has gone into the box.
    const kept = job.problem !== null && retainProblems.includes(job.problem.code) ? job.problem : null;
    const differs = readBackProblem(steps) ?? kept;
    return [
      { type: 'rejected' },
      ...(differs === null ? [] : [{ type: 'problem', problem: differs } as const]),
    ];
  }
  const cause = steps.findLast((record) => sendsAway(record))?.detail;
  const problem: Failure = cause ?? { code: 'blankUnknown' };
  return [{ type: 'rejected' }, { type: 'failed', problem }];
}

/** Unlocks upstream after a job ended because of its blank (9.21). */
export async function releaseRejected({ deps }: Pick<StepContext, 'deps'>, job: JobRecord): Promise<void> {
  const now = deps.stores.jobs.get(job.id);
  if (now?.state === 'failed') await releaseUpstream(deps, now);
}
