import type { DeviceConfig } from '../../main/contract/devices.ts';
import type { AnyDriver } from '../api/driver.ts';
import { contactDconDriver } from '../cabinet/contactDcon.ts';
import { contactLineDriver } from '../cabinet/contactLine.ts';
import { escposDriver } from '../printers/escpos/driver.ts';
import { evolisDriver } from '../printers/evolis/driver.ts';
import { systemQueueDriver } from '../printers/systemQueue/driver.ts';
import { apduSocketDriver, pcscDriver } from '../readers/chip.ts';
import { mrzElyctisDriver } from '../readers/mrzElyctis.ts';
import { mrzRteDriver } from '../readers/mrzRte.ts';
import { mrzTextDriver } from '../readers/mrzText.ts';
import { samVDriver } from '../readers/samV.ts';
import { hidPosDriver } from '../scanners/hidPos.ts';
import { serialTextDriver } from '../scanners/serialText.ts';
import { zebraSsiDriver } from '../scanners/zebraSsi.ts';

/** Every driver there is. A new one is one line here. */
export const registry: readonly AnyDriver[] = [
  serialTextDriver,
  zebraSsiDriver,
  hidPosDriver,
  mrzTextDriver,
  mrzRteDriver,
  mrzElyctisDriver,
  samVDriver,
  evolisDriver,
  apduSocketDriver,
  pcscDriver,
  escposDriver,
  systemQueueDriver,
  contactLineDriver,
  contactDconDriver,
];

/** The driver of a configured device; null when kind and driver do not belong together. */
export function driverFor(config: DeviceConfig, drivers: readonly AnyDriver[]): AnyDriver | null {
  return drivers.find((driver) => driver.matches(config)) ?? null;
}
