import type { Clock } from '../../../../main/app/ports/system.ts';

/** The computer's clock, put forward by `skip`: what was to happen in that time happens now. Minutes of back-off cost nothing then. */
export interface SkippingClock extends Clock {
  /** Milliseconds forward. Timers that became due call back in their order, soon. */
  skip(ms: number): void;
}

export function skippingClock(startAheadMs = 0): SkippingClock {
  let ahead = startAheadMs;
  const timers = new Set<{ readonly at: number; readonly callback: () => void; handle: NodeJS.Timeout }>();
  const now = (): number => Date.now() + ahead;
  return {
    now,
    // What is skipped has passed: nobody has set a clock.
    elapsed: () => performance.now() + ahead - startAheadMs,
    trusted: () => true,
    setTimer(delayMs, callback) {
      const fire = (): void => {
        if (timers.delete(timer)) callback();
      };
      const at = now() + Math.max(0, delayMs);
      const timer = { at, callback: fire, handle: arm(fire, delayMs) };
      timers.add(timer);
      return {
        cancel: () => {
          timers.delete(timer);
          clearTimeout(timer.handle);
        },
      };
    },
    skip(ms) {
      ahead += ms;
      for (const timer of [...timers].toSorted((a, b) => a.at - b.at)) {
        clearTimeout(timer.handle);
        timer.handle = arm(timer.callback, timer.at - now());
      }
    },
  };
}

/** Node turns a longer delay into one millisecond. */
const longestDelay = 2 ** 31 - 1;

const arm = (callback: () => void, delayMs: number): NodeJS.Timeout =>
  setTimeout(callback, Math.min(Math.max(0, delayMs), longestDelay));
