import { describe, expect, it } from 'vitest';
import type { Supplies } from '../../../../main/contract/devices.ts';
import { forecastCards } from '../../../../main/domain/devices/forecast.ts';

const supplies = (changes: Partial<Supplies> = {}): Supplies => ({
  ribbon: 'full',
  ribbonRemaining: 180,
  feeder: 'ok',
  retainBin: 'ok',
  cover: 'closed',
  ...changes,
});
const spentAt: readonly string[] = [];

describe('D9 forecast', () => {
  it('is what the scarcer of ribbon and hopper allows, and names it', () => {
    expect(forecastCards({ supplies: supplies(), freeBlanks: 14, spentAt })).toMatchObject({
      cards: 14,
      limitedBy: 'hopper',
    });
    expect(
      forecastCards({ supplies: supplies({ ribbonRemaining: 9 }), freeBlanks: 14, spentAt }),
    ).toMatchObject({ cards: 9, limitedBy: 'ribbon' });
  });

  it('says at most where several printers hold blanks out of the same books, and only there', () => {
    const shared = { blanksShared: true, freeBlanks: 14, spentAt };
    expect(forecastCards({ ...shared, supplies: supplies() })).toMatchObject({ cards: 14, atMost: true });
    expect(forecastCards({ ...shared, supplies: supplies({ ribbonRemaining: 9 }) })).not.toHaveProperty(
      'atMost',
    );
    expect(forecastCards({ ...shared, freeBlanks: 0, supplies: supplies() })).not.toHaveProperty('atMost');
    expect(forecastCards({ supplies: supplies(), freeBlanks: 14, spentAt })).not.toHaveProperty('atMost');
  });

  it.each([
    ['an empty hopper, whatever the printer says', undefined, 0, 'hopper'],
    ['a ribbon that is used up', supplies({ ribbon: 'out', ribbonRemaining: null }), 5, 'ribbon'],
    ['an empty feeder, whatever the books say', supplies({ feeder: 'empty' }), 5, 'feeder'],
  ] as const)('is zero for %s', (_name, given, freeBlanks, limitedBy) => {
    expect(forecastCards({ supplies: given, freeBlanks, spentAt })).toMatchObject({ cards: 0, limitedBy });
  });

  it('is not known, and never zero, while the printer does not say what its ribbon prints', () => {
    for (const given of [undefined, supplies({ ribbonRemaining: null })])
      expect(
        forecastCards({ supplies: given, freeBlanks: 5, spentAt: ['2026-11-24T02:00:00.000Z'] }),
      ).toEqual({
        cards: null,
        limitedBy: null,
        perDay: 1,
        daysLeft: null,
      });
  });

  it('gives whole days at the rate of the days with cards, by the Shanghai calendar', () => {
    const days = forecastCards({
      supplies: supplies(),
      freeBlanks: 14,
      // 23:59 and 00:01 in Shanghai: two days.
      spentAt: ['2026-11-23T15:59:00.000Z', '2026-11-23T16:01:00.000Z', '2026-11-23T16:30:00.000Z'],
    });
    expect(days).toMatchObject({ perDay: 1.5, daysLeft: 9 });
    expect(forecastCards({ supplies: supplies(), freeBlanks: 14, spentAt })).toMatchObject({
      perDay: null,
      daysLeft: null,
    });
  });
});
