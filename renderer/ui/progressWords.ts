/** Time left, coarse enough to be read: five seconds, minutes, halves of an hour. Seconds in; a unit of queue.progress and its number out. */
export function timeLeft(seconds: number): {
  readonly unit: 'seconds' | 'minutes' | 'hours';
  readonly n: number;
} {
  if (seconds < 90) return { unit: 'seconds', n: Math.max(5, Math.ceil(seconds / 5) * 5) };
  if (seconds < 90 * 60) return { unit: 'minutes', n: Math.round(seconds / 60) };
  return { unit: 'hours', n: Math.round(seconds / 1800) / 2 };
}

/** A rate for the eye: no decimals from ten on, so that it does not flicker. Per second. */
export const roundRate = (perSecond: number): number =>
  perSecond >= 1000
    ? Math.round(perSecond / 100) * 100
    : perSecond >= 10
      ? Math.round(perSecond)
      : Math.round(perSecond * 10) / 10;
