import type { DeviceConfig } from '../../contract/devices.ts';

/** Where a card is made: behind the window, or inside the kiosk. */
export type CardPlace = DeviceConfig['surface'];

/** The machine that makes a card: its printer, and the chip reader inside that printer. Null = the station has none. */
export interface CardStation {
  readonly printer: DeviceConfig | null;
  readonly chipReader: DeviceConfig | null;
}

/** Do several card printers hold blanks out of the same books? Then a number of blanks is that of all of them. */
export function sharesBlanks(devices: readonly DeviceConfig[]): boolean {
  return devices.filter(({ kind }) => kind === 'cardPrinter').length > 1;
}

/**
 * The machine of a job: a kiosk's card is made by the kiosk's printer where there is one, any other by the window's; a station with one
 * printer makes all its cards on it (E3). The chip reader is the one on the printer's own side, because it sits inside it.
 */
export function cardStationOf(devices: readonly DeviceConfig[], place: CardPlace): CardStation {
  const oneOf = (kind: DeviceConfig['kind'], wanted: CardPlace): DeviceConfig | null =>
    devices.find((device) => device.kind === kind && device.surface === wanted) ??
    devices.find((device) => device.kind === kind) ??
    null;
  const printer = oneOf('cardPrinter', place);
  return { printer, chipReader: oneOf('chipReader', printer?.surface ?? place) };
}
