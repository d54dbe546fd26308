/**
 * Time for std code. A driver never reads the wall clock and never starts a timer itself, so that a test can
 * run a 30 second time-out in no time and so that time-outs of one device host share one source.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Calls back once after `delayMs` (never synchronously, also for 0). */
  setTimer(delayMs: number, callback: () => void): Timer;
}

export interface Timer {
  /** Idempotent; after it the callback never runs. */
  cancel(): void;
}

/** ISO instant of the clock, e.g. 2026-11-24T01:20:00.000Z. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** Resolves after `delayMs` of the clock's time. */
export function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(delayMs, resolve);
  });
}
