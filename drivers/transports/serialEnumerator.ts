import { watch, type FSWatcher } from 'node:fs';
import { SerialPort } from 'serialport';
import type { Clock } from '../api/clock.ts';
import type { Enumerator, FoundDevice } from '../api/enumerator.ts';
import { sysfsPorts } from './sysfsPorts.ts';

/** One broken USB device can hold a walk over the bus for ever (device-protocols 8). */
const listLimitMs = 2000;
/** Ten devices that look at once walk the bus once. */
const cacheMs = 300;

/** What serialport tells of a port. */
export interface SerialInfo {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
}

/** USB serial ports (CDC-ACM, FTDI, …) by what they say they are. Plain RS-232 lines and PTYs have no identity and are left out. */
export function serialEnumerator(
  clock: Clock,
  listPorts: () => Promise<readonly SerialInfo[]> = () => sysfsPorts().catch(async () => SerialPort.list()),
): Enumerator {
  let cached: { readonly at: number; readonly found: Promise<readonly FoundDevice[]> } | null = null;
  /** Shared by all who ask meanwhile: one that hangs must not be started again at every look. */
  let walking: Promise<readonly FoundDevice[]> | null = null;

  const walk = async (): Promise<readonly FoundDevice[]> => {
    try {
      return (await listPorts()).flatMap(foundSerial);
    } catch {
      // Neither sysfs nor udevadm: nothing is found by identity then, paths still work.
      return [];
    }
  };
  const ask = (): Promise<readonly FoundDevice[]> => {
    walking ??= walk().finally(() => {
      walking = null;
    });
    const answer = walking;
    return new Promise((resolve) => {
      const limit = clock.setTimer(listLimitMs, () => resolve([]));
      void answer.then((found) => {
        limit.cancel();
        resolve(found);
      });
    });
  };

  return {
    list() {
      if (cached === null || clock.now() - cached.at > cacheMs) cached = { at: clock.now(), found: ask() };
      return cached.found;
    },
    watch: (onHint) => {
      let watcher: FSWatcher | null = null;
      try {
        watcher = watch('/dev', () => {
          cached = null;
          onHint();
        });
        watcher.on('error', () => watcher?.close());
      } catch {
        // No /dev here (Windows): the slow poll of the owner finds out.
      }
      return { close: () => watcher?.close() };
    },
  };
}

function foundSerial(port: SerialInfo): FoundDevice[] {
  const { vendorId = '', productId = '' } = port;
  if (!/^[0-9a-fA-F]{4}$/.test(vendorId) || !/^[0-9a-fA-F]{4}$/.test(productId)) return [];
  return [
    {
      bus: 'serial',
      path: port.path,
      vendorId: vendorId.toLowerCase(),
      productId: productId.toLowerCase(),
      serial: port.serialNumber ?? '',
      make: port.manufacturer ?? '',
      product: '',
    },
  ];
}
