import { createServer, type Server, type Socket } from 'node:net';
import { rm } from 'node:fs/promises';
import { Listeners } from '../api/transport.ts';
import type { DevicePort } from '../api/devicePort.ts';

/** The device's end of a unix socket at `path`. */
export function openSocketPort(path: string): Promise<DevicePort> {
  return openServer(
    (server, ready) => server.listen(path, ready),
    () => rm(path, { force: true }),
  );
}

/** The device's end of a TCP connection on this computer. `port`: the one the system gave, also after a replug. */
export async function openTcpPort(): Promise<DevicePort & { readonly port: number }> {
  let port = 0;
  const device = await openServer(
    (server, ready) =>
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        if (address !== null && typeof address === 'object') port = address.port;
        ready();
      }),
    async () => undefined,
  );
  return { ...device, port };
}

/** One host at a time, the newest connection wins, because a host that was killed leaves a half-open one behind. */
async function openServer(
  listen: (server: Server, ready: () => void) => void,
  clean: () => Promise<void>,
): Promise<DevicePort> {
  const received = new Listeners<[Uint8Array]>();
  let server: Server | null = null;
  let current: Socket | null = null;

  const start = async (): Promise<void> => {
    await clean();
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
      listen(starting, () => resolve());
    });
    server = starting;
  };
  const stop = async (): Promise<void> => {
    const stopping = server;
    server = null;
    current?.destroy();
    current = null;
    if (stopping !== null) await new Promise<void>((resolve) => stopping.close(() => resolve()));
    await clean();
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
