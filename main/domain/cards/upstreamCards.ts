import type { CardRecord } from '../../contract/upstream.ts';
import type { CardJob } from './cardJob.ts';

/** What upstream has about this person, as far as this job is concerned. */
export type UpstreamStanding =
  | 'none'
  /** Registered or locked under our own key: go on with the same batch and card number (domain-rules 9.20). */
  | 'ours'
  /** A live card or an open job of somebody else. */
  | 'other'
  /** Our own key, but further than this station knows: its books and ours do not fit. */
  | 'conflict';

/** Judges the answer of a card query before a card is registered. */
export function standingOf(cards: readonly CardRecord[], jobKey: string): UpstreamStanding {
  const live = cards.filter((card) => card.state !== 'wasted');
  if (live.some((card) => card.jobKey !== jobKey)) return 'other';
  if (live.length === 0) return 'none';
  return live.every((card) => card.state === 'registered' || card.state === 'locked') ? 'ours' : 'conflict';
}

/** The same question about a queued row, which carries the key, numbers and chip of its card. */
export function isRowsOwn(
  record: CardRecord | undefined,
  payload: Readonly<Record<string, unknown>>,
): boolean {
  return (
    record !== undefined &&
    record.batch === payload['batch'] &&
    record.cardNumber === payload['cardNumber'] &&
    record.cardIdentifier === payload['cardIdentifier'] &&
    record.jobKey === payload['jobKey']
  );
}

/** Upstream said "done before": is what it has ours (9.13)? */
export function isOurs(
  record: CardRecord | undefined,
  job: Pick<CardJob, 'batch' | 'cardNumber' | 'cardIdentifier'>,
  jobKey: string,
): boolean {
  return (
    record !== undefined &&
    record.batch === job.batch &&
    record.cardNumber === job.cardNumber &&
    record.cardIdentifier === job.cardIdentifier &&
    record.jobKey === jobKey
  );
}
