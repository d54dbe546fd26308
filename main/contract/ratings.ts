import { z } from 'zod';
import { caseId, calendarDate, instant, ratingId } from './ids.ts';

/** 非常满意, 满意, 基本满意, 不满意, 非常不满意 (domain-rules 6.6); the last two are 差评 (6.7). */
export const ratingLevel = z.enum([
  'verySatisfied',
  'satisfied',
  'mostlySatisfied',
  'dissatisfied',
  'veryDissatisfied',
]);
export type RatingLevel = z.infer<typeof ratingLevel>;

/** All that the desk may know: never the level (6.7). `notYet`: the case has not ended. */
export const ratingState = z.object({ state: z.enum(['notYet', 'notRated', 'rated']) });
export type RatingState = z.infer<typeof ratingState>;

/**
 * The visitor's sheet on the window's screen. Nothing about staff is in it. `thanks`: answered, or left unanswered; it goes away by itself.
 */
export const ratingSheet = z.discriminatedUnion('page', [
  z.object({ page: z.literal('closed') }),
  z.object({ page: z.literal('ask'), caseNumber: z.string(), endsAt: instant }),
  z.object({ page: z.literal('thanks'), endsAt: instant }),
]);
export type RatingSheet = z.infer<typeof ratingSheet>;

/** How a follow-up ended. */
export const followUpClosed = z.object({ at: instant, by: z.string(), note: z.string() });

/** A poor rating: call back and put right within the limit (6.7). For supervisors, and never for the one whose work was rated. */
export const ratingFollowUp = z.object({
  id: ratingId,
  caseId,
  caseNumber: z.string(),
  level: ratingLevel,
  givenAt: instant,
  dueOn: calendarDate,
  /** Negative when it is overdue. */
  workingDaysLeft: z.number().int(),
  closed: followUpClosed.nullable(),
});
export type RatingFollowUp = z.infer<typeof ratingFollowUp>;
