import { createConnection, type Socket } from 'node:net';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
  type TransportFault,
} from '../api/transport.ts';

/** A printer that is switched off answers no SYN: without a limit an open would hang for minutes. */
const connectLimitMs = 3000;
/** A network printer that loses its power sends no FIN; probes find out. */
const keepAliveMs = 10_000;

/** A device on the network. */
export function tcpTransport(host: string, port: number): Transport {
  return connectionTransport({ host, port });
}

/** A unix socket by its path. */
export function socketTransport(path: string): Transport {
  return connectionTransport({ path });
}

/** One connection per `open`; the peer may come and go. */
function connectionTransport(
  target: { readonly path: string } | { readonly host: string; readonly port: number },
): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let socket: Socket | null = null;
  let underWay: Socket | null = null;

  const ended = (which: Socket, reason: ClosedReason): void => {
    if (socket !== which) return;
    socket = null;
    closed.emit(reason);
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    open() {
      if (socket !== null || underWay !== null) return Promise.resolve(transportFault('inUse'));
      return new Promise((resolve) => {
        const opening = createConnection(target);
        underWay = opening;
        opening.once('close', () => {
          if (underWay === opening) underWay = null;
          resolve(transportFault('lost'));
        });
        opening.setTimeout(connectLimitMs, () => opening.destroy(new Error('no answer')));
        opening.once('error', (failure: NodeJS.ErrnoException) => resolve(transportFault(faultOf(failure))));
        opening.once('connect', () => {
          underWay = null;
          opening.setTimeout(0);
          opening.setNoDelay(true);
          opening.setKeepAlive(true, keepAliveMs);
          socket = opening;
          opening.on('data', (chunk: Buffer) => {
            if (socket === opening) data.emit(Uint8Array.from(chunk));
          });
          opening.on('error', () => opening.destroy());
          opening.on('end', () => opening.destroy());
          opening.on('close', () => ended(opening, 'lost'));
          resolve(transportOk);
        });
      });
    },
    write(bytes) {
      const target = socket;
      if (target === null) return Promise.resolve(transportFault('lost'));
      return new Promise((resolve) => {
        const lost = (): void => resolve(transportFault('lost'));
        target.once('close', lost);
        target.write(bytes, (failure) => {
          target.off('close', lost);
          resolve(failure ? transportFault('lost') : transportOk);
        });
      });
    },
    async close() {
      const closing = socket ?? underWay;
      if (closing === null) return;
      underWay = null;
      ended(closing, 'requested');
      if (closing.destroyed) return;
      await new Promise<void>((resolve) => {
        closing.once('close', () => resolve());
        closing.destroy();
      });
    },
  };
}

/** Nothing is there, or nothing answers. */
const absentCodes: ReadonlySet<string> = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

function faultOf(failure: NodeJS.ErrnoException): TransportFault {
  if (absentCodes.has(failure.code ?? '')) return 'absent';
  return failure.code === 'EACCES' ? 'denied' : 'failed';
}
