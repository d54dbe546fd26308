import { accepted, isHeld, timeAt, timeAtStart, type SteadyTime } from '../../domain/time/steadyTime.ts';
import type { Clock, SteadyClock } from '../ports/system.ts';

/** The computer's clock, held to the time that passes. Each reading looks at both, so that a jump is never seen by one reader and not by another. */
export function createSteadyClock(real: Clock): SteadyClock {
  const look = (): { computer: number; elapsed: number } => ({
    computer: real.now(),
    elapsed: real.elapsed(),
  });
  let time: SteadyTime = timeAtStart(look(), null, null);
  const read = (): SteadyTime => (time = timeAt(time, look()));
  return {
    now: () => Math.floor(read().now),
    elapsed: () => real.elapsed(),
    trusted: () => !isHeld(read()),
    setTimer: (delayMs, callback) => real.setTimer(delayMs, callback),
    computer: () => read().computer,
    time: read,
    resume: (kept, newest) => (time = timeAtStart(look(), kept, newest)),
    accept: () => (time = accepted(read())),
  };
}
