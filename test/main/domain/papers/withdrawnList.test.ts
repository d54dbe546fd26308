import { describe, expect, it } from 'vitest';
import { listTooOld } from '../../../../main/domain/papers/withdrawnList.ts';

const asOf = '2026-11-25T01:00:00.000Z';
const hours = (count: number): number => Date.parse(asOf) + count * 3_600_000;

describe('C5 the age of the list of withdrawn papers', () => {
  it.each([
    ['just synced', asOf, hours(0), false],
    ['at the limit', asOf, hours(24), false],
    ['a moment later', asOf, hours(24) + 1, true],
    ['of a clock that was put back a little', asOf, hours(-1), false],
    ['of a clock that was put back by more than the limit', asOf, hours(-25), true],
    ['never synced', null, hours(0), true],
  ])('%s', (_what, at, now, tooOld) => {
    expect(listTooOld(at, now, 24)).toBe(tooOld);
  });
});
