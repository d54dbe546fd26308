import { z } from 'zod';
import { dayFigures } from './day.ts';
import { calendarDate, instant } from './ids.ts';

/** By what a report over closed days adds up (H7). `station`: this one and the others of the hall. */
export const periodBy = z.enum(['day', 'month', 'clerk', 'station']);
export type PeriodBy = z.infer<typeof periodBy>;

const count = z.number().int();

/** Sums of one day, month, person or station. Times are sums, so that they add up; seconds. */
export const periodRow = z.object({
  /** `2026-11-28`, `2026-11`, a display name, or a station id. */
  key: z.string(),
  days: count,
  casesReceived: count,
  accepted: count,
  supplement: count,
  cardsMade: count,
  handedOver: count,
  wasted: count,
  wasteByReason: z.record(z.string(), count),
  remadeByReason: z.record(z.string(), count),
  exceptions: count,
  timed: count,
  within20Minutes: count,
  totalSeconds: count,
  longestSeconds: count.nullable(),
  /** Of the queue of people; null where it is not known by this key. */
  arrivals: count.nullable(),
  longestWaitMinutes: count.nullable(),
});
export type PeriodRow = z.infer<typeof periodRow>;

/** A report over closed days from the ledger of this station and, by `station`, from those of the hall that answered. */
export const periodReport = z.object({
  stationId: z.string(),
  from: calendarDate,
  to: calendarDate,
  by: periodBy,
  rows: z.array(periodRow),
  total: periodRow,
  /** Days of the period that were opened and that nobody signed: not in the sums. */
  unsigned: z.array(calendarDate),
  /** Stations of the hall that gave no answer. */
  silent: z.array(z.string()),
});
export type PeriodReport = z.infer<typeof periodReport>;

/** What a closed day gives to a sum: all but its rows and lists, so that three years of days are added up without being read whole. */
export const periodDay = z.object({
  date: calendarDate,
  closedAt: instant,
  chainHead: z.string(),
  exceptions: count,
  figures: dayFigures.pick({
    cases: true,
    cards: true,
    reprints: true,
    people: true,
    cardTimes: true,
    wasteByReason: true,
    clerks: true,
  }),
});
export type PeriodDay = z.infer<typeof periodDay>;
