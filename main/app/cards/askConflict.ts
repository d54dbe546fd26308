import type { ConflictRecord, ConflictView } from '../../contract/cardConflict.ts';
import type { JobId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { CardRecord } from '../../contract/upstream.ts';
import { jobKeyOf } from '../../domain/cards/cardJob.ts';
import { isMade, judgeConflict, type ConflictJudgement } from '../../domain/cards/judgeConflict.ts';
import type { UpstreamOutcome } from '../ports/outside.ts';
import type { JobRecord } from '../ports/stores.ts';
import { nowOf, type CardDeps } from './cardDeps.ts';
import { checkReplacement } from './steps/replacementCheck.ts';
import { cardsOffline } from './upstreamAway.ts';

/** A job in conflict with what upstream said about its person a moment ago. */
export interface AskedConflict {
  readonly job: JobRecord;
  readonly judgement: ConflictJudgement;
  readonly cards: readonly CardRecord[];
}

/**
 * Asks upstream for the records of the person (domain-rules 9.13); changes nothing. A card that a replacement takes the place of does not
 * count (D8). Errors: jobNotFound, wrongState (no conflict, or no longer one when the answer came), upstreamOffline, upstreamAnswerBad,
 * upstreamRefused.
 */
export async function askConflict(deps: CardDeps, jobId: JobId): Promise<Result<AskedConflict>> {
  const before = inConflict(deps, jobId);
  if (!before.ok) return before;
  const jobKey = jobKeyOf(deps.profile.stationId, before.value);
  const earlier = await checkReplacement(deps, before.value, jobKey);
  if (earlier.kind === 'noAnswer') return { ok: false, error: noAnswer(deps, earlier.outcome) };
  // Where the earlier card is not out of use, or somebody else replaces it, it is a card beside ours like any other.
  const outOfUse: ReadonlySet<string> = earlier.kind === 'clear' ? earlier.outOfUse : new Set();
  const found = await deps.upstream.call('cardQuery', { permitNumber: before.value.permitNumber });
  if (found.kind !== 'answer') return { ok: false, error: noAnswer(deps, found) };
  const cards = found.value.cards.filter(({ cardNumber }) => !outOfUse.has(cardNumber));
  const now = inConflict(deps, jobId);
  if (!now.ok) return now;
  const job = now.value;
  return success({ job, cards, judgement: judgeConflict(job, jobKey, cards) });
}

function noAnswer(deps: CardDeps, outcome: Exclude<UpstreamOutcome<unknown>, { kind: 'answer' }>): Failure {
  switch (outcome.kind) {
    case 'offline':
      return cardsOffline(deps);
    case 'linkFault':
      return { code: 'upstreamAnswerBad' };
    case 'refused':
      return { code: 'upstreamRefused', detail: { reason: outcome.refusal.reason } };
  }
}

function inConflict({ stores }: Pick<CardDeps, 'stores'>, jobId: JobId): Result<JobRecord> {
  const job = stores.jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  return job.state === 'conflict' ? success(job) : failure('wrongState', { state: job.state });
}

/** Both sides as people compare them, without a full number. */
export function presentConflict(deps: CardDeps, { job, cards, judgement }: AskedConflict): ConflictView {
  const jobKey = jobKeyOf(deps.profile.stationId, job);
  const record = (from: {
    readonly stationId: string;
    readonly batch: string | null;
    readonly cardNumber: string | null;
    readonly cardIdentifier: string | null;
  }): Omit<ConflictRecord, 'state' | 'ours'> => ({
    stationId: from.stationId,
    batch: from.batch,
    cardTail: from.cardNumber?.slice(-4) ?? null,
    chipTail: from.cardIdentifier?.slice(-4) ?? null,
  });
  return {
    jobId: job.id,
    askedAt: nowOf(deps),
    verdict: judgement.verdict,
    made: isMade(job),
    here: { ...record({ ...job, stationId: deps.profile.stationId }), state: null, ours: true },
    upstream: cards.map((card) => ({
      ...record(card),
      state: card.state,
      ours: card.jobKey === jobKey,
    })),
    offers: [...judgement.offers],
  };
}
