import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoreHostInit } from '../../../../main/contract/hosts.ts';
import { events, type EventName } from '../../../../main/contract/events.ts';
import type { StaffId } from '../../../../main/contract/ids.ts';
import { methods } from '../../../../main/contract/methods.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import type { ClockMove } from '../../../../main/contract/trainingClock.ts';
import { controlChannel } from '../../../../main/hosts/hostLink.ts';
import type { StationClient } from '../../../../main/hosts/runInline.ts';
import { createClient } from '../../../../main/rpc/client.ts';
import { toShell } from '../../../../main/rpc/hostControl.ts';
import { createMux, type Mux } from '../../../../main/rpc/ports/muxPort.ts';
import { forkedChildPort } from '../../../../main/rpc/ports/processPorts.ts';
import { serve, type Server } from '../../../../main/rpc/server.ts';
import { samplePeople, type SamplePerson } from '../../../../main/training/people.ts';
import { trainingProfile, trainingSeed } from '../../../../main/training/station.ts';
import { temporaryRootVariable } from '../../../kit/temporaryRoot.ts';
import { nativeBinding } from '../../../main/helpers/index.ts';
import { fontsDir, resourcesDir } from '../repoFolders.ts';
import type { Mutation } from './mutations.ts';
import { faultyUpstream, type OtherSide, type OtherSideOptions } from './otherSide.ts';

/** Everybody has a screen of their own, so that nobody signs in again and again: a password costs more than the rest of a seed. */
export const desks = {
  clerk: 'limin',
  supervisor: 'zhaoqiang',
  keeper: 'liuyang',
  auditor: 'zhoumin',
} as const;
export type DeskName = keyof typeof desks;
export const deskNames = Object.keys(desks) as DeskName[];

/** A Wednesday morning in Shenzhen: every seed has the same calendar, whatever day it runs. */
export const proofDay = '2026-11-25';
const proofMorning = Date.parse(`${proofDay}T01:20:00.000Z`);
/** How long a call of the station waits for its answer; a silent upstream costs that much real time. */
const hastyMs = 250;
/** Without faults: a machine under load is no upstream that is silent. */
const patientMs = 15_000;
const scanner = 'scanner';
const passportReader = 'passportReader';

export interface DieAt {
  /** Counted from now. */
  readonly commit: number;
  readonly when: 'before' | 'after';
}

type Faulty = Awaited<ReturnType<typeof faultyUpstream>>;

/** A station whose core host is a process that can be killed, and an other side that outlives every kill. */
export interface ProofStation<Side extends OtherSide = Faulty> {
  readonly other: Side;
  readonly people: readonly SamplePerson[];
  readonly screens: Readonly<Record<DeskName, StationClient>>;
  /** A code under the window's scanner. */
  scan(text: string): void;
  /** A passport on the window's reader. */
  layPassport(mrz: readonly string[]): void;
  /** Time passes, for station and upstream. */
  skip(ms: number): void;
  /** Calls of the station wait as long as in the product. */
  waitPatiently(): void;
  /** As the DevDock moves it; answers the new advance in milliseconds, or the code of the failure. */
  moveClock(to: ClockMove): Promise<string>;
  /** Resolves when the process is gone; its successor is on its way then. */
  kill(): Promise<void>;
  dieAt(at: DieAt | null): void;
  kills(): number;
  /** Milliseconds from a kill to the station being ready again, one for each start. */
  starts(): readonly number[];
  /** Resolves when the core host is up; rejects when it does not start. */
  settled(): Promise<void>;
  /** Kills the core host for good. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** With the folder of its data, for those who look into the files. */
export type RunningStation<Side extends OtherSide = Faulty> = ProofStation<Side> & {
  readonly folder: string;
};

/** A station as it is after its first start: people, blanks, permits. Each seed begins with a copy. */
export interface StationTemplate {
  readonly folder: string;
  readonly databaseKey: Uint8Array;
  readonly staff: Readonly<Record<DeskName, StaffId>>;
  remove(): void;
}

export interface ProofOptions {
  /** The bundled core host (leanBundle.ts). */
  readonly program: string;
  readonly template: StationTemplate | null;
  /** Must every request be signed (I7)? */
  readonly signed?: boolean;
  /** Whose permits upstream has. Default: the sample people. */
  readonly people?: readonly SamplePerson[];
  /** What differs from the profile of the training station. */
  readonly profile?: Partial<StationProfile>;
  readonly mutation?: Mutation | undefined;
}

const devices = ([scanner, passportReader] as const).map((id) => ({
  id,
  kind: id,
  driver: 'proof-reader',
  path: `proof-${id}`,
  baudRate: 9600,
  surface: 'window' as const,
  options: {},
}));

/** In memory where the system has such a place: a killed process loses nothing by it, and a disk makes a seed three times as long. */
export function proofFolder(): string {
  const root = process.env[temporaryRootVariable] ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
  return mkdtempSync(join(root, 'zkq-'));
}

/** A station beside the reference upstream, behind the fault proxy. */
export const proofStation = async (options: ProofOptions): Promise<RunningStation> =>
  stationBeside(faultyUpstream, options);

/** A station beside another side than the usual one. */
export async function stationBeside<Side extends OtherSide>(
  startOther: (options: OtherSideOptions) => Promise<Side>,
  options: ProofOptions,
): Promise<RunningStation<Side>> {
  const folder = proofFolder();
  const { template } = options;
  if (template !== null) cpSync(template.folder, join(folder, 'data'), { recursive: true });
  let aheadMs = proofMorning - Date.now();
  let movedMs = 0;
  let callLimitMs = hastyMs;
  const people = options.people ?? samplePeople(proofDay);
  const signing = generateKeyPairSync('ed25519');
  // No copies: in the product a thread makes them, here they would be made in the middle of what is looked at.
  const { backup: _copies, ...training } = trainingProfile(devices, join(folder, 'second-place'));
  const profile = { ...training, ...options.profile };
  const other = await startOther({
    folder,
    people,
    profile,
    signedBy: options.signed === true ? signing.publicKey : null,
    aheadMs: () => aheadMs + movedMs,
  });
  const init: CoreHostInit = {
    dataDir: join(folder, 'data'),
    profile,
    upstream: {
      url: other.url,
      token: other.token,
      ...(options.signed === true && {
        signing: {
          stationId: profile.stationId,
          privateKey: new Uint8Array(signing.privateKey.export({ type: 'pkcs8', format: 'der' })),
        },
      }),
    },
    databaseKey: template?.databaseKey ?? proofKey,
    seed: trainingSeed(),
    version: '0.0.0-proof',
    resourcesDir,
    workersDir: null,
    fontsDir,
    sqliteNativeBinding: nativeBinding ?? null,
  };
  const screens = Object.fromEntries(
    deskNames.map((name) => [
      name,
      createClient(null, methods, {
        part: 'core',
        newRequestId: () => randomUUID(),
        eventSchema: (event) => (isEvent(event) ? events[event].data : undefined),
        checkAnswers: true,
      }) as StationClient,
    ]),
  ) as Record<DeskName, StationClient>;
  const staff: Record<DeskName, StaffId | null> =
    template === null
      ? { clerk: null, supervisor: null, keeper: null, auditor: null }
      : { ...template.staff };

  let closing = false;
  let kills = 0;
  let lines = 0;
  let reads = 0;
  const starts: number[] = [];
  let host: { readonly child: ChildProcess; readonly ready: Promise<void> } | null = null;
  let readerLine: Server | null = null;
  let clockAnswer: ((answer: string) => void) | null = null;

  const start = (): void => {
    const begun = performance.now();
    const child = fork(options.program, [String(aheadMs), String(callLimitMs), options.mutation ?? 'none'], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const mux = createMux(forkedChildPort(child));
    const ready = new Promise<void>((resolve, reject) => {
      mux.channel(controlChannel).onMessage((raw) => {
        const message = toShell.parse(raw);
        if (message.control === 'ready') {
          starts.push(performance.now() - begun);
          resolve();
        }
        if (message.control === 'failed')
          reject(new Error(`the core host did not start: ${message.error.code}`));
        if (message.control === 'bound') staff[deskOf(message.screen)] = message.staff;
      });
      child.once('exit', () => reject(new Error('the core host ended before it was ready')));
    });
    ready.catch(() => undefined);
    child.once('exit', (_code, signal) => {
      if (closing) return;
      // Nobody killed it: it broke by itself, and would do so again. `settled` says so.
      if (signal !== 'SIGKILL') return;
      kills += 1;
      start();
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\n'))
        if (line.startsWith('!moved ')) clockAnswer?.(line.slice('!moved '.length));
    });
    host = { child, ready };
    const control = mux.channel(controlChannel);
    lines += 1;
    readerLine = serveReader(mux, `devices-${lines}`);
    control.post({ control: 'init', init, port: `devices-${lines}` });
    deskNames.forEach((name, index) => {
      const port = `${name}-${lines}`;
      control.post({
        control: 'attach',
        surface: 'window',
        screen: `window-${index + 1}`,
        staff: staff[name],
        port,
      });
      screens[name].connect(mux.channel(port));
    });
  };

  start();
  const order = (message: object): void => {
    if (host?.child.connected === true) host.child.send(message, () => undefined);
  };
  const station: RunningStation<Side> = {
    folder,
    other,
    people,
    screens,
    scan(text) {
      reads += 1;
      readerLine?.emit('scanRead', { deviceId: scanner, sequence: reads, symbology: 'QR', text });
    },
    layPassport(mrz) {
      reads += 1;
      readerLine?.emit('mrzRead', { deviceId: passportReader, sequence: reads, lines: [...mrz] });
    },
    skip(ms) {
      aheadMs += ms;
      other.follow();
      order({ order: 'skip', ms });
    },
    waitPatiently() {
      callLimitMs = patientMs;
      order({ order: 'callLimit', ms: patientMs });
    },
    async moveClock(to) {
      const answer = await new Promise<string>((resolve) => {
        clockAnswer = resolve;
        host?.child.once('exit', () => resolve('killed'));
        order({ order: 'moveClock', to });
      });
      const moved = Number(answer);
      if (Number.isFinite(moved)) movedMs = moved;
      other.follow();
      return answer;
    },
    kill: async () =>
      new Promise<void>((resolve) => {
        if (host === null) return resolve();
        host.child.once('exit', () => resolve());
        host.child.kill('SIGKILL');
      }),
    dieAt: (at) =>
      order(at === null ? { order: 'dieAt', commit: 1e9, when: 'after' } : { order: 'dieAt', ...at }),
    kills: () => kills,
    starts: () => starts,
    async settled() {
      for (;;) {
        const before = kills;
        const dying = host?.child;
        // Its line is gone before its end is told.
        if (dying !== undefined && !dying.connected && dying.exitCode === null && dying.signalCode === null)
          await new Promise<void>((resolve) => dying.once('exit', () => resolve()));
        const [outcome] = await Promise.allSettled([host?.ready]);
        // One that was killed while it started has a successor.
        if (before !== kills) continue;
        if (outcome?.status === 'rejected') throw outcome.reason;
        return;
      }
    },
    async stop() {
      closing = true;
      for (const name of deskNames) screens[name].close();
      const child = host?.child;
      if (child !== undefined && child.exitCode === null && child.signalCode === null)
        await new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          child.kill('SIGKILL');
        });
    },
    async close() {
      await station.stop();
      await other.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await station.settled();
  } catch (thrown) {
    await station.close();
    throw thrown;
  }
  return station;
}

/** No secret: the same for every station of the proof. */
export const proofKey = new Uint8Array(32).fill(7);

const deskOf = (screen: string): DeskName => deskNames[Number(screen.split('-')[1]) - 1] ?? 'clerk';

const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);

/** Stands for the device host: two readers that are there, and nothing else. */
function serveReader(mux: Mux, port: string): Server {
  const since = new Date(0).toISOString();
  const states = devices.map(({ id, kind }) => ({ id, kind, status: 'online', since }));
  return serve(mux.channel(port), async ({ method }) =>
    Promise.resolve({ ok: true, value: method === 'list' ? states : {} }),
  );
}
