import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { Listeners } from '../api/transport.ts';
import type { DevicePort } from '../api/devicePort.ts';

/** socat tells on stderr when both ends exist; this is the handshake, so nobody waits by the clock. */
const readyLine = 'starting data transfer loop';

/**
 * The device's end of a pseudo-terminal at `path`, made by `socat PTY,raw,echo=0,link=<path> STDIO` as a child
 * process. socat survives the host closing and reopening its side; pulling the cable is ending socat. Rejects when
 * socat is missing or ends before it is ready.
 */
export async function openPtyPort(path: string): Promise<DevicePort> {
  const received = new Listeners<[Uint8Array]>();
  let child: ChildProcess | null = null;
  let closed = false;

  const start = async (): Promise<void> => {
    // A link left by a killed socat would make the new one refuse the name.
    await rm(path, { force: true });
    const starting = spawn('socat', ['-d', '-d', `PTY,raw,echo=0,link=${path}`, 'STDIO'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child = starting;
    await new Promise<void>((resolve, reject) => {
      let told = '';
      const failed = (reason: string): void => reject(new Error(`socat did not start: ${reason}`));
      starting.once('error', (failure) => failed(failure.message));
      starting.once('exit', (code) => failed(`exit ${String(code)}`));
      starting.stderr?.on('data', (chunk: Buffer) => {
        // Only the handshake is kept: later lines are one per opened or closed side.
        if (told.includes(readyLine)) return;
        told += chunk.toString('utf8');
        if (told.includes(readyLine)) resolve();
      });
    });
    starting.stdout?.on('data', (chunk: Buffer) => {
      if (child === starting) received.emit(Uint8Array.from(chunk));
    });
    // A write after socat died raises EPIPE here; the host has seen the device vanish already.
    starting.stdin?.on('error', () => undefined);
    starting.once('exit', () => {
      if (child === starting) child = null;
    });
  };

  const stop = async (): Promise<void> => {
    const stopping = child;
    child = null;
    if (stopping !== null && stopping.exitCode === null && stopping.signalCode === null) {
      await new Promise<void>((resolve) => {
        stopping.once('exit', () => resolve());
        stopping.kill('SIGTERM');
      });
    }
    await rm(path, { force: true });
  };

  await start();
  return {
    send(bytes) {
      child?.stdin?.write(bytes);
    },
    onReceive: (listener) => {
      received.add(listener);
    },
    unplug: stop,
    async replug() {
      if (child === null && !closed) await start();
    },
    async close() {
      closed = true;
      await stop();
    },
  };
}
