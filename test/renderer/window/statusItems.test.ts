import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceStatus, type DeviceState } from '../../../main/contract/devices.ts';
import { linkState, upstreamService, type LinkState } from '../../../main/contract/station.ts';
import {
  deviceItem,
  linkItem,
  linkItems,
  statusItems,
} from '../../../renderer/features/window/statusItems.ts';
import { createI18n } from '../../../renderer/i18n/createI18n.ts';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';
import { stations } from '../fixtures/workFixtures.ts';

const texts = createI18n(windowTexts, 'en');
const since = '2026-11-24T02:12:00.000Z';
const printer = (supplies: Partial<NonNullable<DeviceState['supplies']>>): DeviceState => ({
  id: 'cardPrinter',
  kind: 'cardPrinter',
  status: 'online',
  since,
  supplies: {
    ribbon: 'full',
    ribbonRemaining: 100,
    feeder: 'ok',
    retainBin: 'ok',
    cover: 'closed',
    ...supplies,
  },
});

describe('G11 each upstream by itself', () => {
  it.each(linkState.shape.state.options)(
    '%s is a word; what is not online has a remedy and a since-when',
    (state) => {
      const item = linkItem({ service: 'cards', state, since });
      expect(texts.exists(item.wordKey)).toBe(true);
      expect(item.remedyKey === null).toBe(state === 'online');
      if (item.remedyKey !== null) expect(texts.exists(item.remedyKey)).toBe(true);
      expect(item.since).toBe(since);
    },
  );

  it('says that intake goes on when the card system is down', () => {
    expect(texts.t(linkItem({ service: 'cards', state: 'offline', since }).remedyKey ?? '')).toMatch(
      /acceptance go on/,
    );
  });
});

describe('G11 four services fit the bar', () => {
  const link = (service: LinkState['service'], state: LinkState['state'], detail?: string): LinkState => ({
    service,
    state,
    since,
    ...(detail !== undefined && { detail }),
  });
  const all = (state: LinkState['state'], detail?: string) =>
    upstreamService.options.map((service) => link(service, state, detail));
  const shown = (links: readonly LinkState[]) =>
    linkItems(links).map(({ tone, labelKey, wordKey, remedyKey }) => {
      for (const key of [labelKey, wordKey, ...(remedyKey === null ? [] : [remedyKey])])
        expect([key, texts.exists(key)]).toEqual([key, true]);
      return `${tone}: ${texts.t(labelKey)}, ${texts.t(wordKey)}`;
    });

  it('all well is one word', () => {
    expect(shown(all('online'))).toEqual(['good: Upstream fine, online']);
  });

  it('what is not well has its own name and remedy; the others are one', () => {
    const links = [
      link('permits', 'online'),
      link('cards', 'offline'),
      link('certificates', 'linkFault', 'tls:expired'),
      link('queue', 'online'),
    ];
    expect(shown(links)).toEqual([
      'warn: Card system, offline',
      'bad: Certificates, link fault',
      'good: Other services fine, online',
    ]);
    expect(linkItems(links).filter(({ remedyKey }) => remedyKey === null)).toHaveLength(1);
  });

  it.each([
    ['offline', undefined, 'warn: Upstream, offline'],
    ['linkFault', 'mediaType text/html', 'bad: Upstream, link fault'],
    ['offline', 'byHand', 'warn: Upstream, offline by hand'],
    ['linkFault', 'stationRevoked', 'bad: Upstream, has revoked this station'],
    ['unknown', undefined, 'warn: Upstream, being checked'],
  ] as const)('all %s (%s) is said once', (state, detail, words) => {
    expect(shown(all(state, detail))).toEqual([words]);
    expect(linkItems(all(state, detail))[0]?.since).toBe(since);
  });

  it('no service is lost, whatever the mixture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...linkState.shape.state.options), { minLength: 4, maxLength: 4 }),
        (states) => {
          const links = upstreamService.options.map((service, index) =>
            link(service, states[index] ?? 'unknown'),
          );
          const items = linkItems(links);
          const named = links.filter(({ state }) => state !== 'online').length;
          const same = new Set(states).size === 1;
          expect(items).toHaveLength(same ? 1 : named + (named < 4 ? 1 : 0));
          expect(items.some(({ tone }) => tone === 'good')).toBe(states.includes('online'));
        },
      ),
    );
  });
});

describe('F1 devices in words', () => {
  it.each([
    ['receiptPrinter', 'out', 'bad'],
    ['receiptPrinter', 'low', 'warn'],
    ['receiptPrinter', 'full', 'good'],
    ['receiptPrinter', 'unknown', 'good'],
    ['documentPrinter', 'out', 'bad'],
    ['documentPrinter', 'unknown', 'good'],
  ] as const)('%s that works, paper %s: %s', (kind, paper, tone) => {
    const device = { id: kind, kind, since, paper } as const;
    const item = deviceItem({ ...device, status: 'online' });
    expect(item.tone).toBe(tone);
    expect(texts.exists(item.wordKey)).toBe(true);
    expect(item.remedyKey === null || texts.exists(item.remedyKey)).toBe(true);
    // A document comes out by itself once there is paper; a receipt does not.
    if (paper === 'out')
      expect(item.remedyKey === 'desk.notice.paperOutRemedy').toBe(kind === 'documentPrinter');
    // That it cannot be reached comes first: what it said of its paper may be old.
    expect(deviceItem({ ...device, status: 'offline' }).wordKey).toBe('station.deviceStatus.offline');
  });

  it.each(deviceStatus.options)('%s: no red without a remedy', (status) => {
    const item = deviceItem({ id: 'scanner', kind: 'scanner', status, since });
    expect(texts.exists(item.wordKey)).toBe(true);
    const well = status === 'online' || status === 'deviceBusy';
    expect(item.tone === 'good').toBe(well);
    expect(item.remedyKey === null).toBe(well);
  });
});

describe('D9 supplies', () => {
  it.each([
    [{ ribbon: 'out' }, 'station.supply.ribbonOut', 'bad'],
    [{ ribbon: 'low' }, 'station.supply.ribbonLow', 'warn'],
    [{ feeder: 'empty' }, 'station.supply.feederEmpty', 'bad'],
    [{ feeder: 'low' }, 'station.supply.feederLow', 'warn'],
    [{ retainBin: 'full' }, 'station.supply.retainFull', 'bad'],
    [{ cover: 'open', ribbon: 'out' }, 'station.supply.coverOpen', 'bad'],
  ] as const)('%o is %s', (supplies, wordKey, tone) => {
    const item = deviceItem(printer(supplies));
    expect(item).toMatchObject({ wordKey, tone });
    expect(texts.exists(wordKey)).toBe(true);
    expect(texts.exists(item.remedyKey ?? '')).toBe(true);
  });

  it('a jam comes first', () => {
    expect(deviceItem({ ...printer({ ribbon: 'low' }), media: 'jammed' }).wordKey).toBe(
      'station.supply.jammed',
    );
  });
});

describe('devices of the kiosk', () => {
  it('stay out of the window while they are well', () => {
    expect(statusItems(stations.well).devices.some((item) => item.kiosk)).toBe(false);
    const down = {
      ...stations.well,
      devices: stations.well.devices.map((device) =>
        device.id === 'kioskScanner' ? { ...device, status: 'offline' as const } : device,
      ),
    };
    expect(statusItems(down).devices.filter((item) => item.kiosk)).toHaveLength(1);
  });
});
