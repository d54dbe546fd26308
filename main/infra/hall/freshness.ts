/** How far the clocks of two stations of a hall may differ. A question is good for this long and is taken once. */
export const clockToleranceMs = 120_000;
/** Nonces that are remembered at most: with the rate limit more never come in that time. */
const mostNonces = 20_000;

/** Questions that were taken, so that a copy of one says nothing again. */
export function createFreshness(now: () => number): {
  /** False: too old, from the future, or heard before. */
  isFresh(question: { readonly at: number; readonly from: string; readonly nonce: string }): boolean;
} {
  const heard = new Map<string, number>();
  return {
    isFresh({ at, from, nonce }) {
      const time = now();
      if (Math.abs(time - at) > clockToleranceMs) return false;
      // In the order in which they came; the oldest is the first to be out of date.
      for (const [key, until] of heard) {
        if (until > time) break;
        heard.delete(key);
      }
      const key = `${from} ${nonce}`;
      if (heard.has(key) || heard.size >= mostNonces) return false;
      heard.set(key, time + 2 * clockToleranceMs);
      return true;
    },
  };
}

const windowMs = 10_000;
const mostAddresses = 256;

/** At most `most` calls of one address in ten seconds, refused ones included. */
export function createRateLimit(now: () => number, most: number): { mayCall(address: string): boolean } {
  const calls = new Map<string, { from: number; count: number }>();
  return {
    mayCall(address) {
      const time = now();
      const known = calls.get(address);
      if (known !== undefined && time - known.from < windowMs) {
        known.count += 1;
        return known.count <= most;
      }
      if (calls.size >= mostAddresses) calls.clear();
      calls.set(address, { from: time, count: 1 });
      return true;
    },
  };
}
