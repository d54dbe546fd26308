import { useEffect, useState } from 'react';

/** Whole seconds of what was left `passedMs` ago; rounded down, so that nobody is promised more. */
export const secondsLeft = (leftMs: number, passedMs: number): number =>
  Math.max(0, Math.floor((leftMs - passedMs) / 1000));

/** Counts down from what the host said was left. No clocks are compared: the window's own may be wrong. */
export function useSecondsLeft(leftMs: number): number {
  const [passed, setPassed] = useState({ of: leftMs, ms: 0 });
  useEffect(() => {
    if (leftMs <= 0) return undefined;
    const heardAt = performance.now();
    const timer = setInterval(() => setPassed({ of: leftMs, ms: performance.now() - heardAt }), 500);
    return () => clearInterval(timer);
  }, [leftMs]);
  return secondsLeft(leftMs, passed.of === leftMs ? passed.ms : 0);
}
