import type { Clock } from '../../drivers/api/clock.ts';
import type { Transport } from '../../drivers/api/transport.ts';

/** A transport that counts who still listens to it, and whether its port is still open. */
export interface CountedTransport extends Transport {
  readonly listeners: () => number;
  readonly ports: () => number;
}

export function countedTransport(inner: Transport): CountedTransport {
  let listening = 0;
  let open = 0;
  // The transport's own promise: exactly one `onClosed` for each port that was opened.
  inner.onClosed(() => {
    open -= 1;
  });
  const counted = (stop: () => void): (() => void) => {
    let stopped = false;
    listening += 1;
    return () => {
      if (!stopped) listening -= 1;
      stopped = true;
      stop();
    };
  };
  return {
    ...inner,
    async open() {
      const outcome = await inner.open();
      if (outcome.ok) open += 1;
      return outcome;
    },
    onData: (listener) => counted(inner.onData(listener)),
    onClosed: (listener) => counted(inner.onClosed(listener)),
    listeners: () => listening,
    ports: () => open,
  };
}

/** A clock that counts the timers that are neither over nor cancelled. */
export interface CountedClock extends Clock {
  readonly timers: () => number;
}

export function countedClock(inner: Clock): CountedClock {
  const running = new Set<object>();
  return {
    now: () => inner.now(),
    setTimer(delayMs, callback) {
      const mark = {};
      running.add(mark);
      const timer = inner.setTimer(delayMs, () => {
        running.delete(mark);
        callback();
      });
      return {
        cancel() {
          running.delete(mark);
          timer.cancel();
        },
      };
    },
    timers: () => running.size,
  };
}
