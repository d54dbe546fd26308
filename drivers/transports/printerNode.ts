import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Clock, Timer } from '../api/clock.ts';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
  type TransportFault,
} from '../api/transport.ts';
import { pathIsPresent } from './pathWatch.ts';

/** A full buffer, or nothing to read: ask again this much later. */
const againMs = 20;
const readBytes = 4096;

/**
 * The node that the Linux usblp driver gives a USB printer (`/dev/usb/lp0`): no serial line, so no serialport. Without O_NONBLOCK a read would
 * hold a thread of this process until the printer says something, and `close` with it. To be proved on first hardware.
 */
export function printerNodeTransport(path: string, clock: Clock): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let node: FileHandle | null = null;
  let opening = false;
  let reading: Timer | null = null;

  const end = async (which: FileHandle, reason: ClosedReason): Promise<void> => {
    if (node !== which) return;
    node = null;
    reading?.cancel();
    closed.emit(reason);
    await which.close().catch(() => undefined);
  };
  const readLater = (which: FileHandle, delayMs: number): void => {
    if (node === which) reading = clock.setTimer(delayMs, () => void read(which));
  };
  const read = async (which: FileHandle): Promise<void> => {
    const chunk = new Uint8Array(readBytes);
    try {
      const { bytesRead } = await which.read(chunk, 0, readBytes, null);
      // Nothing can be an empty packet of a printer that is there, or the end of one that went.
      if (bytesRead === 0 && !(await pathIsPresent(path))) return await end(which, 'lost');
      if (node === which && bytesRead > 0) data.emit(chunk.slice(0, bytesRead));
      readLater(which, bytesRead > 0 ? 0 : againMs);
    } catch (failure) {
      if (codeOf(failure) === 'EAGAIN') readLater(which, againMs);
      else await end(which, 'lost');
    }
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (node !== null || opening) return transportFault('inUse');
      opening = true;
      try {
        node = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
        readLater(node, 0);
        return transportOk;
      } catch (failure) {
        return transportFault(faultOf(failure));
      } finally {
        opening = false;
      }
    },
    async write(bytes) {
      const which = node;
      let at = 0;
      while (which !== null && node === which && at < bytes.length) {
        try {
          at += (await which.write(bytes, at, bytes.length - at, null)).bytesWritten;
        } catch (failure) {
          if (codeOf(failure) === 'EAGAIN')
            await new Promise<void>((resolve) => void clock.setTimer(againMs, resolve));
          else await end(which, 'lost');
        }
      }
      return which !== null && node === which ? transportOk : transportFault('lost');
    },
    async close() {
      if (node !== null) await end(node, 'requested');
    },
  };
}

const codeOf = (failure: unknown): unknown =>
  failure instanceof Error && 'code' in failure ? failure.code : null;

function faultOf(failure: unknown): TransportFault {
  switch (codeOf(failure)) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return 'absent';
    case 'EBUSY':
      return 'inUse';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    default:
      return 'failed';
  }
}
