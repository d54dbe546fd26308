import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../../../main/contract/devices.ts';
import { cardStationOf } from '../../../../main/domain/devices/cardStation.ts';

const device = (id: string, kind: DeviceConfig['kind'], surface: DeviceConfig['surface']): DeviceConfig => ({
  id,
  kind,
  driver: 'test',
  path: `/${id}`,
  baudRate: 9600,
  surface,
  options: {},
});
const window = [device('printer', 'cardPrinter', 'window'), device('chip', 'chipReader', 'window')];
const kiosk = [device('kioskPrinter', 'cardPrinter', 'kiosk'), device('kioskChip', 'chipReader', 'kiosk')];

describe('E3 which machine makes a card', () => {
  it.each([
    ['two machines, a card of the window', [...kiosk, ...window], 'window', 'printer', 'chip'],
    ['two machines, a card of the kiosk', [...window, ...kiosk], 'kiosk', 'kioskPrinter', 'kioskChip'],
    ['one at the window makes the cards of the kiosk', window, 'kiosk', 'printer', 'chip'],
    ['one in the kiosk makes the cards of the window', kiosk, 'window', 'kioskPrinter', 'kioskChip'],
    [
      'a printer in the kiosk whose only reader is called one of the window',
      [...window.slice(1), ...kiosk.slice(0, 1)],
      'kiosk',
      'kioskPrinter',
      'chip',
    ],
    [
      'the reader sits in the printer: a card of the kiosk on the printer of the window is read there',
      [...kiosk.slice(1), ...window],
      'kiosk',
      'printer',
      'chip',
    ],
    ['no machine at all', [], 'window', null, null],
  ] as const)('%s', (_, devices, place, printer, chipReader) => {
    const station = cardStationOf(devices, place);
    expect([station.printer?.id ?? null, station.chipReader?.id ?? null]).toEqual([printer, chipReader]);
  });
});
