const hourMs = 3_600_000;

/** Hours since an ISO instant, at `nowMillis`; none where it lies ahead of a clock that was put back. */
export const hoursSince = (instant: string, nowMillis: number): number =>
  Math.max(0, nowMillis - Date.parse(instant)) / hourMs;

/** A limit is the last that is allowed: with 50 papers of 50 the next is refused, and with 72 hours of 72 too. */
export const isReached = ({ used, limit }: { readonly used: number; readonly limit: number }): boolean =>
  used >= limit;
