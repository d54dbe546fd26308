import { useEffect, useState } from 'react';

/** The host's clock, carried on by this window between two answers: the window's own clock may be wrong. */
export function useNow(hostNow: string | undefined): string {
  const [before] = useState(() => new Date().toISOString());
  const [carried, setCarried] = useState<{ from: string; now: string } | null>(null);
  useEffect(() => {
    if (hostNow === undefined) return undefined;
    const heardAt = Date.now();
    const timer = setInterval(() => {
      const passed = Date.now() - heardAt;
      setCarried({ from: hostNow, now: new Date(Date.parse(hostNow) + passed).toISOString() });
    }, 5_000);
    return () => clearInterval(timer);
  }, [hostNow]);
  return carried !== null && carried.from === hostNow ? carried.now : (hostNow ?? before);
}
