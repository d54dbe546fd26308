import type { CardData } from '../../contract/cards.ts';
import type { Failure } from '../../contract/result.ts';
import type { CardJob } from './cardJob.ts';

/** What a station may hold and use of cards fetched ahead (D2, G4). `ahead`: jobs, `hours`: age of card data at the feed. */
export interface CardLimits {
  readonly ahead: number;
  readonly hours: number;
}

/** Where the profile sets nothing: a morning's cards, for the day they were fetched. */
export const defaultCardLimits: CardLimits = { ahead: 20, hours: 24 };

const hourMs = 3_600_000;

/** Fetched for a day without a network and not wanted yet: these are what the limit by number counts. */
export const isFetchedAhead = (job: Pick<CardJob, 'begun' | 'state'>): boolean =>
  !job.begun && (job.state === 'ready' || job.state === 'locked');

/** May one more card be fetched ahead beside these open jobs (G4)? Null = yes; the block names the limit. */
export function prefetchRoom(
  open: readonly Pick<CardJob, 'begun' | 'state'>[],
  { ahead }: CardLimits,
): Failure | null {
  const held = open.filter(isFetchedAhead).length;
  return held >= ahead ? { code: 'prefetchLimit', detail: { limit: ahead, held } } : null;
}

/** Until when a job's card data may be used without asking upstream again (domain-rules 13.6); null before they came. */
export function dataGoodUntil(job: Pick<CardJob, 'lockedAt'>, { hours }: CardLimits): string | null {
  return job.lockedAt === null ? null : new Date(Date.parse(job.lockedAt) + hours * hourMs).toISOString();
}

/** Are the card data too old for a feed at `nowMillis`, so that upstream has to vouch for them again? */
export function isDataTooOld(job: Pick<CardJob, 'lockedAt'>, limits: CardLimits, nowMillis: number): boolean {
  const until = dataGoodUntil(job, limits);
  return until !== null && nowMillis > Date.parse(until);
}

/** The named block of an offline feed with old data: since when they are held, and the limit. */
export const tooOld = (job: Pick<CardJob, 'lockedAt'>, { hours }: CardLimits): Failure => ({
  code: 'prefetchTooOld',
  detail: { hours, since: job.lockedAt ?? '' },
});

/** Names of the fields in which two answers of upstream differ, in the order of the contract; empty = the face that was agreed to still stands. */
export function changedFields(before: CardData, after: CardData): readonly (keyof CardData)[] {
  return (Object.keys(after) as (keyof CardData)[]).filter((field) => before[field] !== after[field]);
}
