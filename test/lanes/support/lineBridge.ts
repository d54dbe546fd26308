import { createServer, type Server, type Socket } from 'node:net';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import type { Transport, TransportFactory } from '../../../drivers/api/transport.ts';

export type Direction = 'toDevice' | 'toHost';

/** Where a conversation is cut: this many bytes of that direction still go through, nothing after them. */
export interface ByteCut {
  readonly direction: Direction;
  readonly bytes: number;
}

/** A simulated device in memory, reachable over TCP by a device host in another process: the hardware outlives a kill of the host. */
export interface LineBridge {
  /** The same device as `config`, at its TCP address. */
  readonly config: DeviceConfig;
  /** Bytes that went through since the last `arm`. */
  passed(direction: Direction): number;
  /** Counts from zero; `onCut` is called once, right after the last byte that goes through. `null`: only counts. */
  arm(cut: ByteCut | null, onCut: () => void): void;
  /** Every chunk to the device, before it goes on; for those who count commands. */
  onToDevice(listener: (bytes: Uint8Array) => void): void;
  close(): Promise<void>;
}

export async function bridgeLine(config: DeviceConfig, transports: TransportFactory): Promise<LineBridge> {
  const cable: Transport = transports.create(config);
  const listeners = new Set<(bytes: Uint8Array) => void>();
  let counts: Record<Direction, number> = { toDevice: 0, toHost: 0 };
  let cut: ByteCut | null = null;
  let onCut: () => void = () => undefined;
  let current: Socket | null = null;

  /** What of a chunk still goes through. */
  const through = (direction: Direction, bytes: Uint8Array): Uint8Array => {
    const before = counts[direction];
    const room = cut?.direction === direction ? Math.max(0, cut.bytes - before) : bytes.length;
    const passes = bytes.subarray(0, room);
    counts = { ...counts, [direction]: before + passes.length };
    return passes;
  };
  const strike = (direction: Direction): void => {
    if (cut === null || cut.direction !== direction || counts[direction] < cut.bytes) return;
    cut = null;
    onCut();
  };
  cable.onData((bytes) => {
    const passes = through('toHost', bytes);
    if (passes.length > 0) current?.write(passes);
    strike('toHost');
  });
  cable.onClosed(() => current?.destroy());

  const server: Server = createServer((socket) => {
    // A host that was killed leaves its end to the kernel: the newest connection is the living one.
    const older = current;
    current = socket;
    older?.destroy();
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (current !== socket) return;
      current = null;
      void cable.close();
    });
    socket.pause();
    void (async () => {
      await cable.close();
      await cable.open();
      socket.on('data', (chunk: Buffer) => {
        if (current !== socket) return;
        const passes = through('toDevice', Uint8Array.from(chunk));
        for (const listener of listeners) listener(passes);
        if (passes.length > 0) void cable.write(passes);
        strike('toDevice');
      });
      socket.resume();
    })();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');

  return {
    config: { ...config, path: `tcp:127.0.0.1:${address.port}` },
    passed: (direction) => counts[direction],
    arm(next, struck) {
      counts = { toDevice: 0, toHost: 0 };
      cut = next;
      onCut = struck;
    },
    onToDevice: (listener) => void listeners.add(listener),
    async close() {
      current?.destroy();
      await cable.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
