import { longestWaitMs } from '../../domain/sync/backOff.ts';
import type { Deps } from '../deps.ts';
import type { DueAt } from '../ports/stores.ts';
import { batchSize, gatherBatches } from './gatherBatches.ts';
import type { LinkBook } from './linkBook.ts';
import type { QueuedRow, QueueSource } from './queueSource.ts';
import { sendBatch, type SendDeps, type Sent, type Turn } from './sendBatch.ts';

export { batchSize } from './gatherBatches.ts';

export type DrainDeps = SendDeps & Pick<Deps, 'profile'>;

export type DrainReport = Sent;

export interface DrainOptions {
  readonly links: LinkBook;
  /** Do not wait for the back-off of single rows: the link has come back, or a person asked. */
  readonly all: boolean;
  /** Ends between two batches. */
  readonly stopped: () => boolean;
  /** Rows that left the queue with this answer; after the commit. */
  readonly onSent?: (acked: number) => void;
  /** Calls under way at once, once upstream has answered the first. Default 3. */
  readonly width?: number;
  /**
   * Lets whatever else waits have its turn, one piece of work at a time: several answers that come together are not stored in one go (the desk
   * comes first). Asked before each batch that is made and before each commit. Left out: nobody else is there.
   */
  readonly turn?: Turn;
  /** Rows in one call, at most `batchSize`, which is the default. */
  readonly rows?: number;
}

const endOfTime = '9999-12-31T23:59:59.999Z';
/** Two would keep both sides busy; the third hides an answer that is slow. */
const defaultWidth = 3;

/**
 * Sends what is due until nothing is left (design 4): batches of up to a hundred rows, several under way at once, so that the next one is made
 * while upstream works on the last. The first goes alone: an upstream that is away is met by one batch. One that gets no answer lets no
 * further one begin; what upstream said to the others is stored all the same.
 */
export async function drain<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  options: DrainOptions,
): Promise<DrainReport> {
  const batches = gatherBatches(source, options.rows);
  const underWay = new Set<Promise<void>>();
  let total: Sent = { acked: 0, refused: 0, stopped: 'empty' };
  let width = 1;
  const thrown: unknown[] = [];

  const turn: Turn = options.turn ?? (async () => Promise.resolve(batchSize));

  function start(rows: readonly Row[]): void {
    const call = sendBatch(deps, source, options.links, rows, turn)
      .then((sent) => {
        total = worse(total, sent);
        if (sent.stopped === 'empty') width = options.width ?? defaultWidth;
        if (sent.acked > 0) options.onSent?.(sent.acked);
      })
      .catch((error: unknown) => void thrown.push(error))
      .finally(() => {
        underWay.delete(call);
      });
    underWay.add(call);
  }

  const mayStart = (): boolean =>
    underWay.size < width && total.stopped === 'empty' && thrown.length === 0 && !options.stopped();

  for (;;) {
    while (mayStart()) {
      await turn();
      if (!mayStart()) break;
      const rows = batches.next(dueAt(deps, options.all));
      if (rows.length === 0) break;
      start(rows);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay);
  }
  // What did not reach the disk is the caller's to hear; the rows are as they were.
  if (thrown.length > 0) throw thrown[0];
  return total;
}

/** A wait that ends later than any wait can: the clock was put back, and the row would be parked until it is there again. */
function dueAt({ clock }: Pick<Deps, 'clock'>, all: boolean): DueAt {
  const now = clock.now();
  return {
    until: all ? endOfTime : new Date(now).toISOString(),
    beyond: new Date(now + longestWaitMs).toISOString(),
  };
}

/** Adds up what batches came to; an answer that is not ours weighs more than none. */
function worse(total: Sent, sent: Sent): Sent {
  const retryAfterMs = Math.max(total.retryAfterMs ?? 0, sent.retryAfterMs ?? 0);
  const kinds = [total.stopped, sent.stopped];
  return {
    acked: total.acked + sent.acked,
    refused: total.refused + sent.refused,
    stopped: kinds.includes('linkFault') ? 'linkFault' : kinds.includes('offline') ? 'offline' : 'empty',
    ...(retryAfterMs > 0 && { retryAfterMs }),
  };
}
