import type { CaseState } from '../../contract/cases.ts';
import type { RatingLevel } from '../../contract/ratings.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import { workingDayAfter } from '../documents/legalClock.ts';
import type { RulePack } from '../rules/rulePack.ts';

/** 差评 (domain-rules 6.7). */
export const isPoor = (level: RatingLevel): boolean =>
  level === 'dissatisfied' || level === 'veryDissatisfied';

/** Working days to put a poor rating right (domain-rules 6.7); the day of the rating is not counted. */
export const followUpWorkingDays = 15;

/** The last day of a follow-up, by the calendar of the case's rule pack. `givenAt` is an ISO instant. */
export const followUpDue = (givenAt: string, calendar: RulePack['calendar']): string =>
  workingDayAfter(shanghaiDate(Date.parse(givenAt)), followUpWorkingDays, calendar, false);

/** A case is rated after its end (C6). A frozen case has not ended, whatever it was before. */
export const mayBeRated = (record: { readonly state: CaseState; readonly endedAt: string | null }): boolean =>
  record.endedAt !== null && record.state !== 'held';

/** How long the visitor's sheet waits for an answer, and how long it says thanks (ms). Never forced: silence is an answer. */
export const sheetTimes = { askMs: 45_000, thanksMs: 4_000 } as const;
