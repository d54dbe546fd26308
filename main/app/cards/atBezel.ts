import type { BezelSeen } from '../../contract/handOver.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { JobId } from '../../contract/ids.ts';
import { deviceProblem } from '../../domain/cards/blankCheck.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import type { JobRecord, StepRecord } from '../ports/stores.ts';
import { cabinetProblem } from './openCabinet.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import type { JobChange, NewEvent } from './journal.ts';
import type { PreparedReceipt } from './prepareHandOver.ts';
import type { StepContext } from './stepContext.ts';

/** How long the holder has to take the card out of the bezel, where the profile says nothing. */
const takeWithinSeconds = 30;
/** For pulling the card in and putting it into the reject box, beside the time it is offered. */
const pullBackMs = 30_000;

type BezelDeps = Pick<CardDeps, 'profile' | 'stores'>;

/** Does the printer that makes this job's card give it to a visitor of the kiosk through a bezel (E3)? */
export function hasBezel({ profile }: Pick<CardDeps, 'profile'>, job: Pick<JobRecord, 'channel'>): boolean {
  return job.channel === 'kiosk' && cardStationOf(profile.devices, 'kiosk').printer?.surface === 'kiosk';
}

/** Does this job's card lie in the bezel, or just behind it? Then that printer has no room for another one. */
export const liesInBezel = (deps: Pick<CardDeps, 'profile'>, job: JobRecord): boolean =>
  hasBezel(deps, job) && job.place === 'output';

/** Is this card, by its place and its journal, still to be taken at the bezel? One whose first offer has no outcome is left to a person. */
export function isAtBezel(deps: BezelDeps, job: JobRecord): boolean {
  if (job.state !== 'enabled' || !liesInBezel(deps, job)) return false;
  const offer = lastOffer(deps, job);
  return offer === null || offer.phase === 'settled';
}

/** The newest word on giving this card; null = nobody has tried. */
const lastOffer = (deps: BezelDeps, job: JobRecord): StepRecord | null =>
  deps.stores.jobs.steps(job.id).findLast(({ step }) => step === 'handOver') ?? null;

/** Was this card offered at the bezel, and nobody knows what came of it? Also while it is being offered. */
export function isOfferUnknown(deps: BezelDeps, job: JobRecord): boolean {
  const offer = job.state === 'enabled' && liesInBezel(deps, job) ? lastOffer(deps, job) : null;
  return offer?.phase === 'intent' || offer?.phase === 'unknown';
}

/** What a person found after such an offer (9.22): offered once more, in somebody's hand, or nowhere. */
export function bezelChange(seen: BezelSeen, by: CardActor): JobChange {
  const events: Readonly<Record<BezelSeen, readonly NewEvent[]>> = {
    stillThere: [{ type: 'problem', problem: null }],
    inHand: [{ type: 'tookInHand' }],
    gone: [{ type: 'lostAtBezel' }, { type: 'problem', problem: { code: 'cardLostAtBezel' } }],
  };
  return {
    steps: [{ step: 'handOver', phase: 'settled', facts: { outcome: seen, by: 'person' } }],
    events: events[seen],
    by,
    touches: ['stockChanged'],
  };
}

/**
 * The receipt has been filled in (domain-rules 9.25) and the card is enabled: its holder may take it. Taken = handed over; pulled back =
 * `retained` in the reject box, for the window to hand over (E3). Errors: wrongState, cardRetained, and what the printer says when only
 * eyes can tell; then the window records what it sees.
 */
export async function offerAtBezel(
  context: Pick<StepContext, 'deps' | 'journal'>,
  jobId: JobId,
  { receipt }: PreparedReceipt,
  by: CardActor,
  handOver: () => Result<JobRecord>,
): Promise<Result<JobRecord>> {
  const { deps, journal } = context;
  const job = deps.stores.jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  if (!isAtBezel(deps, job)) return failure('wrongState', { state: job.state });
  // Whoever has the cabinet open would take it (E7).
  const barred = cabinetProblem(deps, job);
  if (barred !== null) return { ok: false, error: barred };
  const begun = journal.attempt(jobId, {
    steps: [{ step: 'handOver', phase: 'intent', facts: { recipient: receipt.recipient, at: 'bezel' } }],
    by,
  });
  if (!begun.ok) return begun;
  const takeWithinMs = (deps.profile.takeCardWithinSeconds ?? takeWithinSeconds) * 1000;
  const { completion } = await deps.devices.awaitCardTaken(
    takeWithinMs,
    takeWithinMs + pullBackMs,
    job.channel,
  );
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

/** Is this job's card being offered at the bezel at this moment? */
export function isOffered(deps: BezelDeps, job: JobRecord): boolean {
  const last = deps.stores.jobs.steps(job.id).at(-1);
  return liesInBezel(deps, job) && last?.step === 'handOver' && last.phase === 'intent';
}
