import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyHead, isLater, judgePlace } from '../../../../main/domain/records/chainPlaces.ts';
import { copiesToRemove, type RatedCopy } from '../../../../main/domain/records/copiesToKeep.ts';
import {
  counterOfNumber,
  leftOutCases,
  leftOutPapers,
  safeCounters,
  unknownNumbers,
} from '../../../../main/domain/records/numberJumps.ts';

const head = (letter: string): string => letter.repeat(64);
/** A chain of 10 entries whose heads are told by their number. */
const headOf = (sequence: number): string | null =>
  sequence === 0 ? emptyHead : sequence <= 10 ? head(String(sequence % 10)) : null;
const ours = { line: 1, sequence: 10, head: head('0') };

describe('I1 G7 a place of the audit chain that somebody else knows', () => {
  it.each([
    ['the same place', { line: 1, sequence: 10, head: head('0') }, null],
    ['an earlier place of ours', { line: 1, sequence: 4, head: head('4') }, null],
    ['before the first entry', { line: 1, sequence: 0, head: emptyHead }, null],
    ['one entry more', { line: 1, sequence: 11, head: head('a') }, 'older'],
    ['another entry at the newest place', { line: 1, sequence: 10, head: head('b') }, 'other'],
    ['another entry in the middle', { line: 1, sequence: 4, head: head('c') }, 'other'],
    ['a line that two people ended, however long', { line: 0, sequence: 999, head: head('d') }, null],
    ['a later line, however short', { line: 2, sequence: 1, head: head('e') }, 'older'],
  ] as const)('%s', (_name, known, expected) => {
    expect(judgePlace(ours, known, headOf)).toBe(expected);
  });

  it('of two places one is later or they are the same: never both', () => {
    const place = fc.record({ line: fc.nat(3), sequence: fc.nat(5) });
    fc.assert(
      fc.property(place, place, (a, b) => {
        const same = a.line === b.line && a.sequence === b.sequence;
        expect([isLater(a, b), isLater(b, a)].filter(Boolean)).toHaveLength(same ? 0 : 1);
      }),
    );
  });
});

describe('G7 which copies may go', () => {
  const copy = (day: number, rating: RatedCopy['rating']): RatedCopy => ({
    file: `copy-${day}`,
    takenAt: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`,
    rating,
  });

  it('keeps the newest, and the newest proven one even when it is old', () => {
    const copies = [
      copy(1, 'proven'),
      copy(2, 'proven'),
      copy(3, 'untested'),
      copy(4, 'untested'),
      copy(5, 'untested'),
    ];
    expect(copiesToRemove(copies, 2).toSorted()).toEqual(['copy-1', 'copy-3']);
  });

  it('a copy that failed its drill takes no place', () => {
    const copies = [copy(1, 'untested'), copy(2, 'untested'), copy(3, 'failed')];
    expect(copiesToRemove(copies, 2)).toEqual(['copy-3']);
  });

  it('never removes the last of what there is, nor the newest good one', () => {
    const rated = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom('proven', 'failed', 'untested')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(rated, fc.integer({ min: 2, max: 5 }), (rows, keep) => {
        const copies = [...new Map(rows.map(([day, rating]) => [day, copy(day, rating)])).values()];
        const gone = new Set(copiesToRemove(copies, keep));
        const left = copies.filter(({ file }) => !gone.has(file));
        const good = (each: readonly RatedCopy[]) =>
          each
            .filter(({ rating }) => rating !== 'failed')
            .toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
        const proven = (each: readonly RatedCopy[]) => good(each).find(({ rating }) => rating === 'proven');
        expect(good(left)[0]).toEqual(good(copies)[0]);
        expect(proven(left)).toEqual(proven(copies));
        if (copies.length > 0) expect(left.length).toBeGreaterThan(0);
        expect(good(left).length).toBeLessThanOrEqual(keep + 1);
      }),
    );
  });
});

describe('G7 11.9 no number is given twice after a restore', () => {
  const known = {
    stationId: 'SZ50',
    ours: { 'case-20261128': 3, 'notice-SL-2026': 40 },
    outside: {},
    numbers: [],
    exact: true,
    day: '20261128',
    series: ['SL', 'BZ'],
  };

  it.each([
    ['SZ50-20261128-0007', { name: 'case-20261128', value: 7 }],
    ['SZ50-SL-2026-000012', { name: 'notice-SL-2026', value: 12 }],
    ['SZ51-20261128-0007', null],
    ['SZ50-rubbish', null],
  ])('%s is a number of which counter', (number, expected) => {
    expect(counterOfNumber('SZ50', number)).toEqual(expected);
  });

  it('goes on behind the mark and behind what upstream has', () => {
    expect(
      safeCounters({
        ...known,
        outside: { 'case-20261128': 5, 'notice-SL-2026': 39 },
        numbers: ['SZ50-20261128-0009', 'SZ50-SL-2026-000044', 'SZ50-BZ-2026-000002'],
      }),
    ).toEqual({ 'case-20261128': 9, 'notice-BZ-2026': 2, 'notice-SL-2026': 44 });
  });

  it('leaves room where numbers may have been given that nobody outside knows', () => {
    const safe = safeCounters({ ...known, exact: false });
    expect(safe).toEqual({
      'case-20261128': 3 + unknownNumbers,
      'notice-BZ-2026': unknownNumbers,
      'notice-SL-2026': 40 + unknownNumbers,
      'ticket-20261128': unknownNumbers,
    });
  });

  it('the left-out numbers of papers are told to the day close, which would miss them (11.9)', () => {
    const jumps = [
      { name: 'notice-SL-2026', from: 40, to: 42 },
      { name: 'notice-SL-2025', from: 1, to: 9 },
      { name: 'case-20261128', from: 3, to: 5 },
    ];
    expect(leftOutPapers('SZ50', '2026', jumps)).toEqual(['SZ50-SL-2026-000041', 'SZ50-SL-2026-000042']);
    expect(leftOutCases('SZ50', '2026-11-28', jumps)).toEqual(['SZ50-20261128-0004', 'SZ50-20261128-0005']);
    expect(leftOutCases('SZ50', '2026-11-27', jumps)).toEqual([]);
  });
});
