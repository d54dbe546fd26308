import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import { missingNumbers } from '../../../../main/domain/day/caseIdentities.ts';
import type { DayUnit } from '../../../../main/domain/day/dayInputs.ts';
import { bank, broken, goodDay, unit, used } from './helpers/daySamples.ts';

describe('H1 properties', () => {
  it('any lawful run of movements keeps the stock equation; any vanished blank breaks it', () => {
    const outcome = fc.constantFrom('hopper', 'used', 'wasted', 'returned') as fc.Arbitrary<DayUnit['state']>;
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 40 }), (states) => {
        const units = states.map((state, index) => unit(index, { state }));
        const movements = states.flatMap((to, index) => (to === 'hopper' ? [] : [{ ...used(index), to }]));
        const closing = states.filter((state) => state === 'hopper').length;
        const inputs = goodDay({
          units,
          movements,
          jobs: [],
          opening: [{ ...bank, opening: states.length }],
          counts: [{ ...bank, counted: closing }],
        });
        expect(broken(inputs)).not.toContain('11.1');
        const lost = { ...inputs, opening: [{ ...bank, opening: states.length + 1 }] };
        expect(broken(lost)).toContain('11.1');
      }),
    );
  });

  it('11.9 finds exactly the numbers that were left out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (serials) => {
        const numbers = serials.map((serial) => `S-${serial}`);
        const missing = missingNumbers(numbers);
        expect(missing).toHaveLength(Math.max(...serials) - serials.length);
        expect(missing.filter((number) => numbers.includes(number))).toEqual([]);
      }),
    );
  });

  it('the ledger has no name and no full number', () => {
    const text = JSON.stringify(computeDay(goodDay()).ledger);
    expect(text).not.toMatch(/\d{16,19}/);
    expect(text).toContain('B00000001');
  });
});
