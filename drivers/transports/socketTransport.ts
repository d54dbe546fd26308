import { createConnection, type Socket } from 'node:net';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
  type TransportFault,
} from '../api/transport.ts';

/** A unix socket by its path. One connection per `open`; the peer may come and go. */
export function socketTransport(path: string): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let socket: Socket | null = null;

  const ended = (which: Socket, reason: ClosedReason): void => {
    if (socket !== which) return;
    socket = null;
    closed.emit(reason);
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    open() {
      if (socket !== null) return Promise.resolve(transportFault('inUse'));
      return new Promise((resolve) => {
        const opening = createConnection({ path });
        opening.once('error', (failure: NodeJS.ErrnoException) => resolve(transportFault(faultOf(failure))));
        opening.once('connect', () => {
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
      const closing = socket;
      if (closing === null) return;
      ended(closing, 'requested');
      if (closing.destroyed) return;
      await new Promise<void>((resolve) => {
        closing.once('close', () => resolve());
        closing.destroy();
      });
    },
  };
}

function faultOf(failure: NodeJS.ErrnoException): TransportFault {
  if (failure.code === 'ENOENT' || failure.code === 'ECONNREFUSED') return 'absent';
  return failure.code === 'EACCES' ? 'denied' : 'failed';
}
