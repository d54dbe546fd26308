import { describe, expect, it } from 'vitest';
import type { CardData } from '../../../../main/contract/cards.ts';
import {
  changedFields,
  dataGoodUntil,
  isDataTooOld,
  isFetchedAhead,
  prefetchRoom,
} from '../../../../main/domain/cards/prefetch.ts';

const limits = { ahead: 2, hours: 24 };
const lockedAt = '2026-11-25T01:00:00.000Z';
const ahead = { begun: false, state: 'locked' } as const;

describe('D2 G4 the limit by number', () => {
  it.each([
    [[], null],
    [[ahead], null],
    [
      [ahead, { begun: false, state: 'ready' } as const],
      { code: 'prefetchLimit', detail: { limit: 2, held: 2 } },
    ],
    [[ahead, { begun: true, state: 'locked' } as const, { begun: true, state: 'printed' } as const], null],
  ])('%j', (open, expected) => {
    expect(prefetchRoom(open, limits)).toEqual(expected);
  });

  it('0 = none is ever fetched ahead', () => {
    expect(prefetchRoom([], { ...limits, ahead: 0 })).toMatchObject({ code: 'prefetchLimit' });
  });

  it('a job that ended without being begun holds no place', () => {
    expect(isFetchedAhead({ begun: false, state: 'failed' })).toBe(false);
  });
});

describe('D2 13.6 the limit by hours', () => {
  it('is the age of the data, to the minute; data that never came have none', () => {
    expect(dataGoodUntil({ lockedAt }, limits)).toBe('2026-11-26T01:00:00.000Z');
    expect(isDataTooOld({ lockedAt }, limits, Date.parse('2026-11-26T01:00:00.000Z'))).toBe(false);
    expect(isDataTooOld({ lockedAt }, limits, Date.parse('2026-11-26T01:00:00.001Z'))).toBe(true);
    expect(dataGoodUntil({ lockedAt: null }, limits)).toBeNull();
    expect(isDataTooOld({ lockedAt: null }, limits, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});

describe('D2 D10 what changed between two answers', () => {
  const data = { name: 'EXAMPLE', photo: 'AA==', validUntil: '2030-01-01' } as unknown as CardData;
  it('names every field that differs, by name only', () => {
    expect(changedFields(data, { ...data })).toEqual([]);
    expect(changedFields(data, { ...data, photo: 'AAA=', name: 'OTHER' })).toEqual(['name', 'photo']);
  });
});
