import { useEffect, useState } from 'react';

/** An answer is on its way so long; below that the two clocks agree. */
const onItsWayMs = 2_000;

/** Milliseconds that the host's clock (ISO instant) is ahead of ours (milliseconds since 1970); 0 for two clocks that agree. */
export function skewOf(hostNow: string, heardAt: number): number {
  const ahead = Date.parse(hostNow) - heardAt;
  return Math.abs(ahead) < onItsWayMs ? 0 : ahead;
}

/**
 * Milliseconds that the host's clock is ahead of this window's, learned from each new answer of `stationStatus`. More than 0 when the clock of
 * a training station was moved: a countdown to an instant that the host named would never begin, or never end.
 */
export function useHostSkew(hostNow: string | undefined): number {
  const [skew, setSkew] = useState(0);
  useEffect(() => {
    if (hostNow === undefined) return undefined;
    const learned = skewOf(hostNow, Date.now());
    const timer = setTimeout(() => setSkew(learned));
    return () => clearTimeout(timer);
  }, [hostNow]);
  return skew;
}
