import { watch, type FSWatcher } from 'node:fs';
import type { Clock } from '../api/clock.ts';
import type { Enumerator, FoundDevice } from '../api/enumerator.ts';
import { isHidScanner, nodeHid, usbNumber, type HidInfo, type HidLibrary } from './hidLibrary.ts';

/** One broken device can hold the walk over the bus for seconds or for ever (device-protocols 8). */
const listLimitMs = 1900;
/** Where Linux shows HID nodes; elsewhere only the slow poll of the owner finds a change. */
const nodeFolder = '/dev';
/** The node appears before udev has set its owner and mode. */
const settleMs = 300;

/**
 * All HID bar-code scanners: other collections of the same device (keyboard, vendor) would make its identity ambiguous. While
 * one walk hangs no second one is started, and the list is what the last one found: a scanner in use must not go because another device
 * is slow, and one that is gone says so itself.
 */
export function hidEnumerator(clock: Clock, library: HidLibrary = nodeHid()): Enumerator {
  let walking: Promise<readonly FoundDevice[]> | null = null;
  let last: readonly FoundDevice[] = [];

  const walk = async (): Promise<readonly FoundDevice[]> => {
    try {
      last = (await library.devices()).filter(isHidScanner).flatMap(foundHid);
    } catch {
      last = [];
    }
    return last;
  };

  return {
    list() {
      walking ??= walk().finally(() => {
        walking = null;
      });
      const answer = walking;
      return new Promise((resolve) => {
        const limit = clock.setTimer(listLimitMs, () => resolve(last));
        void answer.then((devices) => {
          limit.cancel();
          resolve(devices);
        });
      });
    },
    watch(onHint) {
      let closed = false;
      let watcher: FSWatcher | null = null;
      const hint = (): void => {
        if (!closed) onHint();
      };
      try {
        watcher = watch(nodeFolder, (_, name) => {
          if (closed || (name !== null && !name.startsWith('hidraw'))) return;
          hint();
          clock.setTimer(settleMs, hint);
        });
        watcher.on('error', () => watcher?.close());
      } catch {
        // No such folder on this system.
      }
      return {
        close() {
          closed = true;
          watcher?.close();
        },
      };
    },
  };
}

/** A collection as the contract names it; nothing for one without a path, which nobody could open. */
export function foundHid(info: HidInfo): FoundDevice[] {
  if (info.path === undefined || info.path === '') return [];
  return [
    {
      bus: 'hid',
      path: info.path,
      vendorId: usbNumber(info.vendorId),
      productId: usbNumber(info.productId),
      serial: info.serialNumber ?? '',
      make: info.manufacturer ?? '',
      product: info.product ?? '',
      ...(info.usagePage !== undefined && { usagePage: info.usagePage }),
      ...(info.usage !== undefined && { usage: info.usage }),
    },
  ];
}
