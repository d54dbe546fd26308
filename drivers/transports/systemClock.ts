import type { Clock } from '../api/clock.ts';

/** The clock of the process. Timers do not keep the process alive: a host lives by its port, not by its timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
