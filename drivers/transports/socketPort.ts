import { createServer, type Server, type Socket } from 'node:net';
import { rm } from 'node:fs/promises';
import { Listeners } from '../api/transport.ts';
import type { DevicePort } from '../api/devicePort.ts';

/**
 * The device's end of a unix socket at `path`: one host at a time, the newest connection wins, because a host that
 * was killed leaves a half-open one behind.
 */
export async function openSocketPort(path: string): Promise<DevicePort> {
  const received = new Listeners<[Uint8Array]>();
  let server: Server | null = null;
  let current: Socket | null = null;

  const start = async (): Promise<void> => {
    await rm(path, { force: true });
    const starting = createServer((socket) => {
      current?.destroy();
      current = socket;
      socket.on('data', (chunk: Buffer) => {
        if (current === socket) received.emit(Uint8Array.from(chunk));
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        if (current === socket) current = null;
      });
    });
    await new Promise<void>((resolve, reject) => {
      starting.once('error', reject);
      starting.listen(path, () => resolve());
    });
    server = starting;
  };
  const stop = async (): Promise<void> => {
    const stopping = server;
    server = null;
    current?.destroy();
    current = null;
    if (stopping !== null) await new Promise<void>((resolve) => stopping.close(() => resolve()));
    await rm(path, { force: true });
  };

  await start();
  return {
    send(bytes) {
      current?.write(bytes);
    },
    onReceive: (listener) => {
      received.add(listener);
    },
    unplug: stop,
    async replug() {
      if (server === null) await start();
    },
    close: stop,
  };
}
