import type { Stores } from '../../app/ports/stores.ts';
import type { Clock, Log } from '../../app/ports/system.ts';
import type { QueueMark } from '../../infra/system/queueMark.ts';

/** How long a queue that became empty may still be called full: on a busy day it is empty and full again all the time. */
const countEveryMs = 60_000;

export interface KeptQueueMark<Inner extends Stores> {
  /** The same stores; the mark says "not empty" before the first row, carried row or card job is committed. */
  readonly stores: Inner;
  start(): void;
  /** Counts a last time: a station that was ended in order can be told to be empty. */
  stop(): void;
}

/** Keeps the mark beside the data that a removal of the program asks (G7). */
export function keepQueueMark<Inner extends Stores>(
  inner: Inner,
  mark: QueueMark,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): KeptQueueMark<Inner> {
  let timer: { cancel(): void } | null = null;
  const count = (): void => {
    try {
      mark.counted(inner.carried.unsettled());
    } catch (thrown) {
      log.warn('queueMark.notCounted', { kind: thrown instanceof Error ? thrown.name : 'unknown' });
    }
  };
  const again = (): void => {
    count();
    timer = clock.setTimer(countEveryMs, again);
  };
  const parts: Partial<Stores> = {
    outbox: {
      ...inner.outbox,
      insert(row) {
        mark.notEmpty();
        inner.outbox.insert(row);
      },
    },
    carried: {
      ...inner.carried,
      insert(row) {
        mark.notEmpty();
        inner.carried.insert(row);
      },
    },
    jobs: {
      ...inner.jobs,
      save(record) {
        if (record.endedAt === null) mark.notEmpty();
        inner.jobs.save(record);
      },
    },
  };
  return {
    stores: new Proxy(inner, {
      get: (target, key, receiver): unknown =>
        Object.hasOwn(parts, key) ? parts[key as keyof Stores] : Reflect.get(target, key, receiver),
    }),
    start: again,
    stop() {
      timer?.cancel();
      timer = null;
      count();
    },
  };
}
