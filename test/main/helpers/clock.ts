import type { Clock } from '../../../main/app/ports/system.ts';

export interface FixedClock extends Clock {
  /** Moves on and fires what became due, in order of time. */
  advance(milliseconds: number): void;
  /** Jumps without firing: as if somebody set the clock. No time passes by it. */
  set(instant: string): void;
  iso(): string;
  /** Timers that have not fired. */
  pending(): number;
}

/** A clock that stands still until it is moved. Default: a Wednesday morning in Shenzhen. */
export function fixedClock(start = '2026-11-25T01:20:00.000Z'): FixedClock {
  let now = Date.parse(start);
  // What was set is no time that has passed.
  let set = 0;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    iso: () => new Date(now).toISOString(),
    set: (instant) => {
      set += Date.parse(instant) - now;
      now = Date.parse(instant);
    },
    elapsed: () => now - set,
    trusted: () => true,
    pending: () => timers.size,
    setTimer: (delayMs, callback) => {
      const timer = { at: now + Math.max(delayMs, 0), callback };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
  };
}
