import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../../main/contract/methods/deviceMethods.ts';
import {
  byPlace,
  deviceWords,
  faultOf,
  forecastPhrases,
} from '../../../renderer/features/devices/deviceWords.ts';
import { deviceViews } from '../fixtures/deviceFixtures.ts';

const find = (id: string, views = deviceViews.trouble): DeviceView => {
  const view = views.find(({ state }) => state.id === id);
  if (view === undefined) throw new Error(id);
  return view;
};
const words = (id: string) => deviceWords(find(id));

describe('F5 a device in words', () => {
  it('says first who it is, then why it cannot be used, then what it lacks', () => {
    const scanner = find('scanner');
    expect(words('scanner').wordKey).toBe('devices.problem.otherDevice');
    // The core knows it from its register, also before the device host has said so.
    const { problem: _problem, ...state } = scanner.state;
    expect(deviceWords({ ...scanner, state: { ...state, status: 'online' } }).wordKey).toBe(
      'devices.problem.otherDevice',
    );
    expect(words('chipReader')).toEqual({
      tone: 'bad',
      wordKey: 'devices.problem.serviceDown',
      remedyKey: 'devices.remedy.serviceDown',
    });
    expect(words('cardPrinter').wordKey).toBe('station.supply.ribbonOut');
    expect(words('kioskReceipt')).toMatchObject({ tone: 'bad', wordKey: 'devices.paperWord.out' });
    expect(words('kioskScanner').wordKey).toBe('station.deviceStatus.noDevice');
    expect(words('passportReader')).toEqual({
      tone: 'good',
      wordKey: 'station.deviceStatus.online',
      remedyKey: null,
    });
  });

  it('groups by place, the window first, and leaves out a place without devices', () => {
    const groups = byPlace(deviceViews.well.toReversed());
    expect(groups.map(({ place, views }) => [place, views.length])).toEqual([
      ['window', 6],
      ['kiosk', 2],
    ]);
    expect(byPlace([find('scanner')]).map(({ place }) => place)).toEqual(['window']);
    expect(byPlace([])).toEqual([]);
  });
});

describe('D9 forecast in words', () => {
  const forecast = { cards: 14, limitedBy: 'ribbon', perDay: 6.5, daysLeft: 2 } as const;
  const keys = (changes: object) => forecastPhrases({ ...forecast, ...changes }).map(({ key }) => key);

  it('says at most where the books are those of several printers', () => {
    expect(keys({ atMost: true, limitedBy: 'hopper' })[0]).toBe('devices.forecast.atMost');
  });

  it('says how many, what ends first, and for how long', () => {
    expect(forecastPhrases(forecast)).toEqual([
      { key: 'devices.forecast.enough', values: { count: 14 } },
      { key: 'devices.forecast.ribbon', values: {} },
      { key: 'devices.forecast.days', values: { perDay: 6.5, count: 2 } },
    ]);
    expect(keys({ daysLeft: 0 }).at(-1)).toBe('devices.forecast.today');
    expect(keys({ perDay: null, daysLeft: null }).at(-1)).toBe('devices.forecast.noRate');
  });

  it('not known is not zero', () => {
    expect(keys({ cards: null, limitedBy: null })).toEqual(['devices.forecast.unknown']);
    expect(keys({ cards: 0 })[0]).toBe('devices.forecast.enough');
  });

  it('a printer that is well but without blanks says so', () => {
    const printer = find('cardPrinter', deviceViews.well);
    const supplies = { ...printer.state.supplies!, ribbon: 'full' as const };
    expect(
      deviceWords({
        ...printer,
        state: { ...printer.state, supplies },
        forecast: { ...forecast, cards: 0, limitedBy: 'hopper' },
      }),
    ).toEqual({ tone: 'warn', wordKey: 'devices.noBlanks', remedyKey: 'devices.remedy.noBlanks' });
  });
});

describe('F1 completions', () => {
  it('name the narrower fault', () => {
    expect(faultOf({ code: 'success' })).toBeNull();
    expect(faultOf({ code: 'timeOut' })).toBe('timeOut');
    expect(faultOf({ code: 'commandErrorCode', errorCode: 'paperOut' })).toBe('paperOut');
  });
});
