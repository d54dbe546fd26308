export interface BackOff {
  /** Milliseconds before the second try. */
  readonly firstMs: number;
  /** Longest wait, milliseconds. */
  readonly capMs: number;
}

/**
 * Milliseconds to wait after `attempts` tries without an answer: doubles each time up to the cap, and keeps between half and all of it,
 * by `fraction` (0 <= x < 1), so that stations do not come back all at once (design 4).
 */
export function backOffMs({ firstMs, capMs }: BackOff, attempts: number, fraction: number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(Math.max(attempts - 1, 0), 30));
  return Math.round(full * (0.5 + fraction / 2));
}
