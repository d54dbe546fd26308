import { describe, expect, it } from 'vitest';
import {
  actsPerHour,
  clockTime,
  dayStep,
  foldExceptions,
  givenReasons,
  lateDay,
  meanSeconds,
  missingReasons,
  nextMissing,
  opensTomorrow,
  readCount,
  sameKindMissing,
  sortExceptions,
  stockDifference,
} from '../../../renderer/features/day/dayView.ts';
import { figures } from '../fixtures/workFixtures.ts';

const today = '2026-11-24';
const status = { date: '2026-11-24', openedAt: null, openedBy: null, lastClosed: null, unsigned: [] };

describe('H1 count first', () => {
  it('leads from open through the count to the signatures', () => {
    expect(dayStep({ ...status, state: 'none' }, today)).toBe('open');
    expect(dayStep({ ...status, state: 'open' }, today)).toBe('count');
    expect(dayStep({ ...status, state: 'counted' }, today)).toBe('match');
    expect(dayStep({ ...status, state: 'closed' }, today)).toBe('closed');
  });

  it('offers no opening on a date that is closed already', () => {
    const closed = { ...status, date: null, state: 'none', lastClosed: today } as const;
    expect(dayStep(closed, today)).toBe('closed');
    expect(opensTomorrow(closed, today)).toBe(true);
    expect(opensTomorrow(closed, '2026-11-25')).toBe(false);
    expect(dayStep(closed, '2026-11-25')).toBe('open');
  });

  it('takes whole numbers only', () => {
    expect(readCount(' 42 ')).toBe(42);
    expect(readCount('0')).toBe(0);
    for (const typed of ['', '-1', '4.5', '1e3', 'x', '9999999']) expect(readCount(typed)).toBeNull();
  });

  it('shows the difference with its sign, and none before the count', () => {
    const [short, equal] = figures.stock;
    if (short === undefined || equal === undefined) throw new Error('the fixture lost its stock');
    expect(stockDifference(short)).toBe(-1);
    expect(stockDifference(equal)).toBe(0);
    expect(stockDifference({ ...short, counted: null })).toBeNull();
  });

  it('needs a written reason for each exception that asks for one', () => {
    expect(missingReasons(figures.exceptions, {})).toEqual(['k1', 'k2', 'k3']);
    expect(missingReasons(figures.exceptions, { k1: 'x', k2: '  ', k3: 'y' })).toEqual(['k2']);
    expect(givenReasons({ k1: ' x ', k2: '  ' })).toEqual({ k1: 'x' });
  });
});

describe('H3 the next day waits for the close of the one before', () => {
  it('names the earlier day while it runs, and nothing else', () => {
    for (const state of ['open', 'counted'] as const) {
      expect(lateDay({ ...status, state }, '2026-11-25')).toBe(today);
      expect(lateDay({ ...status, state }, today)).toBeNull();
    }
    expect(lateDay({ ...status, state: 'closed' }, '2026-11-25')).toBeNull();
    expect(lateDay({ ...status, date: null, state: 'none' }, '2026-11-25')).toBeNull();
  });
});

describe('H8 exceptions', () => {
  const made = (key: string, changes: object) => {
    const [first] = figures.exceptions;
    if (first === undefined) throw new Error('the fixture lost its exceptions');
    return { ...first, key, ...changes };
  };

  it('go from reason to reason, round the end, and stop when none is left', () => {
    const order = ['a', 'b', 'c', 'd'];
    expect(nextMissing(['a', 'c'], order, null)).toBe('a');
    expect(nextMissing(['a', 'c'], order, 'a')).toBe('c');
    expect(nextMissing(['a', 'c'], order, 'c')).toBe('a');
    expect(nextMissing(['c'], order, 'c')).toBeNull();
    expect(nextMissing([], order, 'b')).toBeNull();
  });

  it('take the same reason for their kind, but none that has its own and none of another kind', () => {
    const all = [
      made('a', {}),
      made('b', {}),
      made('own', {}),
      made('quiet', { needsReason: false }),
      made('other', { kind: 'refusedRow' }),
    ];
    expect(sameKindMissing(all, { a: 'network', own: 'another' }, 'a')).toEqual(['b']);
    expect(sameKindMissing(all, { a: 'network', b: 'x', own: 'y' }, 'a')).toEqual([]);
  });

  it('fold away only many of low risk that need no word', () => {
    const quiet = Array.from({ length: 6 }, (_, at) => made(`q${at}`, { risk: 'low', needsReason: false }));
    const asks = made('asks', { risk: 'low', needsReason: true });
    const medium = made('medium', { risk: 'medium', needsReason: false });
    const { shown, folded } = foldExceptions([medium, asks, ...quiet]);
    expect(shown).toEqual([medium, asks]);
    expect(folded).toEqual(quiet);
    expect(foldExceptions([medium, ...quiet.slice(1)]).folded).toEqual([]);
  });

  it('come by risk, then by age', () => {
    const [first] = figures.exceptions;
    if (first === undefined) throw new Error('the fixture lost its exceptions');
    const older = { ...first, key: 'old', since: '2026-11-20T00:00:00.000Z' };
    const low = { ...older, key: 'low', risk: 'low' as const };
    expect(sortExceptions([low, first, older]).map((each) => each.key)).toEqual(['old', 'k1', 'low']);
  });
});

describe('acts per hour', () => {
  it('counts in Asia/Shanghai, with the empty hours between', () => {
    const row = { kind: '', caseNumber: '', cardTail: '', cardNumber: '', outcome: '', by: '' };
    const ledger = ['00:10', '00:50', '02:00'].map((time) => ({ ...row, at: `2026-11-24T${time}:00.000Z` }));
    expect(actsPerHour(ledger)).toEqual([
      { hour: '08', acts: 2 },
      { hour: '09', acts: 0 },
      { hour: '10', acts: 1 },
    ]);
    expect(actsPerHour([])).toEqual([]);
  });
});

describe('H7 times', () => {
  it('are minutes and seconds, with hours from an hour on', () => {
    expect([0, 59, 760, 3599, 3600, 3760].map(clockTime)).toEqual([
      '0:00',
      '0:59',
      '12:40',
      '59:59',
      '1:00:00',
      '1:02:40',
    ]);
    expect(meanSeconds(6120, 8)).toBe(765);
    expect(meanSeconds(0, 0)).toBeNull();
  });
});
