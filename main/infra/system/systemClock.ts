import { uptime } from 'node:os';
import type { Clock } from '../../app/ports/system.ts';
import { passedBy, type PassedTime } from '../../domain/time/steadyTime.ts';

/** Node turns a longer delay into one millisecond. */
const longestDelay = 2 ** 31 - 1;

const askUpEveryMs = 1_000;

/**
 * Milliseconds that have passed since this was made. `performance.now()` is fine but stands still while the computer sleeps; `os.uptime()`
 * counts sleep on Linux and Windows, some systems in whole seconds. (On macOS both follow the clock somebody sets, or stand still: no station
 * runs there.)
 */
export function createPassed(
  sources: { readonly awake: () => number; readonly up: () => number; readonly wall: () => number } = {
    awake: () => performance.now(),
    up: () => uptime() * 1000,
    wall: () => Date.now(),
  },
): () => number {
  let passed: PassedTime = { elapsed: 0, awake: sources.awake(), up: sources.up() };
  let wall = sources.wall();
  return () => {
    const awake = sources.awake();
    const awakeMs = Math.max(0, awake - passed.awake);
    // Asking the system costs some microseconds, and a drain asks for each row: where the clock on the wall saw no more time, it did not sleep.
    if (awakeMs < askUpEveryMs && Math.abs(sources.wall() - wall - awakeMs) < askUpEveryMs)
      return passed.elapsed + awakeMs;
    wall = sources.wall();
    passed = passedBy(passed, awake, sources.up());
    return passed.elapsed;
  };
}

/** The computer's own clock, believed. */
export function createSystemClock(): Clock {
  const elapsed = createPassed();
  return {
    now: () => Date.now(),
    elapsed,
    trusted: () => true,
    setTimer: (delayMs, callback) => {
      let timer: NodeJS.Timeout;
      const wait = (left: number): void => {
        timer = setTimeout(
          () => (left > longestDelay ? wait(left - longestDelay) : callback()),
          Math.min(Math.max(left, 0), longestDelay),
        );
      };
      wait(delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
