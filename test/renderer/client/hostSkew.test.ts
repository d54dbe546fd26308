import { describe, expect, it } from 'vitest';
import { skewOf } from '../../../renderer/client/useHostSkew.ts';

const heardAt = Date.parse('2026-11-28T01:20:00.000Z');

describe('C6 E2 a countdown to an instant of the host', () => {
  it.each([
    ['2026-12-04T01:20:00.000Z', 6 * 86_400_000],
    ['2026-11-27T01:20:00.000Z', -86_400_000],
    ['2026-11-28T01:20:02.000Z', 2_000],
    // On its way so long: the same clock.
    ['2026-11-28T01:19:58.500Z', 0],
    ['2026-11-28T01:20:00.000Z', 0],
  ])('the host says %s: %i ms ahead', (hostNow, ahead) => {
    expect(skewOf(hostNow, heardAt)).toBe(ahead);
  });
});
