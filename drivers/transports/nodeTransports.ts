import { parseAddress, type DeviceAddress } from '../api/address.ts';
import type { Clock } from '../api/clock.ts';
import { findByIdentity, type Enumerator } from '../api/enumerator.ts';
import type { DevicePlace, PathWatch, Transport, TransportFactory } from '../api/transport.ts';
import { lockedTransport, lockKeyOfPath } from './deviceLock.ts';
import { folderQueue } from './folderQueue.ts';
import { foundTransport } from './foundTransport.ts';
import { hidEnumerator } from './hidEnumerator.ts';
import { isHidScanner } from './hidLibrary.ts';
import { hidTransport } from './hidTransport.ts';
import { pathIsPresent, watchPath } from './pathWatch.ts';
import { pcscIsPresent, pcscTransport, watchPcsc } from './pcscTransport.ts';
import { answers, polledPlaces } from './polledPlaces.ts';
import { printerNodeTransport } from './printerNode.ts';
import { serialEnumerator } from './serialEnumerator.ts';
import { serialTransport } from './serialTransport.ts';
import { sysfsPrinters } from './sysfsPorts.ts';
import { socketTransport, tcpTransport } from './socketTransport.ts';
import { queueState, queueTransport } from './systemQueue.ts';

/** Hints can be missed, and a device node appears after its event: look again this often. */
const slowPollMs = 1000;
/** The node of a device that was just plugged in gets its rights a moment later. */
const settleMs = 150;

/** Where Linux puts USB printers. */
const printerNodes = '/dev/usb/lp';

const keyOf = (place: DevicePlace): string => `${place.driver} ${place.path}`;

type UsbAddress = Extract<DeviceAddress, { kind: 'usb' }>;

/** The real ways to reach a device, by its address (drivers/api/address.ts). */
export function nodeTransports(clock: Clock): TransportFactory {
  const polled = polledPlaces(clock);
  const enumerators = { hid: hidEnumerator(clock), serial: serialEnumerator(clock) };
  const busOf = (place: DevicePlace): Enumerator =>
    place.driver === 'hid-pos' ? enumerators.hid : enumerators.serial;
  /** Where each was found last. */
  const lastPaths = new Map<string, string>();
  const find = async (place: DevicePlace, address: UsbAddress): Promise<string | null> => {
    const onBus = await busOf(place).list();
    // A receipt printer is a serial port or a printer node, as its maker built it.
    const found = place.driver === 'escpos' ? [...onBus, ...(await sysfsPrinters())] : onBus;
    // A scanner can be a keyboard too, under the same identity.
    const usable = found.filter((device) => device.bus !== 'hid' || isHidScanner(device));
    const path = findByIdentity(usable, address)?.path ?? null;
    if (path === null) lastPaths.delete(keyOf(place));
    else lastPaths.set(keyOf(place), path);
    return path;
  };
  /**
   * While its node is there no bus is walked: that is slow, and a walk that hangs on another device finds nothing, which must not close
   * this one. An opening looks again in any case.
   */
  const isFound = async (place: DevicePlace, address: UsbAddress): Promise<boolean> => {
    const path = lastPaths.get(keyOf(place));
    return (path !== undefined && (await pathIsPresent(path))) || (await find(place, address)) !== null;
  };

  const lineTransport = (path: string, baudRate: number): Transport =>
    path.startsWith(printerNodes) ? printerNodeTransport(path, clock) : serialTransport(path, baudRate);
  const usbTransport = (place: DevicePlace, address: UsbAddress): Transport => {
    const key = `${place.driver === 'hid-pos' ? 'hid' : 'serial'}:${address.vendorId}:${address.productId}:${address.serial ?? ''}`;
    const inner =
      place.driver === 'hid-pos'
        ? hidTransport(address)
        : foundTransport(
            () => find(place, address),
            (path) => lineTransport(path, place.baudRate),
          );
    const forgetful: Transport = {
      ...inner,
      async open() {
        const opened = await inner.open();
        // Another device has its node now.
        if (!opened.ok) lastPaths.delete(keyOf(place));
        return opened;
      },
    };
    return lockedTransport(forgetful, () => key);
  };
  const atPath = ({ driver, path, baudRate }: DevicePlace): Transport => {
    if (driver === 'apdu-socket') return socketTransport(path);
    return driver === 'system-queue' ? folderQueue(path) : lineTransport(path, baudRate);
  };
  const pathTransport = (place: DevicePlace): Transport =>
    lockedTransport(atPath(place), () => lockKeyOfPath(place.path));

  return {
    create(place) {
      const address = parseAddress(place.path);
      switch (address?.kind) {
        case 'usb':
          return usbTransport(place, address);
        case 'tcp':
          return lockedTransport(
            polled.tap(place.path, tcpTransport(address.host, address.port)),
            () => place.path,
          );
        case 'pcsc':
          return pcscTransport(address.reader);
        case 'queue':
          return polled.tap(place.path, queueTransport(address.name));
        case 'path':
        case undefined:
          return pathTransport(place);
      }
    },
    watch(place, onChange) {
      const address = parseAddress(place.path);
      switch (address?.kind) {
        case 'usb':
          return watchBus(busOf(place), clock, onChange);
        case 'pcsc':
          return watchPcsc(address.reader, clock, onChange);
        case 'tcp':
        case 'queue':
          return polled.watch(place.path, onChange);
        case 'path':
        case undefined:
          return watchPath(place.path, clock, onChange);
      }
    },
    async isPresent(place) {
      const address = parseAddress(place.path);
      switch (address?.kind) {
        case 'usb':
          return isFound(place, address);
        case 'pcsc':
          return pcscIsPresent(address.reader);
        case 'tcp':
          return polled.isPresent(place.path, () => answers(tcpTransport(address.host, address.port)));
        case 'queue':
          // While the service is down only an opening can say so.
          return polled.isPresent(place.path, async () => (await queueState(address.name)) !== 'absent');
        case 'path':
        case undefined:
          return pathIsPresent(place.path);
      }
    },
  };
}

/** Hints of the bus, a moment after them, and the slow poll that catches what they missed. */
function watchBus(bus: Enumerator, clock: Clock, onChange: () => void): PathWatch {
  let closed = false;
  const look = (): void => {
    if (!closed) onChange();
  };
  let soon = clock.setTimer(0, () => undefined);
  const hints = bus.watch(() => {
    soon.cancel();
    soon = clock.setTimer(settleMs, look);
  });
  let poll = clock.setTimer(0, () => undefined);
  const again = (): void => {
    poll = clock.setTimer(slowPollMs, () => {
      look();
      if (!closed) again();
    });
  };
  again();
  return {
    close() {
      closed = true;
      soon.cancel();
      poll.cancel();
      hints.close();
    },
  };
}
