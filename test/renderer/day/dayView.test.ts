import { describe, expect, it } from 'vitest';
import {
  actsPerHour,
  dayStep,
  givenReasons,
  missingReasons,
  opensTomorrow,
  readCount,
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

describe('H8 exceptions', () => {
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
