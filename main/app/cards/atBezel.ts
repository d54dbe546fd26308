import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { JobId } from '../../contract/ids.ts';
import { deviceProblem } from '../../domain/cards/blankCheck.ts';
import type { JobRecord } from '../ports/stores.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import type { Recipient } from './cardActs.ts';
import type { StepContext } from './stepContext.ts';

/** How long the holder has to take the card out of the bezel. */
const takeWithinMs = 30_000;
const timeoutMs = 60_000;

/** Does the card printer give its cards to a visitor of the kiosk through a bezel (E3)? */
export function hasBezel({ profile }: Pick<CardDeps, 'profile'>): boolean {
  return profile.devices.some(({ kind, surface }) => kind === 'cardPrinter' && surface === 'kiosk');
}

/** Is this card, by its place and its journal, still to be taken at the bezel? One whose first offer has no outcome is left to a person. */
export function isAtBezel(deps: CardDeps, job: JobRecord): boolean {
  if (!hasBezel(deps) || job.channel !== 'kiosk' || job.state !== 'enabled' || job.place !== 'output')
    return false;
  return !deps.stores.jobs.steps(job.id).some(({ step }) => step === 'handOver');
}

/**
 * The receipt has been filled in (domain-rules 9.25) and the card is enabled: its holder may take it. Taken = handed over; pulled back =
 * `retained` in the reject box, for the window to hand over (E3). Errors: wrongState, cardRetained, and what the printer says when only
 * eyes can tell; then the window records what it sees.
 */
export async function offerAtBezel(
  context: Pick<StepContext, 'deps' | 'journal'>,
  jobId: JobId,
  recipient: Recipient,
  by: CardActor,
  handOver: () => Result<JobRecord>,
): Promise<Result<JobRecord>> {
  const { deps, journal } = context;
  const job = deps.stores.jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  if (!isAtBezel(deps, job)) return failure('wrongState', { state: job.state });
  const begun = journal.attempt(jobId, {
    steps: [{ step: 'handOver', phase: 'intent', facts: { recipient: recipient.recipient, at: 'bezel' } }],
    by,
  });
  if (!begun.ok) return begun;
  const { completion } = await deps.devices.awaitCardTaken(takeWithinMs, timeoutMs);
  if (completion.code === 'success') return handOver();
  const pulledBack = completion.errorCode === 'mediaRetained';
  const problem: Failure = pulledBack ? { code: 'cardRetained' } : deviceProblem('cardPrinter', completion);
  const written = journal.attempt(jobId, {
    steps: [{ step: 'handOver', phase: pulledBack ? 'failed' : 'unknown', detail: problem }],
    events: [...(pulledBack ? [{ type: 'pulledBack' } as const] : []), { type: 'problem', problem }],
    by,
    touches: ['stockChanged'],
  });
  if (!written.ok) return written;
  return pulledBack ? success(written.value) : { ok: false, error: problem };
}
