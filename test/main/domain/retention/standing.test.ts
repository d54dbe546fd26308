import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowState } from '../../../../main/contract/sync.ts';
import {
  dayMs,
  dueAt,
  isDue,
  standingOf,
  type CaseTrail,
  type DayMark,
} from '../../../../main/domain/retention/standing.ts';

const iso = (millis: number): string => new Date(millis).toISOString();
const start = Date.parse('2026-11-02T00:00:00.000Z');

const day: DayMark = {
  openedAt: '2026-11-02T00:30:00.000Z',
  state: 'closed',
  signedAt: '2026-11-02T10:00:00.000Z',
};
const row = { state: 'acked' as RowState, receipt: { number: 'R1' }, ackedAt: '2026-11-02T05:00:00.000Z' };
const trail: CaseTrail = {
  ended: true,
  held: false,
  openJobs: 0,
  openRecalls: 0,
  rows: [row],
  firstActAt: '2026-11-02T01:00:00.000Z',
  lastActAt: '2026-11-02T04:00:00.000Z',
};
const reasonsOf = (changes: Partial<CaseTrail>, days: readonly DayMark[] = [day]): readonly string[] => {
  const standing = standingOf({ ...trail, ...changes }, days);
  return standing.kind === 'waiting' ? standing.reasons : [];
};

describe('I3 nothing goes before everything about a case is confirmed (domain-rules 12.8)', () => {
  it('one condition that is missing is enough, and is named', () => {
    expect(reasonsOf({})).toEqual([]);
    expect(reasonsOf({ ended: false })).toEqual(['caseOpen']);
    expect(reasonsOf({ held: true })).toEqual(['caseHeld']);
    expect(reasonsOf({ openJobs: 1 })).toEqual(['jobOpen']);
    expect(reasonsOf({ openRecalls: 1 })).toEqual(['recallOpen']);
    expect(reasonsOf({ rows: [] })).toEqual(['nothingReported']);
    expect(reasonsOf({ rows: [row, { ...row, state: 'waiting', ackedAt: null, receipt: null }] })).toEqual([
      'rowsOpen',
    ]);
    expect(reasonsOf({ rows: [row, { ...row, state: 'refused', ackedAt: null }] })).toEqual(['rowsRefused']);
    expect(reasonsOf({ rows: [{ ...row, receipt: null }] })).toEqual(['rowsOpen']);
    expect(reasonsOf({}, [{ ...day, state: 'open', signedAt: null }])).toEqual(['dayOpen']);
    expect(reasonsOf({}, [])).toEqual(['dayOpen']);
    expect(reasonsOf({}, [{ ...day, state: 'overridden', signedAt: null }])).toEqual(['dayUnsigned']);
  });

  it('an act after the close belongs to the next day, and a day in between that nobody signed counts', () => {
    const next = { ...day, openedAt: '2026-11-03T00:30:00.000Z', signedAt: '2026-11-03T10:00:00.000Z' };
    const evening = { lastActAt: '2026-11-02T11:00:00.000Z' };
    expect(reasonsOf(evening)).toEqual(['dayOpen']);
    expect(reasonsOf(evening, [day, { ...next, state: 'open', signedAt: null }])).toEqual(['dayOpen']);
    expect(reasonsOf(evening, [day, next])).toEqual([]);
    const unsigned: DayMark = { ...day, state: 'overridden', signedAt: null };
    expect(reasonsOf({ lastActAt: '2026-11-03T02:00:00.000Z' }, [unsigned, next])).toEqual(['dayUnsigned']);
    // One that was over before the case came is nobody's matter here.
    const before: DayMark = { openedAt: '2026-11-01T00:30:00.000Z', state: 'overridden', signedAt: null };
    expect(reasonsOf({}, [before, day])).toEqual([]);
  });

  it('days count from the last of receipt and close, in whole days', () => {
    const since = Date.parse('2026-11-02T10:00:00.000Z');
    const standing = standingOf(trail, [day]);
    expect(standing).toEqual({ kind: 'confirmed', since });
    expect(dueAt(standing, 30)).toBe(since + 30 * dayMs);
    expect(isDue(standing, 30, since + 30 * dayMs - 1)).toBe(false);
    expect(isDue(standing, 30, since + 30 * dayMs)).toBe(true);
    const late = standingOf({ ...trail, rows: [{ ...row, ackedAt: '2026-11-09T05:00:00.000Z' }] }, [day]);
    expect(late).toEqual({ kind: 'confirmed', since: Date.parse('2026-11-09T05:00:00.000Z') });
  });
});

type Event =
  | {
      readonly type:
        'row' | 'end' | 'picture' | 'jobStart' | 'jobEnd' | 'recall' | 'fetched' | 'hold' | 'release';
    }
  | { readonly type: 'ack' | 'refuse' | 'sendAgain'; readonly index: number }
  | { readonly type: 'dayEnd'; readonly how: 'close' | 'override' }
  | { readonly type: 'dayOpen' | 'signLate' };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc
    .constantFrom('row', 'end', 'picture', 'jobStart', 'jobEnd', 'recall', 'fetched', 'hold', 'release')
    .map((type) => ({ type })),
  fc.record({
    type: fc.constantFrom('ack' as const, 'refuse' as const, 'sendAgain' as const),
    index: fc.nat(5),
  }),
  fc.record({
    type: fc.constant('dayEnd' as const),
    how: fc.constantFrom('close' as const, 'override' as const),
  }),
  fc.constantFrom('dayOpen', 'signLate').map((type) => ({ type })),
) as fc.Arbitrary<Event>;

/** Replays what happens and keeps flags, as a person with a checklist would: another way to the same answer than comparing instants. */
function replay(
  events: readonly Event[],
  visit: (now: number, holds: boolean, since: number, seen: [CaseTrail, DayMark[]]) => void,
): void {
  let now = start;
  let [ended, held, jobs, recalls, lastActAt] = [false, false, 0, 0, start];
  const rows: { state: RowState; receipt: object | null; ackedAt: string | null }[] = [];
  const days: { mark: DayMark; touched: boolean }[] = [
    { mark: { openedAt: iso(start), state: 'open', signedAt: null }, touched: true },
  ];
  let untouchedNext = false;
  let since: number | null = null;
  const act = (): void => {
    lastActAt = now;
    const today = days.at(-1);
    if (today !== undefined && today.mark.state === 'open') today.touched = true;
    else untouchedNext = true;
  };
  for (const each of events) {
    now += 3_600_000;
    const today = days.at(-1);
    if (each.type === 'row') rows.push({ state: 'waiting', receipt: null, ackedAt: null });
    if (each.type === 'ack' || each.type === 'refuse' || each.type === 'sendAgain') {
      const chosen = rows[each.index];
      if (chosen !== undefined && chosen.state !== 'acked')
        Object.assign(
          chosen,
          each.type === 'ack'
            ? { state: 'acked', receipt: { number: 'R' }, ackedAt: iso(now) }
            : { state: each.type === 'refuse' ? 'refused' : 'waiting' },
        );
    }
    if (each.type === 'end') ended = true;
    if (each.type === 'hold') held = true;
    if (each.type === 'release') held = false;
    if (each.type === 'jobStart') jobs += 1;
    if (each.type === 'jobEnd') jobs = Math.max(jobs - 1, 0);
    if (each.type === 'recall') recalls += 1;
    if (each.type === 'fetched') recalls = Math.max(recalls - 1, 0);
    if (!['ack', 'refuse', 'sendAgain', 'dayEnd', 'dayOpen', 'signLate'].includes(each.type)) act();
    if (each.type === 'dayEnd' && today?.mark.state === 'open')
      today.mark =
        each.how === 'close'
          ? { ...today.mark, state: 'closed', signedAt: iso(now) }
          : { ...today.mark, state: 'overridden' };
    // The next day is opened in the act of an override, so nothing falls between the two.
    if (each.type === 'dayOpen' || (each.type === 'dayEnd' && each.how === 'override'))
      if (today?.mark.state !== 'open' || each.type === 'dayEnd') {
        if (days.at(-1)?.mark.state !== 'open')
          days.push({ mark: { openedAt: iso(now), state: 'open', signedAt: null }, touched: untouchedNext });
        untouchedNext = false;
      }
    if (each.type === 'signLate') {
      const unsigned = days.find(({ mark }) => mark.state === 'overridden');
      if (unsigned !== undefined) unsigned.mark = { ...unsigned.mark, state: 'closed', signedAt: iso(now) };
    }
    const lastTouched = days.findLastIndex(({ touched }) => touched);
    const holds =
      ended &&
      !held &&
      jobs === 0 &&
      recalls === 0 &&
      rows.length > 0 &&
      rows.every(({ state }) => state === 'acked') &&
      !untouchedNext &&
      days.slice(0, lastTouched + 1).every(({ mark }) => mark.state === 'closed');
    // What changed last made it whole: acts, receipts and signatures all move the moment.
    since = holds ? (since ?? now) : null;
    visit(now, holds, since ?? 0, [
      {
        ended,
        held,
        openJobs: jobs,
        openRecalls: recalls,
        rows: rows.map((one) => ({ ...one })),
        firstActAt: iso(start),
        lastActAt: iso(lastActAt),
      },
      days.map(({ mark }) => mark),
    ]);
  }
}

describe('I3 over random histories', () => {
  it('a case is due exactly when every condition has held for N days, and not one moment before', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(fc.array(event, { minLength: 5, maxLength: 40 }), fc.nat(60), (events, days) => {
        const ready: Event[] = [
          { type: 'row' },
          { type: 'end' },
          { type: 'ack', index: 0 },
          { type: 'dayEnd', how: 'close' },
        ];
        replay([...events, ...ready, { type: 'ack', index: 1 }], (_now, holds, since, [seen, marks]) => {
          const standing = standingOf(seen, marks);
          expect(standing.kind === 'confirmed').toBe(holds);
          if (standing.kind !== 'confirmed') return;
          confirmed += 1;
          // The moment may lie before the one at which a hold or job was over, never before a receipt, an act or a signature.
          expect(standing.since).toBeLessThanOrEqual(since);
          const last = Math.max(
            ...seen.rows.map(({ ackedAt }) => Date.parse(ackedAt ?? '')),
            Date.parse(seen.lastActAt),
          );
          expect(standing.since).toBeGreaterThanOrEqual(last);
          expect(isDue(standing, days, standing.since + days * dayMs - 1)).toBe(false);
          expect(isDue(standing, days, standing.since + days * dayMs)).toBe(true);
        });
      }),
      { numRuns: 400, seed: 20261128 },
    );
    // A property that never met a whole case would prove nothing.
    expect(confirmed).toBeGreaterThan(100);
  });
});
