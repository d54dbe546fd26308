import { useEffect, useState } from 'react';
import { call } from '../../client/client.ts';
import { useHint } from '../../client/useHints.ts';
import { createIdleWatch } from './idleWatch.ts';

/** How often it is looked whether somebody is still here. */
const lookMs = 5_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Signs the window out when nobody has touched it, or scanned anything at it, for the limit (I5). */
export function useIdleLock(): void {
  const [watch] = useState(() => createIdleWatch(() => performance.now()));
  useEffect(() => {
    for (const sign of signs) window.addEventListener(sign, watch.touched, { passive: true, capture: true });
    const timer = setInterval(() => {
      // Tried again at the next look, should the core not answer.
      if (watch.isOver()) void call('signOut', { idle: true });
    }, lookMs);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, watch.touched, { capture: true });
    };
  }, [watch]);
  // A scanner and a reader are hands of the same person.
  useHint('caseOpened', watch.touched);
  useHint('readProblem', watch.touched);
}
