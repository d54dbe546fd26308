import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../app/ports/system.ts';
import type { Turn } from '../../app/sync/sendBatch.ts';

/** So long after a scan or an act somebody is at the desk, and the next thing is on its way. */
const busyForMs = 1_500;
/** A commit of so many rows takes a few milliseconds; of so few it is not felt. */
const rowsAlone = 50;
const rowsBeside = 8;
/** What the desk does goes over several turns of the loop; each would have to wait for a commit of its own. */
const restMs = 12;

/** Lets the desk go before the queue: while somebody works there, a drain settles few rows at a time and rests between. */
export interface DeskFirst {
  /** Somebody scanned, or did something that is kept. */
  used(): void;
  readonly turn: Turn;
}

export function createDeskFirst(clock: Pick<Clock, 'elapsed'>): DeskFirst {
  let usedAt = Number.NEGATIVE_INFINITY;
  return {
    used() {
      usedAt = clock.elapsed();
    },
    async turn() {
      const isBusy = clock.elapsed() - usedAt < busyForMs;
      await (isBusy ? delay(restMs) : new Promise((resolve) => setImmediate(resolve)));
      return isBusy ? rowsBeside : rowsAlone;
    },
  };
}
