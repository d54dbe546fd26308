import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock, MovableClock } from '../../app/ports/system.ts';

/** The file inside a training station's `dataDir` that says how far its clock is ahead. */
export const clockFileName = 'training-clock.json';
/** The file that says how far a training station's computer was set on, below the station's own clock. */
export const computerFileName = 'training-computer.json';

const kept = z.object({ aheadMs: z.number().int() });

/** How far a training station's clock is ahead of the computer's, in milliseconds; 0 when it was never moved or the file cannot be read. */
export function readAhead(path: string): number {
  if (!existsSync(path)) return 0;
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8'))).aheadMs;
  } catch {
    return 0;
  }
}

/** Both together: how far the time of a training station and its upstream is ahead of the real one, in milliseconds. */
export const readAllAhead = (dataDir: string): number =>
  readAhead(join(dataDir, clockFileName)) + readAhead(join(dataDir, computerFileName));

/** A training station's clock over the computer's. The core host moves it and keeps that in `path` from one start to the next. */
export function createMovableClock(real: Clock, path: string): MovableClock {
  let ahead = readAhead(path);
  return {
    now: () => real.now() + ahead,
    // A trainee moves the clock, not the time that passes.
    elapsed: () => real.elapsed(),
    trusted: () => real.trusted(),
    setTimer: (delayMs, callback) => real.setTimer(delayMs, callback),
    realNow: () => real.now(),
    setAhead(aheadMs) {
      // Whole or not at all: half a number would be another time after the next start.
      writeFileSync(`${path}.new`, `${JSON.stringify({ aheadMs })}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
      ahead = aheadMs;
    },
  };
}
