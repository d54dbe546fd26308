import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClerkFigures } from '../../../../main/contract/dayMatch.ts';
import type { PeriodDay } from '../../../../main/contract/periods.ts';
import { added, periodRows, sumOfDays, sumOfRows } from '../../../../main/domain/reports/periodSums.ts';

const clerk = (name: string, changes: Partial<ClerkFigures> = {}): ClerkFigures => ({
  clerk: name,
  casesOpened: 3,
  accepted: 2,
  supplement: 1,
  cardsMade: 2,
  handedOver: 2,
  wasted: 1,
  remadeByReason: { lost: 1 },
  timed: 2,
  within20Minutes: 1,
  totalSeconds: 2000,
  longestSeconds: 1400,
  ...changes,
});

const day = (date: string, changes: Partial<PeriodDay['figures']> = {}): PeriodDay => ({
  date,
  closedAt: `${date}T09:45:00.000Z`,
  chainHead: 'a'.repeat(64),
  exceptions: 2,
  figures: {
    cases: { carried: 1, received: 10, accepted: 8, supplement: 2, notNeeded: 0, notOurs: 0, open: 1 },
    cards: { started: 9, visualOk: 8, reported: 8, enabled: 8, handedOver: 7, wasted: 1, open: 1 },
    cardTimes: {
      timed: 7,
      within20Minutes: 6,
      totalSeconds: 5600,
      medianSeconds: 700,
      longestSeconds: 1500,
      steps: [],
    },
    wasteByReason: { jam: 1 },
    clerks: [clerk('李敏'), clerk('王强', { longestSeconds: 1500 })],
    ...changes,
  },
});
/** A day of before times, reasons and clerks were computed. */
const old = (date: string): PeriodDay => {
  const { cases, cards } = day(date).figures;
  return { ...day(date), figures: { cases, cards } };
};

describe('H7 sums over closed days', () => {
  const days = [day('2026-10-31'), day('2026-11-02'), day('2026-11-03')];

  it('by day and by month: a row each, and a total that is the sum of the rows', () => {
    const byDay = periodRows('day', days, 'SZ50');
    expect(byDay.rows.map(({ key, casesReceived }) => [key, casesReceived])).toEqual([
      ['2026-10-31', 10],
      ['2026-11-02', 10],
      ['2026-11-03', 10],
    ]);
    const byMonth = periodRows('month', days, 'SZ50');
    expect(byMonth.rows.map(({ key, days: count, cardsMade }) => [key, count, cardsMade])).toEqual([
      ['2026-10', 1, 8],
      ['2026-11', 2, 16],
    ]);
    expect(byMonth.total).toEqual(byDay.total);
    expect(byDay.total).toMatchObject({
      days: 3,
      exceptions: 6,
      timed: 21,
      within20Minutes: 18,
      totalSeconds: 16_800,
      longestSeconds: 1500,
      wasteByReason: { jam: 3 },
      arrivals: null,
    });
  });

  it('by clerk: the work of each person over all days; nobody has the queue of people or the exceptions', () => {
    const { rows, total } = periodRows('clerk', days, 'SZ50');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      key: '王强',
      days: 3,
      casesReceived: 9,
      wasted: 3,
      longestSeconds: 1500,
      remadeByReason: { lost: 3 },
      exceptions: 0,
      arrivals: null,
    });
    expect(total.cardsMade).toBe(12);
  });

  it('by clerk: an older day without clerks counts as a day and as nothing else', () => {
    const { rows, total } = periodRows('clerk', [...days, old('2026-11-04')], 'SZ50');
    expect(rows.every(({ days: count }) => count === 3)).toBe(true);
    expect(total).toMatchObject({ days: 4, cardsMade: 12 });
  });

  it('what an older day does not know stays unknown, and is not taken for zero where others know it', () => {
    expect(sumOfDays([old('2026-11-04')])).toMatchObject({ longestSeconds: null, arrivals: null, timed: 0 });
    expect(sumOfDays([old('2026-11-04'), day('2026-11-05')])).toMatchObject({
      longestSeconds: 1500,
      timed: 7,
    });
  });

  it('by station without a closed day there is still the row of this station', () => {
    expect(periodRows('station', [], 'SZ50')).toMatchObject({
      rows: [{ key: 'SZ50', days: 0 }],
      total: { days: 0 },
    });
    expect(periodRows('day', [], 'SZ50').rows).toEqual([]);
  });

  it('H4 the order in which days are added shows nowhere, not even in the order of reasons', () => {
    const reasons = fc.dictionary(
      fc.constantFrom('jam', 'printFault', 'other'),
      fc.integer({ min: 1, max: 9 }),
    );
    const some = fc.array(
      reasons.map((wasteByReason) => day('2026-11-02', { wasteByReason })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(some, fc.integer(), (each, turn) => {
        const at = Math.abs(turn) % each.length;
        const turned = [...each.slice(at), ...each.slice(0, at)].toReversed();
        const text = JSON.stringify(sumOfDays(each));
        return JSON.stringify(sumOfDays(turned)) === text;
      }),
    );
  });

  it('adding is adding: in any grouping, rows sum to the total', () => {
    const rows = days.map((each) => sumOfDays([each]));
    const [one, two, three] = rows;
    if (!one || !two || !three) throw new Error('three days');
    expect(added(added(one, two), three)).toEqual(added(one, added(two, three)));
    expect(sumOfRows(rows)).toEqual(sumOfDays(days));
  });
});
