import type { CaseId, JobId } from '../../contract/ids.ts';
import { failure, type Failure, type Result } from '../../contract/result.ts';
import { refusals } from '../../domain/cases/standing.ts';
import {
  defaultCardLimits,
  isDataTooOld,
  isFetchedAhead,
  prefetchRoom,
  tooOld,
  type CardLimits,
} from '../../domain/cards/prefetch.ts';
import type { CaseRecord, JobRecord } from '../ports/stores.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import { reasonsAgainst } from './cardStanding.ts';
import { releaseUpstream } from './releaseUpstream.ts';
import type { StepContext, StepOutcome } from './stepContext.ts';
import { cardsOffline } from './upstreamAway.ts';

/** The limits of this station for cards fetched ahead (G4). */
export const cardLimitsOf = ({ profile }: Pick<CardDeps, 'profile'>): CardLimits =>
  profile.offlineLimits.cards ?? defaultCardLimits;

/** May one more card be fetched ahead? Null = yes; else prefetchLimit. */
export const noRoomAhead = (deps: Pick<CardDeps, 'profile' | 'stores'>): Failure | null =>
  prefetchRoom(deps.stores.jobs.open(), cardLimitsOf(deps));

/** Upstream has to vouch for this job's data before they are used: null = it has, lately enough (domain-rules 13.6). */
export function tooOldNow(
  deps: Pick<CardDeps, 'profile' | 'clock'>,
  job: Pick<JobRecord, 'lockedAt'>,
): Failure | null {
  const limits = cardLimitsOf(deps);
  return isDataTooOld(job, limits, deps.clock.now()) ? tooOld(job, limits) : null;
}

/**
 * The last look before a blank moves, at data that may be hours old (D2). Null = they may be used. A permit that the feed or a decision ended
 * meanwhile ends the job; data over the limit are asked for again, and without a network the job stops by name.
 */
export async function freshData(context: StepContext, job: JobRecord): Promise<StepOutcome | null> {
  const { deps, journal } = context;
  const ended = endedMeanwhile(deps, job);
  if (ended !== null) {
    journal.commit(job.id, {
      steps: [{ step: 'feed', phase: 'failed', detail: ended }],
      events: [{ type: 'failed', problem: ended }],
    });
    await releaseUpstream(deps, job);
    return 'stop';
  }
  const old = tooOldNow(deps, job);
  if (old === null) return null;
  if (!deps.links.online('cards')) {
    journal.commit(job.id, { events: [{ type: 'problem', problem: old }] });
    return 'stop';
  }
  journal.commit(job.id, { events: [{ type: 'askAgain' }], audit: { event: 'card.askAgain' } });
  return 'go';
}

/** Why a card whose data are here may not be made any more: its permit ended in the feed, or its case was held, refused or revoked. */
function endedMeanwhile({ permits, stores }: CardDeps, job: JobRecord): Failure | null {
  const status = permits.byPermitNumber(job.permitNumber)?.record.status ?? 'valid';
  if (status !== 'valid') return { code: 'permitRevokedAhead', detail: { status } };
  const theCase = stores.cases.get(job.caseId);
  return theCase === null ? null : (refusals('issueCard', theCase)[0] ?? null);
}

export interface FetchedAhead {
  readonly started: readonly JobRecord[];
  readonly refused: readonly { readonly caseNumber: string; readonly failure: Failure }[];
}

/** Accepted cases whose card could be fetched ahead now: nothing is in the way and no job of theirs is open. Oldest first. */
export function casesToFetch(
  deps: CardDeps,
  since: string,
  chosen: readonly CaseId[] | undefined,
): readonly CaseRecord[] {
  const wanted = (record: CaseRecord): boolean =>
    chosen === undefined
      ? record.state === 'accepted' &&
        deps.stores.jobs.latestOfCase(record.id) === null &&
        reasonsAgainst(deps, record).length === 0
      : chosen.includes(record.id);
  // The store lists the newest first.
  return deps.stores.cases.list(since).filter(wanted).toReversed();
}

/**
 * Starts the cards of these cases one by one as far as the limit goes (D2, G4); `start` writes one job. The rest is refused by name, so that
 * nobody believes it fetched. Error: upstreamOffline, because nothing can be fetched then.
 */
export function fetchAhead(
  deps: CardDeps,
  cases: readonly CaseRecord[],
  start: (theCase: CaseRecord) => Result<JobRecord>,
): Result<FetchedAhead> {
  if (!deps.links.online('cards')) return { ok: false, error: cardsOffline(deps) };
  const started: JobRecord[] = [];
  const refused: FetchedAhead['refused'][number][] = [];
  for (const theCase of cases) {
    const result = start(theCase);
    if (result.ok) started.push(result.value);
    else refused.push({ caseNumber: theCase.number, failure: result.error });
  }
  return { ok: true, value: { started, refused } };
}

/**
 * Unused cards that were fetched ahead go back: the job ends, and upstream unlocks the person (domain-rules 9.21), so that another station may
 * make the card. Errors: upstreamOffline (a release that nobody hears would keep the person locked), wrongState, jobNotFound.
 */
export async function giveBack(
  { deps, journal }: Pick<StepContext, 'deps' | 'journal'>,
  jobId: JobId,
  by: CardActor,
): Promise<Result<JobRecord>> {
  const job = deps.stores.jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  if (!isFetchedAhead(job)) return failure('wrongState', { state: job.state });
  if (!deps.links.online('cards')) return { ok: false, error: cardsOffline(deps) };
  const ended = journal.attempt(jobId, {
    events: [{ type: 'failed', problem: { code: 'givenBack' } }],
    by,
    audit: { event: 'card.giveBack' },
  });
  if (ended.ok) await releaseUpstream(deps, ended.value);
  return ended;
}
