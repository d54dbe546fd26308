import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestWaitMs, waitMs } from '../../../../main/domain/sync/backOff.ts';
import { retryAfterMs } from '../../../../main/domain/sync/retryAfter.ts';

const now = Date.parse('2026-11-25T01:20:00.000Z');

describe('G2 Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7000],
    ['0', 0],
    ['Wed, 25 Nov 2026 01:21:30 GMT', 90_000],
    ['Wednesday, 25-Nov-26 01:21:30 GMT', 90_000],
    ['Wed, 25 Nov 2026 01:00:00 GMT', 0],
    ['', undefined],
    [undefined, undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['2026-11-25', undefined],
    ['Wed, nonsense', undefined],
  ])('%s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });

  it('any header: nothing, or a time that is not negative', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const asked = retryAfterMs(header, now);
        expect(asked === undefined || (Number.isFinite(asked) && asked >= 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('the wait is at least what is asked and what the back-off wants, and never longer than an hour', () => {
    const backOff = { firstMs: 2000, capMs: 300_000 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 10 * longestWaitMs }), { nil: undefined }),
        (attempts, fraction, asked) => {
          const wait = waitMs(backOff, attempts, fraction, asked);
          expect(wait).toBeLessThanOrEqual(longestWaitMs);
          expect(wait).toBeGreaterThanOrEqual(Math.min(longestWaitMs, asked ?? 0));
          expect(wait).toBeGreaterThanOrEqual(1000);
        },
      ),
    );
  });
});
