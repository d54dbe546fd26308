import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
  type TransportFault,
  type TransportOutcome,
} from '../api/transport.ts';

/**
 * A serial port, USB-CDC device or PTY by its path, 8N1. Facts it is built on (device-protocols 8): an unplug is one
 * `close` while reading, or an `error` and two `close` when a write finds out; both must end as one `lost`.
 */
export function serialTransport(path: string, baudRate: number): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let port: SerialPort | null = null;
  let opened = false;
  /** Resolvers of writes under way: a drain stays pending for ever when the peer is gone. */
  const writing = new Set<(outcome: TransportOutcome) => void>();

  const ended = (which: SerialPort, reason: ClosedReason): void => {
    if (port !== which) return;
    port = null;
    for (const settle of [...writing]) settle(transportFault('lost'));
    if (opened) closed.emit(reason);
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),

    async open() {
      if (port !== null) return transportFault('inUse');
      const opening = new SerialPort({ path, baudRate, autoOpen: false });
      port = opening;
      opened = false;
      opening.on('data', (chunk: Buffer) => {
        if (port === opening) data.emit(Uint8Array.from(chunk));
      });
      opening.on('error', () => {
        // Without a listener an error would end the process. The close that follows, or the one here, tells the owner.
        release(opening);
        ended(opening, 'lost');
      });
      opening.on('close', () => ended(opening, 'lost'));
      const failure = await new Promise<Error | null>((resolve) => opening.open(resolve));
      if (port !== opening) {
        release(opening);
        return transportFault('lost');
      }
      if (failure !== null) {
        port = null;
        return transportFault(await openFault(path, failure));
      }
      opened = true;
      // Modem lines wake some scanners. A PTY and a CDC gadget refuse them, which is no fault.
      opening.set({ dtr: true, rts: true }, () => undefined);
      return transportOk;
    },

    write(bytes) {
      const target = port;
      if (target === null || !target.isOpen) return Promise.resolve(transportFault('lost'));
      return new Promise((resolve) => {
        const settle = (outcome: TransportOutcome): void => {
          writing.delete(settle);
          resolve(outcome);
        };
        writing.add(settle);
        target.write(Buffer.from(bytes), undefined, (failure) => {
          if (failure) return settle(transportFault('lost'));
          target.drain((drainFailure) => settle(drainFailure ? transportFault('lost') : transportOk));
        });
      });
    },

    modemLines: {
      get() {
        const target = port;
        if (target === null || !target.isOpen) return Promise.resolve(null);
        // A PTY and some converters have no such lines and say so by an error.
        return new Promise((resolve) => {
          target.get((failure, lines) =>
            resolve(failure !== null || lines === undefined ? null : { cts: lines.cts, dsr: lines.dsr }),
          );
        });
      },
    },

    async close() {
      const closing = port;
      if (closing === null) return;
      ended(closing, 'requested');
      await new Promise<void>((resolve) => {
        if (!closing.isOpen) return resolve();
        closing.close(() => resolve());
      });
    },
  };
}

/** Closes a port that is of no use any more; a second close is an error nobody needs to hear of. */
function release(port: SerialPort): void {
  if (port.isOpen) port.close(() => undefined);
}

/** serialport gives no codes: look at the path first and at its wording last. */
async function openFault(path: string, failure: Error): Promise<TransportFault> {
  const present = await stat(path).then(
    () => true,
    () => false,
  );
  if (!present) return 'absent';
  if (/lock/i.test(failure.message)) return 'inUse';
  return /permission/i.test(failure.message) ? 'denied' : 'failed';
}
