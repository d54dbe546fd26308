import type { Clock } from '../api/clock.ts';

/** A clock whose time passes only when told: a 30 second time-out takes no time, and a test never waits. */
export interface ManualClock extends Clock {
  /** Runs the next due timer and moves the time to it; false when there is none. */
  step(): boolean;
  /** Time of the next timer, or null. */
  nextAt(): number | null;
}

export function manualClock(startAt = Date.UTC(2026, 10, 24, 1, 0, 0)): ManualClock {
  let time = startAt;
  let order = 0;
  const timers = new Set<{ readonly at: number; readonly order: number; readonly callback: () => void }>();
  const first = (): { at: number; order: number; callback: () => void } | null =>
    [...timers].sort((one, other) => one.at - other.at || one.order - other.order)[0] ?? null;
  return {
    now: () => time,
    setTimer(delayMs, callback) {
      order += 1;
      const timer = { at: time + Math.max(0, delayMs), order, callback };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    nextAt: () => first()?.at ?? null,
    step() {
      const timer = first();
      if (timer === null) return false;
      timers.delete(timer);
      time = Math.max(time, timer.at);
      timer.callback();
      return true;
    },
  };
}
