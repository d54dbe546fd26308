import type { ClerkFigures } from '../../contract/dayMatch.ts';
import type { PeriodBy, PeriodDay, PeriodRow } from '../../contract/periods.ts';

/** What is added up: everything of a row but its key. */
export type Sums = Omit<PeriodRow, 'key'>;

const nothing: Sums = {
  days: 0,
  casesReceived: 0,
  accepted: 0,
  supplement: 0,
  cardsMade: 0,
  handedOver: 0,
  wasted: 0,
  wasteByReason: {},
  remadeByReason: {},
  exceptions: 0,
  timed: 0,
  within20Minutes: 0,
  totalSeconds: 0,
  longestSeconds: null,
  arrivals: null,
  longestWaitMinutes: null,
};

/** Sums of one closed day (H7). What a day of before does not have counts as nothing, or as not known. */
function sumsOfDay({ figures, exceptions }: PeriodDay): Sums {
  const { cases, cards, reprints, people, cardTimes, wasteByReason } = figures;
  return {
    days: 1,
    casesReceived: cases.received,
    accepted: cases.accepted,
    supplement: cases.supplement,
    cardsMade: cards.visualOk,
    handedOver: cards.handedOver,
    wasted: cards.wasted,
    wasteByReason: counted(wasteByReason),
    remadeByReason: counted(reprints?.replaced),
    exceptions,
    timed: cardTimes?.timed ?? 0,
    within20Minutes: cardTimes?.within20Minutes ?? 0,
    totalSeconds: cardTimes?.totalSeconds ?? 0,
    longestSeconds: cardTimes?.longestSeconds ?? null,
    arrivals: people?.arrivals ?? null,
    longestWaitMinutes: people?.longestWaitMinutes ?? null,
  };
}

/** Work of one person in a day. Exceptions, reasons of waste and the queue of people are nobody's own. */
const sumsOfClerk = (clerk: ClerkFigures): Sums => ({
  ...nothing,
  days: 1,
  casesReceived: clerk.casesOpened,
  accepted: clerk.accepted,
  supplement: clerk.supplement,
  cardsMade: clerk.cardsMade,
  handedOver: clerk.handedOver,
  wasted: clerk.wasted,
  remadeByReason: counted(clerk.remadeByReason),
  timed: clerk.timed,
  within20Minutes: clerk.within20Minutes,
  totalSeconds: clerk.totalSeconds,
  longestSeconds: clerk.longestSeconds,
});

type Counts = Readonly<Record<string, number | undefined>>;

/** In the order of the keys, so that the order in which days are added shows nowhere. */
function counted(...each: readonly (Counts | undefined)[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const counts of each)
    for (const [key, count] of Object.entries(counts ?? {}))
      if (count !== undefined) sums.set(key, (sums.get(key) ?? 0) + count);
  return Object.fromEntries([...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const both = (
  one: number | null,
  other: number | null,
  join: (a: number, b: number) => number,
): number | null => (one === null ? other : other === null ? one : join(one, other));
const plus = (one: number, other: number): number => one + other;

/** Adds two sums: counts add up, of the longest the longer one stays, what only one of them knows is known. */
export function added(one: Sums, other: Sums): Sums {
  return {
    days: one.days + other.days,
    casesReceived: one.casesReceived + other.casesReceived,
    accepted: one.accepted + other.accepted,
    supplement: one.supplement + other.supplement,
    cardsMade: one.cardsMade + other.cardsMade,
    handedOver: one.handedOver + other.handedOver,
    wasted: one.wasted + other.wasted,
    wasteByReason: counted(one.wasteByReason, other.wasteByReason),
    remadeByReason: counted(one.remadeByReason, other.remadeByReason),
    exceptions: one.exceptions + other.exceptions,
    timed: one.timed + other.timed,
    within20Minutes: one.within20Minutes + other.within20Minutes,
    totalSeconds: one.totalSeconds + other.totalSeconds,
    longestSeconds: both(one.longestSeconds, other.longestSeconds, Math.max),
    arrivals: both(one.arrivals, other.arrivals, plus),
    longestWaitMinutes: both(one.longestWaitMinutes, other.longestWaitMinutes, Math.max),
  };
}

/** The sum of whole days. */
export const sumOfDays = (days: readonly PeriodDay[]): Sums => days.map(sumsOfDay).reduce(added, nothing);

/** The sum of rows of a report; none give zeros. */
export const sumOfRows = (rows: readonly Sums[]): Sums => rows.reduce(added, nothing);

/**
 * Rows of a report over closed days (H7), in the order of their keys. By clerk: people of days that were closed since clerks are counted;
 * older days count in the days of the total only. `station` gives the one row of this station.
 */
export function periodRows(
  by: PeriodBy,
  days: readonly PeriodDay[],
  stationId: string,
): { readonly rows: PeriodRow[]; readonly total: PeriodRow } {
  const sums = new Map<string, Sums>();
  const add = (key: string, each: Sums): void => void sums.set(key, added(sums.get(key) ?? nothing, each));
  for (const day of days) {
    if (by === 'clerk') for (const clerk of day.figures.clerks ?? []) add(clerk.clerk, sumsOfClerk(clerk));
    else add(by === 'day' ? day.date : by === 'month' ? day.date.slice(0, 7) : stationId, sumsOfDay(day));
  }
  if (by === 'station' && sums.size === 0) sums.set(stationId, nothing);
  const rows = [...sums]
    .map(([key, each]): PeriodRow => ({ key, ...each }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return { rows, total: { key: 'total', ...sumOfRows(rows), days: days.length } };
}
