import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Surface } from '../contract/access.ts';
import { events, type EventName } from '../contract/events.ts';
import type { CoreHostInit } from '../contract/hosts.ts';
import type { StaffId } from '../contract/ids.ts';
import { methods } from '../contract/methods.ts';
import { readAllAhead } from '../infra/system/movableClock.ts';
import { publicHalf } from '../infra/upstream/stationKey.ts';
import { createClient, type Client } from '../rpc/client.ts';
import { memoryPortPair } from '../rpc/ports/memoryPort.ts';
import { runCore, type Core, type CoreOptions } from './core/runCore.ts';
import { runDevices, type DevicesHost } from './devices/runDevices.ts';
import type { ClockHands } from './training/clockHands.ts';
import { startTraining, type Training } from './training/trainingHost.ts';

type Profile = CoreHostInit['profile'];

export interface InlineOptions {
  /** Everything is kept here; start again with the same folder and key to go on. */
  readonly directory: string;
  readonly databaseKey: Uint8Array;
  readonly resourcesDir: string;
  readonly fontsDir: string;
  readonly sqliteNativeBinding: string | null;
  /** Calendar date (Shanghai) the sample people's papers are relative to. */
  readonly today?: string;
  /** What differs from the profile of the training station. */
  readonly profile?: Partial<Profile> | ((training: Profile) => Partial<Profile>);
  readonly core?: CoreOptions;
  /** The key of the hall; default: that of training. */
  readonly hallKey?: Uint8Array;
  /** Another upstream in the place of the embedded one. */
  readonly upstream?: CoreHostInit['upstream'];
}

export type StationClient = Client<typeof methods>;

/** The whole training station in one process, over memory ports and cables in memory. */
export interface InlineStation {
  readonly training: Training;
  core(): Core;
  /** A screen, as a window has one. Stays usable over a restart of the core host. */
  open(surface: Exclude<Surface, 'devdock'>): StationClient;
  /** As after a crash: the core host is gone and comes back on the same data. */
  restartCore(): Promise<void>;
  restartDevices(): Promise<void>;
  close(): Promise<void>;
}

interface InlineScreen {
  readonly surface: Surface;
  readonly client: StationClient;
  /** Remembered over a restart of the core host, as the shell does. */
  staff: StaffId | null;
}

/** A station that goes by another name is enrolled under it, with the same key. */
function accessOf({ ready, upstream }: Training, stationId: string): CoreHostInit['upstream'] {
  const { signing } = ready.upstream;
  if (signing === undefined || signing.stationId === stationId) return ready.upstream;
  upstream.enrolStation({ stationId, publicKey: publicHalf(signing.privateKey).publicKey });
  return { ...ready.upstream, signing: { ...signing, stationId } };
}

export async function runInline(options: InlineOptions): Promise<InlineStation> {
  let aheadMs = readAllAhead(join(options.directory, 'data'));
  const clock: ClockHands = {
    now: () => Date.now() + aheadMs,
    aheadMs: () => aheadMs,
    async move(to) {
      const answer = core.moveClock(to);
      if (answer.ok) ({ aheadMs } = answer.value);
      return Promise.resolve(answer);
    },
  };
  const training = await startTraining({
    directory: `${options.directory}/sim`,
    pty: false,
    nativeBinding: options.sqliteNativeBinding,
    clock,
    ...(options.today === undefined ? {} : { today: options.today }),
  });
  const { ready } = training;
  const { profile: changes } = options;
  const profile = {
    ...ready.profile,
    ...(typeof changes === 'function' ? changes(ready.profile) : changes),
  };
  const init: CoreHostInit = {
    dataDir: `${options.directory}/data`,
    profile,
    upstream: options.upstream ?? accessOf(training, profile.stationId),
    databaseKey: options.databaseKey,
    hallKey: options.hallKey ?? ready.hallKey,
    seed: ready.seed,
    version: '0.0.0-inline',
    resourcesDir: options.resourcesDir,
    workersDir: null,
    fontsDir: options.fontsDir,
    sqliteNativeBinding: options.sqliteNativeBinding,
  };
  const screens: InlineScreen[] = [];
  let devices: DevicesHost | null = null;

  const startDevices = async (): Promise<ReturnType<typeof memoryPortPair>[0]> => {
    await devices?.close();
    const [near, far] = memoryPortPair();
    devices = runDevices({ devices: profile.devices }, far, { transports: training.transports });
    return near;
  };
  const startCore = async (): Promise<Core> => {
    const [near, far] = memoryPortPair();
    if (devices === null) throw new Error('the device host comes first');
    devices.attach(far);
    const started = await runCore(init, near, options.core);
    if (!started.ok) throw new Error(`the core host did not start: ${started.error.code}`);
    return started.value;
  };
  const connect = (screen: InlineScreen): void => {
    const [near, far] = memoryPortPair();
    const { surface, staff } = screen;
    core.attach(far, {
      surface,
      staff,
      onBound: (person) => {
        screen.staff = person;
      },
    });
    screen.client.connect(near);
  };

  await startDevices();
  let core = await startCore();
  return {
    training,
    core: () => core,
    open(surface) {
      const client = createClient(null, methods, {
        part: 'Zhengka',
        newRequestId: () => randomUUID(),
        eventSchema: (name) => (isEvent(name) ? events[name].data : undefined),
        checkAnswers: true,
      });
      const screen = { surface, client, staff: null };
      screens.push(screen);
      connect(screen);
      return client;
    },
    async restartCore() {
      await core.close();
      core = await startCore();
      screens.forEach(connect);
    },
    async restartDevices() {
      core.connectDevices(await startDevices());
    },
    async close() {
      await core.close();
      await devices?.close();
      await training.close();
    },
  };
}

const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);
