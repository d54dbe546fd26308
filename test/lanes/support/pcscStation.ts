import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import type { ChipContent } from '../../../drivers/sim/simulatedChip.ts';
import { smartcardLibrary } from '../../../drivers/transports/pcscLibrary.ts';

export const virtualReader = 'Virtual PCD 00 00';
const vpcdPort = 35_963;
const serviceFolder = '/run/pcscd';
const serviceSocket = `${serviceFolder}/pcscd.comm`;

/** Why this machine cannot run the PC/SC lane; null when it can. */
export async function whyNoPcsc(): Promise<string | null> {
  if (spawnSync('pcscd', ['--version']).error !== undefined) return 'pcscd is not installed';
  if (!existsSync('/etc/reader.conf.d/vpcd')) return 'vsmartcard-vpcd is not installed';
  if ((await smartcardLibrary()) === null) return 'the smartcard addon is not compiled (npm run setup)';
  if (process.getuid?.() !== 0) return 'starting pcscd needs root';
  if (await answers({ path: serviceSocket })) return 'a pcscd of this machine is running';
  return null;
}

export interface PcscService {
  /** SIGKILL: nothing is told, and its socket file stays. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A pcscd of our own with the virtual reader in it. Resolves when a card could be inserted. */
export async function startPcscd(): Promise<PcscService> {
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
  };
  const start = async (): Promise<void> => {
    // Left by one that was killed; nobody else runs one here (whyNoPcsc).
    for (const name of ['pcscd.comm', 'pcscd.pid']) rmSync(`${serviceFolder}/${name}`, { force: true });
    child = spawn('pcscd', ['-f'], { stdio: 'ignore' });
    await reached(
      async () => (await answers({ path: serviceSocket })) && (await answers({ port: vpcdPort })),
    );
  };
  await start();
  return {
    start,
    crash: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

export interface InsertedCard {
  /** Records that were read from it. */
  records(): number;
  onRecord(listener: () => void): void;
  remove(): Promise<void>;
}

/** Puts a card into the virtual reader; `pulledAtRecord`: a hand pulls it when the first record is read. */
export async function insertCard(
  atr: string,
  content: ChipContent,
  { pulledAtRecord = false } = {},
): Promise<InsertedCard> {
  const worker = new Worker(new URL('./vpcdCard.worker.ts', import.meta.url), {
    workerData: { atr, content, port: vpcdPort, pulledAtRecord },
  });
  const recordListeners: (() => void)[] = [];
  let records = 0;
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message) => {
      if (message === 'inserted') return resolve();
      records += 1;
      for (const listener of recordListeners) listener();
    });
  });
  return {
    records: () => records,
    onRecord: (listener) => void recordListeners.push(listener),
    async remove() {
      await worker.terminate();
    },
  };
}

export const pcscConfig: DeviceConfig = {
  id: 'chipReader',
  kind: 'chipReader',
  driver: 'pcsc',
  path: `pcsc:${virtualReader}`,
  baudRate: 9600,
  surface: 'window',
  options: { personaliser: 'training' },
};

/** Asks again until it holds; the limit of the test is its only clock. */
export async function reached(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(50);
}

async function connected(target: { path: string } | { port: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', ...target });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function answers(target: { path: string } | { port: number }): Promise<boolean> {
  return connected(target).then(
    (socket) => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}
