import type { Clock } from '../../../main/app/ports/system.ts';
import { createSystemClock } from '../../../main/infra/system/systemClock.ts';

/** The computer's clock of a station, as somebody with the rights may set it. What passes, passes by itself. */
export interface SettableClock extends Clock {
  /** Sets the clock by so many milliseconds from where it stands. */
  setBy(ms: number): void;
}

/** `off`: how far it is from the right time at the start, milliseconds. */
export function settableClock(offAtStart = 0): SettableClock {
  const real = createSystemClock();
  let off = offAtStart;
  return {
    ...real,
    now: () => real.now() + off,
    setBy: (ms) => {
      off += ms;
    },
  };
}
