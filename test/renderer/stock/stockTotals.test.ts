import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive, readNumbers, summarise } from '../../../renderer/features/stock/stockTotals.ts';
import { units } from '../fixtures/workFixtures.ts';

describe('D3 every blank is somewhere', () => {
  it('the summary counts each unit once', () => {
    const classes = summarise(units);
    const total = classes
      .flatMap((each) => Object.values(each.counts))
      .reduce((sum, count) => sum + count, 0);
    expect(total).toBe(units.length);
    expect(classes.reduce((sum, each) => sum + each.unresolved, 0)).toBe(1);
  });

  it('ends and unresolved blanks cannot be moved', () => {
    expect(units.filter(isLive).every((unit) => !['used', 'wasted', 'returned'].includes(unit.state))).toBe(
      true,
    );
    expect(units.filter((unit) => unit.unresolved).some(isLive)).toBe(false);
  });
});

describe('D4 receiving', () => {
  it('takes one number a line and names what is none', () => {
    expect(readNumbers('6217 0000 0000 0001\r\n\n6217000000000002\nabc\n123')).toEqual({
      numbers: ['6217000000000001', '6217000000000002'],
      bad: 2,
    });
  });

  it('never invents a number', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        for (const number of readNumbers(typed).numbers) expect(number).toMatch(/^\d{16,19}$/);
      }),
    );
  });
});
