import { z } from 'zod';
import { failureView } from './cases.ts';
import { instant } from './ids.ts';

/**
 * How far a trainer puts the station's clock: the next working day of the station's calendar, days, or the computer's own time again.
 * `computerHour`: the computer's clock, which the station holds to the time that passes (G4), is set an hour on, and upstream's shows the same.
 */
export const clockMove = z.enum(['workingDay', 'day', 'sixDays', 'real', 'computerHour']);
export type ClockMove = z.infer<typeof clockMove>;

/** What the clock of a training station shows, and how far that is ahead of the real time, in milliseconds. */
export const trainingClock = z.object({ now: instant, aheadMs: z.number().int() });
export type TrainingClock = z.infer<typeof trainingClock>;

/** The core host's answer to a move; travels over the shell. */
export const clockAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: trainingClock }),
  z.object({ ok: z.literal(false), error: failureView }),
]);
