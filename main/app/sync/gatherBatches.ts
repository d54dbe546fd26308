import type { DueAt } from '../ports/stores.ts';
import type { QueuedRow, QueueSource } from './queueSource.ts';

/** Rows in one call (the contract's limit). */
export const batchSize = 100;
/** Heads looked at in one query. */
const pageSize = 100;

export interface Batches<Row> {
  /** Rows for the next call, streams whole and in order as far as they fit; empty = nothing that may go now. */
  next(at: DueAt): readonly Row[];
}

/**
 * Walks through a queue in the order of creation and makes batches of it: several rows of one stream go in one batch in their order, and no
 * stream is in two batches that are under way at once: a row is sent once in a walk, and what is behind one that is under way is no head. The walk goes on from where it was and begins again at its
 * end, so that no set of rows that stay due, or stay blocked, hides the rows behind it.
 */
export function gatherBatches<Row extends QueuedRow>(
  source: QueueSource<Row>,
  size: number = batchSize,
): Batches<Row> {
  const tried = new Set<string>();
  let after = 0;

  function take(batch: Row[], head: Row, at: DueAt): void {
    batch.push(head);
    const room = size - batch.length;
    if (room === 0 || isJudgedHere(head)) return;
    for (const row of source.behind(head, room)) {
      if (row.state !== 'waiting' || tried.has(row.id) || !isDue(row, at) || !source.ready(row)) return;
      batch.push(row);
      if (isJudgedHere(row)) return;
    }
  }

  return {
    next(at) {
      const batch: Row[] = [];
      let begun = after === 0;
      while (batch.length < size) {
        const heads = source.due(at, pageSize, after);
        for (const head of heads) {
          if (batch.length >= size) break;
          after = head.sequence;
          if (!tried.has(head.id)) take(batch, head, at);
        }
        if (heads.length > 0) continue;
        after = 0;
        if (begun || batch.length > 0) break;
        begun = true;
      }
      for (const row of batch) tried.add(row.id);
      return batch;
    },
  };
}

/** "Done before" about a card may be another's card (9.13): upstream has taken it, and only we see that those behind it must wait. */
const isJudgedHere = ({ kind }: QueuedRow): boolean => kind.startsWith('card.');

const isDue = ({ nextAttemptAt }: QueuedRow, { until, beyond }: DueAt): boolean =>
  nextAttemptAt === null || nextAttemptAt <= until || nextAttemptAt > beyond;
