import type { Clock } from '../../app/ports/system.ts';

/** Node turns a longer delay into one millisecond. */
const longestDelay = 2 ** 31 - 1;

export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
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
