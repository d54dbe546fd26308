import type { CardPurpose } from '../../contract/cards.ts';
import type { ReplacementReason } from '../../contract/earlierCards.ts';
import type { CaseId, EarlierActId, JobId, StaffId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { CardClass } from '../../contract/stock.ts';
import { checkReplacementReason } from '../../domain/cards/earlierCards.ts';
import { fresh, hasEnded } from '../../domain/cards/jobReducer.ts';
import type { CaseRecord, JobRecord } from '../ports/stores.ts';
import { noRoomAhead } from './aheadCards.ts';
import { nowOf, systemActor, type CardActor } from './cardDeps.ts';
import { reasonsAgainst } from './cardStanding.ts';
import { handedOverHere } from './earlierCards.ts';
import { isRemake } from './remakes.ts';
import type { StepContext } from './stepContext.ts';

export interface JobWish {
  readonly caseId: CaseId;
  readonly channel: 'window' | 'kiosk';
  /** Display name of who answers for the job, or `kiosk`. */
  readonly owner: string;
  readonly ownerId: StaffId | null;
  /** Default: that of an attempt that came to nothing, else first. */
  readonly purpose?: CardPurpose;
  /** Of a replacement (4.21). */
  readonly reason?: ReplacementReason | undefined;
  readonly note?: string | undefined;
  /** Fetch card data and lock now, and wait before the feed (D2). Default: no. */
  readonly ahead?: boolean;
  /** The kind of blank that the card is made of (domain-rules 10.1). Default: standard. */
  readonly cardClass?: CardClass;
  /** For the audit chain; default: the program itself. */
  readonly actor?: CardActor;
  /** User name of who signed for a card that is made again (C4). */
  readonly second?: string;
}

/**
 * The card job of a case: the one that is open, a new attempt of one that failed or was wasted, or a new one. Errors:
 * forbidden (not at this station, or not at its kiosk: 3.15, 3.17), caseNotFound, the first reason of canIssue, and prefetchLimit.
 */
export function startJob(context: Pick<StepContext, 'deps' | 'journal'>, wish: JobWish): Result<JobRecord> {
  const { deps } = context;
  const { stores } = deps;
  const { acts, kioskMayIssue } = deps.profile;
  if (!acts.includes('issueCards') || (wish.channel === 'kiosk' && !kioskMayIssue))
    return failure('forbidden');
  const theCase = stores.cases.get(wish.caseId);
  if (theCase === null) return failure('caseNotFound');
  const existing = stores.jobs.latestOfCase(theCase.id);
  if (existing !== null && !hasEnded(existing)) return success(existing);
  // A card that its holder has got is no attempt: what follows it is a card of its own.
  const attempt = existing?.state === 'handedOver' ? null : existing;
  const purpose = wish.purpose ?? attempt?.purpose ?? 'first';
  const [reason] = reasonsAgainst(deps, theCase, purpose);
  if (reason !== undefined) return { ok: false, error: reason };
  const noRoom = wish.ahead === true ? noRoomAhead(deps) : null;
  if (noRoom !== null) return { ok: false, error: noRoom };
  const actor = wish.actor ?? systemActor;
  // Another purpose is another application upstream, with another key.
  if (attempt?.purpose === purpose)
    return againFor(context, attempt, { owner: wish.owner, ownerId: wish.ownerId }, actor, {
      ahead: wish.ahead === true,
      second: wish.second,
    });
  if (attempt !== null && isRemake(deps, attempt) && wish.second === undefined)
    return failure('countersignatureNeeded');

  const worded = checkReplacementReason(purpose, wish.reason, wish.note);
  if (!worded.ok) return worded;
  const job = newJob(
    deps.ids.next('job') as JobId,
    theCase,
    holderNameOf(context, theCase),
    { ...wish, purpose },
    nowOf(deps),
  );
  stores.run(() => {
    stores.jobs.save(job);
    if (worded.value !== null) noteReplaced(deps, job, worded.value, wish.note);
    stores.audit.append({
      at: job.startedAt,
      actor: actor.userName,
      surface: actor.surface,
      event: 'card.start',
      subject: job.id,
      detail: { caseId: job.caseId, channel: job.channel, purpose },
    });
  });
  deps.bus.emit('cardJobChanged', { jobId: job.id });
  return success(job);
}

/** The book of earlier cards says that one is replaced, and why (C4, D8). */
function noteReplaced(
  deps: Pick<StepContext, 'deps'>['deps'],
  job: JobRecord,
  reason: ReplacementReason,
  note: string | undefined,
): void {
  deps.stores.earlierCards.insert({
    id: deps.ids.next('earlier') as EarlierActId,
    caseId: job.caseId,
    caseNumber: job.caseNumber,
    permitNumber: job.permitNumber,
    jobId: job.id,
    act: 'replaced',
    cardNumber: handedOverHere(deps, job.permitNumber),
    purpose: job.purpose,
    reason,
    note: note === undefined || note === '' ? null : note,
    by: job.owner,
    byId: job.ownerId,
    by2: null,
    at: job.startedAt,
    rowId: null,
  });
}

/** A new attempt of a job that failed or was wasted (11.4). On the day of the first try it counts as the same start. `ahead`: only fetched (D2). */
export function againFor(
  { deps, journal }: Pick<StepContext, 'deps' | 'journal'>,
  job: JobRecord,
  owner: Pick<JobRecord, 'owner' | 'ownerId'>,
  by: CardActor,
  { ahead = false, second }: { readonly ahead?: boolean; readonly second?: string | undefined } = {},
): Result<JobRecord> {
  if (isRemake(deps, job) && second === undefined) return failure('countersignatureNeeded');
  const day = deps.stores.days.current();
  const countAgain = day === null || job.endedAt === null || job.endedAt < day.openedAt;
  return journal.attempt(job.id, {
    events: [{ type: 'again', countAgain, ...(ahead && { ahead }) }],
    owner,
    by,
    audit: { event: 'card.again', detail: { from: job.state, attempt: job.attempt, second: second ?? null } },
  });
}

function holderNameOf({ deps }: Pick<StepContext, 'deps'>, theCase: CaseRecord): string {
  const holder = deps.stores.snapshots.get(theCase.snapshotId)?.record.holder;
  return [holder?.familyName, holder?.givenNames]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

function newJob(id: JobId, theCase: CaseRecord, holderName: string, wish: JobWish, at: string): JobRecord {
  return {
    ...fresh,
    id,
    caseId: theCase.id,
    caseNumber: theCase.number,
    permitNumber: theCase.permitNumber,
    holderName,
    channel: wish.channel,
    cardClass: wish.cardClass ?? 'standard',
    // A kiosk's job waits for its attendant (domain-rules 3.17).
    released: wish.channel === 'window',
    purpose: wish.purpose ?? 'first',
    begun: wish.ahead !== true,
    attempt: 1,
    owner: wish.owner,
    ownerId: wish.ownerId,
    startedAt: at,
    changedAt: at,
    visualOkAt: null,
    reportedAt: null,
    enabledAt: null,
    handedOverAt: null,
  };
}
