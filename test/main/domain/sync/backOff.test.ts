import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../../main/domain/sync/backOff.ts';

describe('G2 back-off', () => {
  const rule = { firstMs: 2000, capMs: 300_000 };
  it('doubles to the cap and stays there for ever', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50, 5000].map((attempts) => backOffMs(rule, attempts, 1));
    expect(waits).toEqual([
      2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000, 300_000, 300_000,
    ]);
  });
  it('keeps between half and all of the wait', () => {
    expect(backOffMs(rule, 3, 0)).toBe(4000);
    expect(backOffMs(rule, 3, 0.5)).toBe(6000);
    expect(backOffMs(rule, 0, 0)).toBe(1000);
  });
});
