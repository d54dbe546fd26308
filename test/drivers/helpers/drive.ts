import type { ManualClock } from '../../../drivers/sim/manualClock.ts';

/** Lets everything that waits for nothing but microtasks and already finished I/O go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** Lets the manual clock run until the promise is settled; fails when nothing is left that could settle it. */
export async function drive<Value>(
  clock: ManualClock,
  promise: Promise<Value>,
  limitMs = 300_000,
): Promise<Value> {
  let finished = false;
  const watched = promise.finally(() => {
    finished = true;
  });
  watched.catch(() => undefined);
  const end = clock.now() + limitMs;
  for (;;) {
    await settle();
    if (finished) return watched;
    if (clock.now() > end || !clock.step()) throw new Error('the promise hangs: the clock ran out');
  }
}

/** Lets `durationMs` of the manual clock pass. */
export async function pass(clock: ManualClock, durationMs: number): Promise<void> {
  const end = clock.now() + durationMs;
  clock.setTimer(durationMs, () => undefined);
  for (;;) {
    await settle();
    const next = clock.nextAt();
    if (next === null || next > end) return;
    clock.step();
  }
}

/** Lets the clock run until the condition holds; fails after `limitMs` of its time. */
export async function until(clock: ManualClock, condition: () => boolean, limitMs = 60_000): Promise<void> {
  const end = clock.now() + limitMs;
  for (;;) {
    await settle();
    if (condition()) return;
    if (clock.now() > end || !clock.step()) throw new Error('the condition never held');
  }
}
