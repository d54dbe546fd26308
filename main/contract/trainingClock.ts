import { z } from 'zod';
import { failureView } from './cases.ts';
import { instant } from './ids.ts';

/** How far a trainer puts the station's clock: the next working day of the station's calendar, days, or the computer's own time again. */
export const clockMove = z.enum(['workingDay', 'day', 'sixDays', 'real']);
export type ClockMove = z.infer<typeof clockMove>;

/** What the clock of a training station shows, and how far that is ahead of the computer's, in milliseconds. */
export const trainingClock = z.object({ now: instant, aheadMs: z.number().int() });
export type TrainingClock = z.infer<typeof trainingClock>;

/** The core host's answer to a move; travels over the shell. */
export const clockAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: trainingClock }),
  z.object({ ok: z.literal(false), error: failureView }),
]);
