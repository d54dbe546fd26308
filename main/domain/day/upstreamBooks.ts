import type { BookedCard } from '../../contract/upstream.ts';
import { inDay, type DayInputs, type DayJob } from './dayInputs.ts';

/** What the match is made of: little beside a whole day. */
export type BookInputs = Pick<DayInputs, 'calendar' | 'jobs' | 'upstream'>;

export type BookStage = 'reportedAt' | 'enabledAt';

/** One half of 11.5: what this station says reached a stage on the date, what upstream says, and how they pair off. */
export interface BookSide {
  readonly at: BookStage;
  readonly ours: readonly DayJob[];
  readonly theirs: readonly BookedCard[];
  readonly localOnly: readonly DayJob[];
  readonly upstreamOnly: readonly BookedCard[];
  /** The card number is in both books, the batch or the chip is another one. */
  readonly otherwise: readonly { readonly job: DayJob; readonly card: BookedCard }[];
}

const stages = [
  { at: 'reportedAt', theirs: 'reported' },
  { at: 'enabledAt', theirs: 'enabled' },
] as const;

/**
 * Both books of 11.5 paired off by batch, card number, and card identifier where both know it. One entry pairs with one card: a card that stands
 * twice in a book is left over there. Null: upstream could not be asked.
 */
export function bookSides(inputs: BookInputs): readonly BookSide[] | null {
  const { upstream } = inputs;
  if (upstream === null) return null;
  return stages.map(({ at, theirs }) => ({ at, ...pairOff(cardsAt(inputs, at), upstream[theirs]) }));
}

/** Cards that reached a stage on the calendar date. A card that is waste has left the set, here as upstream (11.3). */
export function cardsAt(inputs: Pick<DayInputs, 'calendar' | 'jobs'>, at: BookStage): DayJob[] {
  return inputs.jobs.filter(
    (job) => inDay(inputs.calendar, job[at]) && job.cardNumber !== null && job.state !== 'wasted',
  );
}

function pairOff(ours: readonly DayJob[], theirs: readonly BookedCard[]): Omit<BookSide, 'at'> {
  const rest = [...theirs];
  const take = (fits: (card: BookedCard) => boolean): BookedCard | null => {
    const place = rest.findIndex(fits);
    return place < 0 ? null : (rest.splice(place, 1)[0] ?? null);
  };
  const unpaired = ours.filter((job) => take((card) => isSameCard(job, card)) === null);
  const localOnly: DayJob[] = [];
  const otherwise: { job: DayJob; card: BookedCard }[] = [];
  for (const job of unpaired) {
    const card = take(({ cardNumber }) => cardNumber === job.cardNumber);
    if (card === null) localOnly.push(job);
    else otherwise.push({ job, card });
  }
  return { ours, theirs, localOnly, upstreamOnly: rest, otherwise };
}

function isSameCard(job: DayJob, card: BookedCard): boolean {
  const sameChip =
    job.cardIdentifier === null || card.cardIdentifier === null || job.cardIdentifier === card.cardIdentifier;
  return job.cardNumber === card.cardNumber && job.batch === card.batch && sameChip;
}
