import { describe, expect, it } from 'vitest';
import { ratingLevel } from '../../../../main/contract/ratings.ts';
import { followUpDue, isPoor, mayBeRated } from '../../../../main/domain/ratings/ratings.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

describe('C6 ratings', () => {
  it('five levels, of which the two lowest are poor', () => {
    expect(ratingLevel.options).toHaveLength(5);
    expect(ratingLevel.options.filter(isPoor)).toEqual(['dissatisfied', 'veryDissatisfied']);
  });

  it.each([
    // No holiday in between: three weeks.
    ['2026-11-25T02:00:00.000Z', '2026-12-16'],
    // 2026-10-01 to 07 are holidays and 2026-10-10 is a make-up Saturday (the pack's calendar).
    ['2026-09-28T02:00:00.000Z', '2026-10-23'],
    // Late in UTC is the next day here.
    ['2026-11-25T16:30:00.000Z', '2026-12-17'],
  ])('a poor one of %s is put right by %s: 15 working days, its own day not counted', (givenAt, due) => {
    expect(followUpDue(givenAt, shippedPack('440300').calendar)).toBe(due);
  });

  it('a case is rated after its end, and not while it is frozen', () => {
    const endedAt = '2026-11-25T02:00:00.000Z';
    expect(mayBeRated({ state: 'accepted', endedAt })).toBe(true);
    expect(mayBeRated({ state: 'notOurs', endedAt })).toBe(true);
    expect(mayBeRated({ state: 'held', endedAt })).toBe(false);
    expect(mayBeRated({ state: 'open', endedAt: null })).toBe(false);
    expect(mayBeRated({ state: 'supplement', endedAt: null })).toBe(false);
  });
});
