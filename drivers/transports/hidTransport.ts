import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Clock } from '../api/clock.ts';
import { findByIdentity } from '../api/enumerator.ts';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
  type TransportFault,
} from '../api/transport.ts';
import { foundHid } from './hidEnumerator.ts';
import { isHidScanner, nodeHid, type HidConnection, type HidLibrary } from './hidLibrary.ts';
import { systemClock } from './systemClock.ts';

/** A broken device can hold the walk over the bus or the opening for ever (device-protocols 8). */
const openLimitMs = 5000;

/** A USB device by what it says it is; its path changes over a replug. Hex as in `parseAddress`. */
export interface HidIdentity {
  readonly vendorId: string;
  readonly productId: string;
  readonly serial: string | null;
}

/**
 * The bar-code scanner interface of a USB device, looked up anew at every open. Facts it is built on (device-protocols 8): two opens of one
 * node succeed, so the owner keeps others out; an unplug is one `error` with a string while reading; closing during a read can crash, so
 * reading stops first and the close is awaited.
 */
export function hidTransport(
  identity: HidIdentity,
  library: HidLibrary = nodeHid(),
  clock: Clock = systemClock,
): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let device: { readonly connection: HidConnection; readonly path: string } | null = null;
  let opening = false;
  /** Closing of the last connection: the next open waits for it. */
  let releasing: Promise<void> = Promise.resolve();
  /** Grows with every close, so that an open that was overtaken notices. */
  let generation = 0;

  const release = (connection: HidConnection): Promise<void> => {
    releasing = (async () => {
      try {
        connection.pause();
        await connection.close();
      } catch {
        // It is gone already.
      }
    })();
    return releasing;
  };
  const ended = async (connection: HidConnection, reason: ClosedReason): Promise<void> => {
    if (device?.connection !== connection) return;
    device = null;
    generation += 1;
    const released = release(connection);
    closed.emit(reason);
    await released;
  };
  const find = async (): Promise<string | null> => {
    const scanners = (await library.devices()).filter(isHidScanner);
    return findByIdentity(scanners.flatMap(foundHid), identity)?.path ?? null;
  };

  const openNow = async (): Promise<TransportFault | null> => {
    const mine = generation;
    await releasing;
    let path: string | null;
    try {
      path = await inTime(clock, find());
    } catch {
      return 'failed';
    }
    if (path === null) return 'absent';
    let connection: HidConnection;
    const opened = library.open(path);
    try {
      connection = await inTime(clock, opened);
    } catch {
      // One that comes too late is let go again.
      void opened.then(release, () => undefined);
      return openFault(path);
    }
    if (mine !== generation) {
      await release(connection);
      return 'lost';
    }
    device = { connection, path };
    connection.on('error', () => void ended(connection, 'lost'));
    connection.on('data', (report) => {
      if (device?.connection === connection) data.emit(Uint8Array.from(report));
    });
    return null;
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (device !== null || opening) return transportFault('inUse');
      opening = true;
      const fault = await openNow();
      opening = false;
      return fault === null ? transportOk : transportFault(fault);
    },
    async write(bytes) {
      const target = device;
      if (target === null) return transportFault('lost');
      try {
        await target.connection.write(Buffer.from(bytes));
      } catch {
        // A write that is refused means the device is gone: reading may not have noticed yet.
        await ended(target.connection, 'lost');
        return transportFault('lost');
      }
      return device === target ? transportOk : transportFault('lost');
    },
    async close() {
      generation += 1;
      if (device === null) return releasing;
      await ended(device.connection, 'requested');
    },
    hid: {
      async sendFeature(report) {
        const target = device;
        if (target === null) return transportFault('lost');
        try {
          await target.connection.sendFeatureReport(Buffer.from(report));
          return transportOk;
        } catch {
          // Many makes refuse it: the device is still there.
          return transportFault('failed');
        }
      },
      descriptor: async () => (device === null ? null : library.descriptor(device.path).catch(() => null)),
    },
  };
}

/** Rejects when it takes too long. */
function inTime<Value>(clock: Clock, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const limit = clock.setTimer(openLimitMs, () => reject(new Error('too late')));
    work.then(resolve, reject).finally(() => limit.cancel());
  });
}

/** node-hid gives no codes: ask the file system why. A Windows path is not one, and ends as `failed`. */
async function openFault(path: string): Promise<TransportFault> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return 'failed';
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? failure.code : '';
    if (code === 'EACCES' || code === 'EPERM') return 'denied';
    return code === 'ENOENT' && path.startsWith('/') ? 'absent' : 'failed';
  }
}
