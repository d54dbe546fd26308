import type { DevicePort } from '../api/devicePort.ts';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type PathWatch,
  type Transport,
  type TransportFactory,
} from '../api/transport.ts';

/** Both ends of one cable in memory. Chunks are delivered in a later microtask, in order, as they were cut. */
export interface MemoryCable {
  readonly device: DevicePort;
  readonly host: Transport;
  readonly plugged: () => boolean;
  readonly onPlugChange: (listener: () => void) => () => void;
}

export function memoryCable(): MemoryCable {
  const toHost = new Listeners<[Uint8Array]>();
  const toDevice = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  const plugChanges = new Listeners<[]>();
  let plugged = true;
  /** Counts openings, so that a chunk under way when the port closed is lost, as on a real line. */
  let generation = 0;
  let open = false;

  const end = (reason: ClosedReason): void => {
    if (!open) return;
    open = false;
    generation += 1;
    closed.emit(reason);
  };

  return {
    plugged: () => plugged,
    onPlugChange: (listener) => plugChanges.add(listener),
    host: {
      onData: (listener) => toHost.add(listener),
      onClosed: (listener) => closed.add(listener),
      async open() {
        if (!plugged) return transportFault('absent');
        if (open) return transportFault('inUse');
        open = true;
        generation += 1;
        return transportOk;
      },
      async write(bytes) {
        if (!open) return transportFault('lost');
        const sentIn = generation;
        const copy = bytes.slice();
        await Promise.resolve();
        if (sentIn !== generation) return transportFault('lost');
        toDevice.emit(copy);
        return transportOk;
      },
      async close() {
        end('requested');
      },
    },
    device: {
      send(bytes) {
        const sentIn = generation;
        const copy = bytes.slice();
        void Promise.resolve().then(() => {
          if (open && sentIn === generation) toHost.emit(copy);
        });
      },
      onReceive: (listener) => {
        toDevice.add(listener);
      },
      async unplug() {
        if (!plugged) return;
        plugged = false;
        end('lost');
        plugChanges.emit();
      },
      async replug() {
        if (plugged) return;
        plugged = true;
        plugChanges.emit();
      },
      async close() {
        plugged = false;
        end('lost');
        plugChanges.emit();
      },
    },
  };
}

/** Cables by path, for tests and for a training station in one process. */
export function memoryTransports(cables: ReadonlyMap<string, MemoryCable>): TransportFactory {
  const cableAt = (path: string): MemoryCable => {
    const cable = cables.get(path);
    if (cable === undefined) throw new Error('no memory cable at this path');
    return cable;
  };
  return {
    create: ({ path }) => cableAt(path).host,
    watch({ path }, onChange): PathWatch {
      return { close: cableAt(path).onPlugChange(onChange) };
    },
    isPresent: async ({ path }) => cableAt(path).plugged(),
  };
}
