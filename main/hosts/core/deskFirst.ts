import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../app/ports/system.ts';
import type { Turn } from '../../app/sync/sendBatch.ts';

/** So long after a scan or an act somebody is at the desk, and the next thing is on its way. */
const busyForMs = 1_500;
/** A commit of so many rows, a whole batch, takes some ten milliseconds; of so few it is not felt. */
const rowsAlone = 100;
const rowsBeside = 8;
/** What the desk does goes over several turns of the loop; each would have to wait for a commit of its own. */
const restMs = 12;
/** So long takes what follows a scan or an act; it is let through whole. */
const followsMs = 20;
/** Nobody can work so fast that the queue stands still. */
const longestRestMs = 60;

/** Lets the desk go before everything that nobody waits for: while somebody works there, such work goes in small pieces and rests between. */
export interface DeskFirst {
  /** Somebody scanned, or did something that is kept. */
  used(): void;
  /** Resolves when one piece of work may be done, one piece at a time whoever asks, with the rows that are a piece of the drain. */
  readonly turn: Turn;
}

export function createDeskFirst(clock: Pick<Clock, 'elapsed'>): DeskFirst {
  let usedAt = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();
  const sinceUsed = (): number => clock.elapsed() - usedAt;

  async function rest(): Promise<number> {
    if (sinceUsed() >= busyForMs) {
      await new Promise((resolve) => setImmediate(resolve));
      return rowsAlone;
    }
    const begun = performance.now();
    do await delay(restMs);
    while (sinceUsed() < followsMs && performance.now() - begun < longestRestMs);
    return rowsBeside;
  }

  return {
    used() {
      usedAt = clock.elapsed();
    },
    async turn() {
      const mine = last.then(rest);
      last = mine;
      return mine;
    },
  };
}
