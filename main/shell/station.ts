import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { Surface } from '../contract/access.ts';
import type { CoreHostInit, DeviceHostInit, TrainingHostInit, TrainingReady } from '../contract/hosts.ts';
import type { StaffId } from '../contract/ids.ts';
import type { Failure } from '../contract/result.ts';
import type { ClockMoved, MoveClock, ToShell } from '../rpc/hostControl.ts';
import { shellChannels } from '../rpc/shellChannels.ts';
import type { AppFolder } from './appFolder.ts';
import { forkHost } from './hostProcess.ts';
import { superviseHost, type Supervisor, type SupervisorClock } from './supervisor.ts';

/** What the core host works for: a production station, or what the training host offers. */
export interface StationSetUp {
  readonly profile: CoreHostInit['profile'];
  readonly upstream: CoreHostInit['upstream'];
  readonly hallKey: CoreHostInit['hallKey'];
  readonly seed: CoreHostInit['seed'];
}

export interface StationOptions {
  readonly app: AppFolder;
  readonly dataDir: string;
  readonly databaseKey: Uint8Array;
  /** Null = training: the training host says what the station is. */
  readonly production: StationSetUp | null;
  /** A training kiosk's camera, which the command line simulates. */
  readonly trainingCamera: StationSetUp['profile']['kioskCamera'];
  readonly clock: SupervisorClock;
  /** A host serves, the first time or again. */
  readonly onServing: (host: HostName) => void;
  /** The station cannot go on; the screens show why. */
  readonly onFault: (fault: Failure) => void;
}

interface Screen {
  readonly surface: Surface;
  readonly contents: WebContents;
  staff: StaffId | null;
}

export interface Station {
  start(): void;
  /** A page of this window wants a port; one that it had before is dead. The surface is the shell's word, not the page's. */
  attach(key: string, surface: Surface, contents: WebContents): void;
  detach(key: string): void;
  stop(): Promise<void>;
}

export type HostName = 'core' | 'devices' | 'training';
const fileOf = { core: 'coreHost', devices: 'deviceHost', training: 'trainingHost' } as const;
const deviceLimits = { heartbeat: { everyMs: 1_000, misses: 3 }, readyWithinMs: 20_000 };
const titleOf = { core: 'core host', devices: 'device host', training: 'training host' } as const;

/** Starts and joins the hosts: training host (training only), device host, core host, and the lines of the screens. */
export function createStation(options: StationOptions): Station {
  const { app, production } = options;
  const screens = new Map<string, Screen>();
  const serving = new Set<HostName>();
  const spawned = new Set<HostName>();
  let setUp: StationSetUp | null = production;

  const supervise = (name: HostName): Supervisor<MessagePortMain> =>
    superviseHost<MessagePortMain>({
      spawn: () => forkHost(app.host(fileOf[name]), `zhengka-${titleOf[name].replace(' ', '-')}`),
      onSpawned: () => {
        spawned.add(name);
        begin(name);
      },
      onMessage: (message) => hear(name, message),
      onDown: () => {
        spawned.delete(name);
        serving.delete(name);
      },
      onGaveUp: () => {
        // The station goes on without devices, and without the others there is nothing to go on with.
        if (name !== 'devices') fault({ code: 'unavailable', detail: { part: titleOf[name] } });
      },
      clock: options.clock,
      // Vendor libraries hang: a person at the counter should not wait long for the other devices (F2).
      ...(name === 'devices' && deviceLimits),
    });
  const hosts: Readonly<Record<HostName, Supervisor<MessagePortMain>>> = {
    core: supervise('core'),
    devices: supervise('devices'),
    training: supervise('training'),
  };

  const fault = (reason: Failure): void => options.onFault(reason);

  /** Gives a new process what it is started with, once that is known. */
  const begin = (name: HostName): void => {
    if (name === 'training') return beginTraining();
    if (setUp === null) return;
    if (name === 'devices') beginDevices(setUp);
    else beginCore(setUp);
  };
  const beginTraining = (): void => {
    const init: TrainingHostInit = {
      dataDir: options.dataDir,
      resourcesDir: app.resources,
      sqliteNativeBinding: app.sqliteNativeBinding,
    };
    hosts.training.send({ control: 'init', init });
  };
  const beginDevices = ({ profile }: StationSetUp): void => {
    const init: DeviceHostInit = { devices: profile.devices };
    hosts.devices.send({ control: 'init', init });
    joinDevices();
  };
  const beginCore = ({ profile, upstream, hallKey, seed }: StationSetUp): void => {
    const init: CoreHostInit = {
      dataDir: options.dataDir,
      profile,
      upstream,
      databaseKey: options.databaseKey,
      hallKey,
      seed,
      version: app.version,
      resourcesDir: app.resources,
      workersDir: app.workers,
      fontsDir: app.fonts,
      sqliteNativeBinding: app.sqliteNativeBinding,
    };
    hosts.core.send({ control: 'init', init });
    joinDevices();
  };
  /** A new line between device host and core host, when both are there. */
  const joinDevices = (): void => {
    if (!spawned.has('devices') || !spawned.has('core')) return;
    const { port1, port2 } = new MessageChannelMain();
    hosts.devices.send({ control: 'devices' }, [port1]);
    hosts.core.send({ control: 'devices' }, [port2]);
  };

  /** The DevDock's wish goes to the core host and its answer back. On a production station nobody wishes: there is no training host. */
  const carryClock = (from: HostName, message: MoveClock | ClockMoved): void => {
    if (production !== null) return;
    if (from === 'training' && message.control === 'moveClock') hosts.core.send(message);
    if (from === 'core' && message.control === 'clockMoved') hosts.training.send(message);
  };
  const hear = (name: HostName, message: ToShell): void => {
    if (message.control === 'failed') return fault(message.error);
    if (message.control === 'moveClock' || message.control === 'clockMoved') return carryClock(name, message);
    if (message.control === 'bound') {
      const screen = screens.get(message.screen);
      if (screen !== undefined && name === 'core') screen.staff = message.staff;
      return;
    }
    if (message.control !== 'ready') return;
    serving.add(name);
    options.onServing(name);
    if (name === 'training' && message.training !== undefined) trainingIsReady(message.training);
    for (const [key, screen] of screens) if (hostOf(screen.surface) === name) connect(key, screen);
    // After the screens, which people wait for. Does nothing where it has been started.
    if (name === 'core') hosts.devices.start();
  };
  const trainingIsReady = (ready: TrainingReady): void => {
    const before = setUp;
    setUp = { ...ready, profile: { ...ready.profile, kioskCamera: options.trainingCamera } };
    if (before === null) {
      if (spawned.has('core')) begin('core');
      return;
    }
    // The training host was restarted: its upstream has a new address and its devices have new ends.
    hosts.devices.replace();
    hosts.core.replace();
  };

  const hostOf = (surface: Surface): HostName => (surface === 'devdock' ? 'training' : 'core');
  const connect = (key: string, screen: Screen): void => {
    if (screen.contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    const { surface, staff } = screen;
    hosts[hostOf(surface)].send({ control: 'attach', surface, screen: key, staff }, [port1]);
    screen.contents.postMessage(shellChannels.port, null, [port2]);
  };

  return {
    start() {
      if (production === null) hosts.training.start();
      hosts.core.start();
      // In training it follows the core host: it has nothing to open yet, and its start would only take time from the other two.
      if (production !== null) hosts.devices.start();
    },
    attach(key, surface, contents) {
      if (surface === 'devdock' && production !== null) throw new Error('no DevDock on a production station');
      // A new page starts with nobody signed in.
      const screen: Screen = { surface, contents, staff: null };
      screens.set(key, screen);
      if (serving.has(hostOf(surface))) connect(key, screen);
    },
    detach: (key) => void screens.delete(key),
    async stop() {
      // In this order nobody loses what it still needs: the core writes its last commits, then devices and upstream go.
      await hosts.core.stop(5_000);
      await hosts.devices.stop(2_000);
      await hosts.training.stop(2_000);
    },
  };
}

/** A station without a usable profile cannot start. */
export const profileDamaged: Failure = { code: 'invalidInput', detail: { field: 'station.json' } };
