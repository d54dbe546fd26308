export interface BackOff {
  /** Milliseconds before the second try. */
  readonly firstMs: number;
  /** Longest wait, milliseconds. */
  readonly capMs: number;
}

/** The longest wait that upstream may ask for (`Retry-After`), milliseconds: a wrong date must not park a queue. */
export const longestWaitMs = 3_600_000;

/**
 * Milliseconds to wait after `attempts` tries without an answer: doubles each time up to the cap, and keeps between half and all of it,
 * by `fraction` (0 <= x < 1), so that stations do not come back all at once (design 4).
 */
export function backOffMs({ firstMs, capMs }: BackOff, attempts: number, fraction: number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(Math.max(attempts - 1, 0), 30));
  return Math.round(full * (0.5 + fraction / 2));
}

/**
 * The same when upstream said how long it wants to be left alone: at least that, at most an hour, and up to a tenth more by `fraction`, so
 * that the stations it told so do not all come in the same second.
 */
export function waitMs(
  backOff: BackOff,
  attempts: number,
  fraction: number,
  retryAfterMs: number | undefined,
): number {
  const own = backOffMs(backOff, attempts, fraction);
  if (retryAfterMs === undefined) return own;
  const asked = Math.max(0, retryAfterMs) * (1 + fraction / 10);
  return Math.min(longestWaitMs, Math.max(own, Math.round(asked)));
}
