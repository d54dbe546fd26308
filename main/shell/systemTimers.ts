import type { SupervisorClock } from './supervisor.ts';

export const systemTimers: SupervisorClock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
