import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoreHostInit } from '../../../main/contract/hosts.ts';
import type { StaffId } from '../../../main/contract/ids.ts';
import { methods } from '../../../main/contract/methods.ts';
import { toShell } from '../../../main/rpc/hostControl.ts';
import { controlChannel } from '../../../main/hosts/hostLink.ts';
import type { StationClient } from '../../../main/hosts/runInline.ts';
import {
  startTraining,
  type Training,
  type TrainingOptions,
} from '../../../main/hosts/training/trainingHost.ts';
import { createClient } from '../../../main/rpc/client.ts';
import { createMux, type Mux } from '../../../main/rpc/ports/muxPort.ts';
import { forkedChildPort } from '../../../main/rpc/ports/processPorts.ts';
import type { Port } from '../../../main/rpc/port.ts';
import { nativeBinding, testKey } from '../../main/helpers/stores.ts';
import { temporaryRootVariable } from '../../kit/temporaryRoot.ts';
import { bridgeLine, type LineBridge } from './lineBridge.ts';
import { fontsDir, resourcesDir } from './repoFolders.ts';

export type Victim = 'core' | 'devices';

/** Dies at this record of the card journal (1 = the first after arming): before its commit, or right after it. */
export interface JournalTrigger {
  readonly record: number;
  readonly when: 'before' | 'after';
}

/**
 * A station whose core host and device host are processes that can be killed. The simulated counter and the embedded upstream live in this
 * process: cards, bytes and upstream's books survive every kill. Both hosts are started again at once, as the shell does.
 */
export interface KillableStation {
  readonly training: Training;
  /** The window. It stays over restarts, and so do its calls that change something: they are sent again under the same request id. */
  readonly client: StationClient;
  /** Every device line by the id of its device. */
  readonly lines: ReadonlyMap<string, LineBridge>;
  /** Journal records since the last `armJournal`, as `step:phase`, of all processes of the core host. */
  journal(): readonly string[];
  /** Counts the journal from one again. Null: nobody dies. */
  armJournal(trigger: JournalTrigger | null, victim: Victim): Promise<void>;
  kill(victim: Victim): void;
  /** Kills so far, by victim. */
  kills(): Readonly<Record<Victim, number>>;
  /** Resolves when both hosts are up; rejects when one does not start. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Host {
  readonly child: ChildProcess;
  readonly mux: Mux;
  readonly ready: Promise<void>;
}

const hostFiles = {
  core: join(import.meta.dirname, 'coreChild.ts'),
  devices: join(import.meta.dirname, '..', '..', '..', 'main', 'hosts', 'deviceHost.entry.ts'),
} as const;

export async function killableStation(
  options: Pick<TrainingOptions, 'timings'> = {},
): Promise<KillableStation> {
  const directory = mkdtempSync(join(process.env[temporaryRootVariable] ?? tmpdir(), 'k-'));
  const training = await startTraining({
    directory: join(directory, 'sim'),
    pty: false,
    nativeBinding: nativeBinding ?? null,
    ...options,
  });
  const lines = new Map<string, LineBridge>();
  for (const device of training.ready.profile.devices)
    if (device.driver !== 'system-queue') lines.set(device.id, await bridgeLine(device, training.transports));
  const devices = training.ready.profile.devices.map((device) => lines.get(device.id)?.config ?? device);
  const init: CoreHostInit = {
    dataDir: join(directory, 'data'),
    profile: { ...training.ready.profile, devices },
    upstream: training.ready.upstream,
    databaseKey: testKey(),
    seed: training.ready.seed,
    version: '0.0.0-kill',
    resourcesDir,
    workersDir: null,
    fontsDir,
    sqliteNativeBinding: nativeBinding ?? null,
  };
  const client: StationClient = createClient(null, methods, {
    part: 'core',
    newRequestId: () => randomUUID(),
    eventSchema: () => undefined,
    checkAnswers: true,
  });

  let closing = false;
  let staff: StaffId | null = null;
  let journal: string[] = [];
  let armedAnswer: (() => void) | null = null;
  let lineNumber = 0;
  const kills = { core: 0, devices: 0 };
  const hosts: Record<Victim, Host | null> = { core: null, devices: null };

  const startHost = (victim: Victim, onMessage: (raw: unknown) => void): Host => {
    const child = fork(hostFiles[victim], [], {
      serialization: 'advanced',
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    const mux = createMux(forkedChildPort(child));
    const ready = new Promise<void>((resolve, reject) => {
      mux.channel(controlChannel).onMessage((raw) => {
        const message = toShell.parse(raw);
        if (message.control === 'ready') resolve();
        if (message.control === 'failed') reject(new Error(message.error.code));
        onMessage(raw);
      });
      child.once('exit', () => reject(new Error(`${victim} ended before it was ready`)));
    });
    // Waited for in `settled`; a host that is killed while it starts is simply started again.
    ready.catch(() => undefined);
    child.once('exit', () => {
      if (closing) return;
      kills[victim] += 1;
      if (victim === 'core') startCore();
      else startDevices();
    });
    const host = { child, mux, ready };
    hosts[victim] = host;
    return host;
  };
  const control = (host: Host, message: unknown): void => host.mux.channel(controlChannel).post(message);
  /** A line between the two hosts, through this process. */
  const joinHosts = (core: Host, deviceHost: Host): string => {
    lineNumber += 1;
    const name = `line-${lineNumber}`;
    pipe(core.mux.channel(name), deviceHost.mux.channel(name));
    return name;
  };

  const onCoreOutput = (line: string): void => {
    if (line === '!armed') armedAnswer?.();
    else if (line === '!devices') killAndGoOn();
    else if (line !== '') journal.push(line);
  };
  /** The core host stands still at its record until the device host is gone. */
  const killAndGoOn = (): void => {
    const core = hosts.core;
    hosts.devices?.child.once('exit', () => core?.child.stdin?.write('g'));
    hosts.devices?.child.kill('SIGKILL');
  };
  const startCore = (): void => {
    const host = startHost('core', (raw) => {
      const message = toShell.parse(raw);
      if (message.control === 'bound') staff = message.staff;
    });
    let rest = '';
    host.child.stdout?.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk.toString('utf8')}`.split('\n');
      rest = parts.pop() ?? '';
      parts.forEach(onCoreOutput);
    });
    const { devices: deviceHost } = hosts;
    if (deviceHost === null) throw new Error('the device host comes first');
    const name = joinHosts(host, deviceHost);
    control(deviceHost, { control: 'devices', port: name });
    control(host, { control: 'init', init, port: name });
    lineNumber += 1;
    const window = `window-${lineNumber}`;
    control(host, { control: 'attach', surface: 'window', screen: 'window-1', staff, port: window });
    client.connect(host.mux.channel(window));
  };
  const startDevices = (): void => {
    const host = startHost('devices', () => undefined);
    const { core } = hosts;
    if (core === null) {
      control(host, { control: 'init', init: { devices } });
      return;
    }
    const name = joinHosts(core, host);
    control(host, { control: 'init', init: { devices }, port: name });
    control(core, { control: 'devices', port: name });
  };

  startDevices();
  startCore();
  const station: KillableStation = {
    training,
    client,
    lines,
    journal: () => journal,
    async armJournal(trigger, victim) {
      journal = [];
      const answered = new Promise<void>((resolve) => {
        armedAnswer = resolve;
      });
      hosts.core?.child.send({ arm: trigger === null ? null : { ...trigger, victim } });
      await answered;
    },
    kill: (victim) => void hosts[victim]?.child.kill('SIGKILL'),
    kills: () => ({ ...kills }),
    async settled() {
      for (;;) {
        const before = kills.core + kills.devices;
        const outcomes = await Promise.allSettled([hosts.core?.ready, hosts.devices?.ready]);
        // One that was killed while it started has a successor.
        if (before !== kills.core + kills.devices) continue;
        const failed = outcomes.find((each) => each.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
        return;
      }
    },
    async close() {
      closing = true;
      client.close();
      await Promise.all(
        [hosts.core, hosts.devices].map(async (host) => {
          if (host === null || host.child.exitCode !== null || host.child.signalCode !== null) return;
          await new Promise<void>((resolve) => {
            host.child.once('exit', () => resolve());
            host.child.kill('SIGKILL');
          });
        }),
      );
      await Promise.all([...lines.values()].map((line) => line.close()));
      await training.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await station.settled();
  return station;
}

function pipe(one: Port, other: Port): void {
  one.onMessage((message) => other.post(message));
  other.onMessage((message) => one.post(message));
  one.onClosed(() => other.close());
  other.onClosed(() => one.close());
}
