import type { ConflictDecision, ConflictVerdict } from '../../contract/cardConflict.ts';
import type { CardRecord } from '../../contract/upstream.ts';
import type { CardJob } from './cardJob.ts';

type JobInConflict = Pick<CardJob, 'batch' | 'cardNumber' | 'cardIdentifier' | 'visualOkAt' | 'reportedAt'>;

export interface ConflictJudgement {
  readonly verdict: ConflictVerdict;
  /** What a supervisor may decide; empty = upstream's answer allows nothing yet, and the card stays where it is. */
  readonly offers: readonly ConflictDecision[];
  /** Upstream's record of our own job key, where there is a live one. */
  readonly mine: CardRecord | null;
  /**
   * The batch and card number on our card are still ours upstream. Where they are not, a waste is told as a fact about stock only: with the
   * number it would end a record that belongs to another card.
   */
  readonly numberIsOurs: boolean;
  /** The step that was in conflict is done upstream, by the very query that 9.13 asks for. */
  readonly stepIsDone: boolean;
}

/** Was the card printed and found good, so that a person could be given it? */
export const isMade = (job: Pick<CardJob, 'visualOkAt'>): boolean => job.visualOkAt !== null;

/** The step whose answer did not fit: the lock before a card was made, afterwards the row that waits. */
export function conflictStep(job: Pick<CardJob, 'visualOkAt' | 'reportedAt'>): 'lock' | 'report' | 'enable' {
  if (!isMade(job)) return 'lock';
  return job.reportedAt === null ? 'report' : 'enable';
}

const inTheMaking: readonly CardRecord['state'][] = ['registered', 'locked'];
const enabled: readonly CardRecord['state'][] = ['enabled', 'handedOver'];

/**
 * What upstream's records of a person mean for a job in `conflict` (domain-rules 9.13, 9.20). A record is ours only with our job key, batch,
 * card number and, once there is one, chip. One person never has two cards: while another one exists, ours is not made, or it is waste.
 */
export function judgeConflict(
  job: JobInConflict,
  jobKey: string,
  cards: readonly CardRecord[],
): ConflictJudgement {
  const live = cards.filter(({ state }) => state !== 'wasted');
  const mine = live.find((card) => card.jobKey === jobKey) ?? null;
  const others = live.filter((card) => card.jobKey !== jobKey);
  const begun = mine !== null && inTheMaking.includes(mine.state);
  if (!isMade(job)) {
    // Under our key upstream has more than these books made: a card that they know nothing of, e.g. from before an old copy was put back.
    const other = others.length > 0 || (mine !== null && !begun);
    return {
      verdict: other ? 'other' : mine === null ? 'none' : 'ours',
      offers: other ? ['giveUp'] : ['goOn', 'giveUp'],
      mine,
      numberIsOurs: begun,
      stepIsDone: false,
    };
  }
  const sameNumber = mine !== null && mine.batch === job.batch && mine.cardNumber === job.cardNumber;
  const sameChip = mine?.cardIdentifier === job.cardIdentifier || (mine?.cardIdentifier === null && begun);
  const numberIsOurs = sameNumber && sameChip;
  // What another station has only begun is refused there as soon as it asks; a card that exists is not.
  const otherMade = others.some(({ state }) => !inTheMaking.includes(state));
  if (numberIsOurs && !otherMade) {
    const done = job.reportedAt === null ? !begun : enabled.includes(mine.state);
    return { verdict: 'ours', offers: ['goOn'], mine, numberIsOurs, stepIsDone: done };
  }
  if (live.length === 0) return { verdict: 'none', offers: [], mine, numberIsOurs, stepIsDone: false };
  return { verdict: 'other', offers: ['waste'], mine, numberIsOurs, stepIsDone: false };
}
