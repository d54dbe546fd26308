import type { DeviceConfig } from '../../main/contract/devices.ts';
import type { AnyDriver } from '../api/driver.ts';
import { evolisDriver } from '../printers/evolis/driver.ts';
import { apduSocketDriver } from '../readers/chip.ts';
import { mrzRteDriver } from '../readers/mrzRte.ts';
import { mrzTextDriver } from '../readers/mrzText.ts';
import { serialTextDriver } from '../scanners/serialText.ts';

/** Every driver there is. A new one is one line here. */
export const registry: readonly AnyDriver[] = [
  serialTextDriver,
  mrzTextDriver,
  mrzRteDriver,
  evolisDriver,
  apduSocketDriver,
];

/** The driver of a configured device; null when kind and driver do not belong together. */
export function driverFor(config: DeviceConfig, drivers: readonly AnyDriver[]): AnyDriver | null {
  return drivers.find((driver) => driver.matches(config)) ?? null;
}
