import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CoreHostInit } from '../../../main/contract/hosts.ts';
import { methods } from '../../../main/contract/methods.ts';
import { toShell } from '../../../main/rpc/hostControl.ts';
import { controlChannel } from '../../../main/hosts/hostLink.ts';
import { runDevices } from '../../../main/hosts/devices/runDevices.ts';
import type { StationClient } from '../../../main/hosts/runInline.ts';
import { startTraining, type Training } from '../../../main/hosts/training/trainingHost.ts';
import { createClient } from '../../../main/rpc/client.ts';
import { memoryPortPair } from '../../../main/rpc/ports/memoryPort.ts';
import { createMux } from '../../../main/rpc/ports/muxPort.ts';
import { forkedChildPort } from '../../../main/rpc/ports/processPorts.ts';
import type { Port } from '../../../main/rpc/port.ts';
import { nativeBinding, temporaryFolder, testKey } from '../../main/helpers/index.ts';
import { fontsDir, resourcesDir } from './inlineStation.ts';

/** A running core process with a window on it. */
export interface CoreProcess {
  readonly client: StationClient;
  /** Journal records so far, as `step:phase`. */
  journal(): readonly string[];
  /** Resolves when the process is gone; true = it was killed by a signal. */
  readonly gone: Promise<boolean>;
  stop(): Promise<void>;
}

export interface KillableStation {
  readonly training: Training;
  /** `dieAt`: the number of the journal record after whose commit the process dies. */
  start(dieAt?: number): Promise<CoreProcess>;
}

/** Simulated counter, embedded upstream and device host in this process; the core host in a child that can be killed. */
export async function killableStation(): Promise<KillableStation> {
  const directory = temporaryFolder();
  const training = await startTraining({
    directory: join(directory, 'sim'),
    pty: false,
    nativeBinding: nativeBinding ?? null,
  });
  const [unused, first] = memoryPortPair();
  unused.close();
  const devices = runDevices({ devices: training.ready.profile.devices }, first, {
    transports: training.transports,
  });
  const children = new Set<ChildProcess>();
  onTestFinished(async () => {
    for (const child of children) child.kill('SIGKILL');
    await devices.close();
    await training.close();
  });
  const init: CoreHostInit = {
    dataDir: join(directory, 'data'),
    profile: training.ready.profile,
    upstream: training.ready.upstream,
    databaseKey: testKey(),
    seed: training.ready.seed,
    version: '0.0.0-kill',
    resourcesDir,
    workersDir: null,
    fontsDir,
    sqliteNativeBinding: nativeBinding ?? null,
  };

  return {
    training,
    async start(dieAt = 0) {
      const child = fork(join(import.meta.dirname, 'coreChild.ts'), [String(dieAt)], {
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      children.add(child);
      let journal = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        journal += chunk.toString('utf8');
      });
      const gone = new Promise<boolean>((resolve) => {
        child.once('exit', (_code, signal) => resolve(signal !== null));
      });
      const mux = createMux(forkedChildPort(child));
      const control = mux.channel(controlChannel);
      const ready = new Promise<void>((resolve, reject) => {
        control.onMessage((raw) => {
          const message = toShell.parse(raw);
          if (message.control === 'ready') resolve();
          if (message.control === 'failed') reject(new Error(message.error.code));
        });
        void gone.then(() => reject(new Error('the core process ended before it was ready')));
      });
      devices.attach(mux.channel('devices'));
      control.post({ control: 'init', init, port: 'devices' });
      await ready;
      control.post({ control: 'attach', surface: 'window', screen: 'window-1', staff: null, port: 'window' });
      return {
        client: windowOn(mux.channel('window')),
        journal: () => journal.split('\n').filter(Boolean),
        gone,
        async stop() {
          child.kill('SIGTERM');
          await gone;
        },
      };
    },
  };
}

function windowOn(port: Port): StationClient {
  return createClient(port, methods, {
    part: 'core',
    newRequestId: () => randomUUID(),
    eventSchema: () => undefined,
    checkAnswers: true,
  });
}
