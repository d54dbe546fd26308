import { useEffect, useState } from 'react';

/** The host's clock, carried on by this window between two answers: the window's own clock may be wrong. */
export function useNow(hostNow: string | undefined): string {
  const [shift, setShift] = useState(0);
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    if (hostNow === undefined) return;
    const own = Date.now();
    setShift(Date.parse(hostNow) - own);
    setTick(own);
  }, [hostNow]);
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(tick + shift).toISOString();
}
