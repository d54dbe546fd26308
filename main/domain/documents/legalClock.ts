import type { LegalClock } from '../../contract/cases.ts';
import { addDays, weekday } from '../calendar/dates.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import type { RulePack } from '../rules/rulePack.ts';

type Calendar = RulePack['calendar'];

/** Weekdays without public holidays, plus make-up days 调休 (domain-rules 6.2, 6.3). After `coversUntil` weekdays only are known. */
export function isWorkingDay(date: string, calendar: Calendar): boolean {
  if (calendar.makeUpDays.includes(date)) return true;
  const day = weekday(date);
  return day !== 0 && day !== 6 && !calendar.holidays.includes(date);
}

/** The working day on which the count ends. `countFirst`: is the first day itself counted, if it is one? */
export function workingDayAfter(
  first: string,
  workingDays: number,
  calendar: Calendar,
  countFirst: boolean,
): string {
  let date = countFirst ? first : addDays(first, 1);
  for (let left = workingDays; ; date = addDays(date, 1)) {
    if (isWorkingDay(date, calendar)) left -= 1;
    if (left <= 0) return date;
  }
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1))
    if (isWorkingDay(date, calendar)) count += 1;
  return count;
}

export interface ClockMoments {
  /** ISO instants. */
  readonly receivedAt: string;
  readonly gapsToldAt: string | null;
  readonly acceptedAt: string | null;
  /** End without acceptance: not needed, not ours. */
  readonly endedAt: string | null;
}

/**
 * The clock of the originals check: gaps that are not told within the pack's working days count as acceptance from the day of receipt
 * (domain-rules 6.2). It stops at the first notice of gaps, at acceptance, or at another end.
 */
export function legalClock(
  moments: ClockMoments,
  pack: Pick<RulePack, 'legalClock' | 'calendar'>,
  nowMillis: number,
): LegalClock {
  const { workingDays, countReceiptDay } = pack.legalClock;
  const received = shanghaiDate(Date.parse(moments.receivedAt));
  const deadline = workingDayAfter(received, workingDays, pack.calendar, countReceiptDay);
  const stops = [moments.gapsToldAt, moments.acceptedAt, moments.endedAt]
    .filter((at) => at !== null)
    .toSorted();
  const reached = shanghaiDate(stops[0] === undefined ? nowMillis : Date.parse(stops[0]));
  return {
    receivedAt: moments.receivedAt,
    deadline,
    workingDaysLeft: workingDaysBetween(shanghaiDate(nowMillis), deadline, pack.calendar),
    gapsToldAt: moments.gapsToldAt,
    acceptedAt: moments.acceptedAt,
    breached: reached > deadline,
  };
}
