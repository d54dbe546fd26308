import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CoreHostInit, TrainingReady } from '../../../main/contract/hosts.ts';
import { devdockMethods } from '../../../main/contract/devdock.ts';
import { methods } from '../../../main/contract/methods.ts';
import { controlChannel } from '../../../main/hosts/hostLink.ts';
import { createClient, type ClientTable } from '../../../main/rpc/client.ts';
import { toShell, type ToHost, type ToShell } from '../../../main/rpc/hostControl.ts';
import type { Port } from '../../../main/rpc/port.ts';
import { createMux } from '../../../main/rpc/ports/muxPort.ts';
import { forkedChildPort } from '../../../main/rpc/ports/processPorts.ts';
import { nativeBinding, temporaryFolder, testKey } from '../helpers/index.ts';
import { clientOptions } from '../rpc/helpers.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** The Node inside an old Electron runs no TypeScript; there the built entries are tested (test/e2e). */
const runsTypeScript = process.versions['electron'] === undefined;

function startHost(name: string) {
  const child: ChildProcess = fork(join(root, 'main', 'hosts', `${name}.entry.ts`), {
    serialization: 'advanced',
    execArgv: [],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const mux = createMux(forkedChildPort(child));
  const control = mux.channel(controlChannel);
  const heard: ToShell[] = [];
  const waiting = new Map<ToShell['control'], (message: ToShell) => void>();
  control.onMessage((raw) => {
    const message = toShell.parse(raw);
    heard.push(message);
    waiting.get(message.control)?.(message);
  });
  return {
    mux,
    send: (message: ToHost) => control.post(message),
    hear: async (kind: ToShell['control']): Promise<ToShell> =>
      heard.find((message) => message.control === kind) ??
      new Promise((resolve) => {
        waiting.set(kind, resolve);
      }),
    ended: new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
    }),
  };
}

/** Joins two channels of two processes, as the shell joins two hosts. */
function joinLines(left: Port, right: Port): void {
  left.onMessage((message) => right.post(message));
  right.onMessage((message) => left.post(message));
}

const screen = <Table extends ClientTable>(port: Port, table: Table) =>
  createClient(port, table, clientOptions());

// Each host loads the whole program from its sources, on whatever is left of two cores.
describe.runIf(runsTypeScript)('the hosts as processes of their own', { timeout: 90_000 }, () => {
  it('start by message, serve their screens, answer the heartbeat and stop cleanly', async () => {
    const directory = temporaryFolder();
    const training = startHost('trainingHost');
    const common = { resourcesDir: join(root, 'resources'), sqliteNativeBinding: nativeBinding ?? null };
    training.send({ control: 'init', init: { dataDir: directory, ...common } });
    const ready = (await training.hear('ready')) as { training: TrainingReady };

    const devices = startHost('deviceHost');
    devices.send({ control: 'init', init: { devices: ready.training.profile.devices } });
    const core = startHost('coreHost');
    const init: CoreHostInit = {
      ...common,
      ...ready.training,
      dataDir: directory,
      databaseKey: testKey(),
      version: '0.0.0-test',
      workersDir: null,
      fontsDir: join(root, 'node_modules'),
    };
    core.send({ control: 'init', init, port: 'devices-1' });
    devices.send({ control: 'devices', port: 'core-1' });
    joinLines(core.mux.channel('devices-1'), devices.mux.channel('core-1'));
    await core.hear('ready');

    core.send({ control: 'attach', surface: 'window', screen: 'window-1', staff: null, port: 'window-1' });
    const window = screen(core.mux.channel('window-1'), methods);
    const [person] = ready.training.seed.staff;
    if (person === undefined) throw new Error('the seed has nobody');
    const { userName, password } = person;
    expect(await window.methods.signIn({ userName, password })).toMatchObject({ ok: true });
    expect(await core.hear('bound')).toMatchObject({
      screen: 'window-1',
      staff: expect.stringMatching(/^staff_/),
    });
    await expect
      .poll(async () => {
        const status = await window.methods.stationStatus({});
        return status.ok ? new Set(status.value.devices.map((device) => device.status)) : status;
      })
      .toEqual(new Set(['online']));

    training.send({
      control: 'attach',
      surface: 'devdock',
      screen: 'devdock-1',
      staff: null,
      port: 'devdock-1',
    });
    const devdock = screen(training.mux.channel('devdock-1'), devdockMethods);
    expect(await devdock.methods.people({})).toMatchObject({ ok: true });

    // The shell carries a move of the training clock to the core host and its answer back.
    const moving = devdock.methods.moveClock({ to: 'day' });
    const wish = await training.hear('moveClock');
    if (wish.control !== 'moveClock') throw new Error('not a wish');
    core.send(wish);
    const answer = await core.hear('clockMoved');
    if (answer.control !== 'clockMoved') throw new Error('not an answer');
    training.send(answer);
    expect(await moving).toMatchObject({ ok: true, value: { aheadMs: 86_400_000 } });
    const [there, here] = [await devdock.methods.state({}), await window.methods.stationStatus({})];
    if (!there.ok || !here.ok) throw new Error('no answer');
    for (const now of [there.value.clock.now, here.value.now])
      expect(Date.parse(now) - Date.now()).toBeGreaterThan(86_000_000);

    for (const host of [core, devices, training]) {
      host.send({ control: 'ping', id: 7 });
      expect(await host.hear('pong')).toEqual({ control: 'pong', id: 7 });
      host.send({ control: 'stop' });
      expect(await host.ended).toBe(0);
    }
  });

  it('a core host says why it cannot start', async () => {
    const directory = temporaryFolder();
    const { startTraining } = await import('../../../main/hosts/training/trainingHost.ts');
    const training = await startTraining({ directory, pty: false, nativeBinding: nativeBinding ?? null });
    const start = async (databaseKey: Uint8Array) => {
      const core = startHost('coreHost');
      const init: CoreHostInit = {
        ...training.ready,
        dataDir: join(directory, 'data'),
        databaseKey,
        version: '0.0.0-test',
        resourcesDir: join(root, 'resources'),
        workersDir: null,
        fontsDir: join(root, 'node_modules'),
        sqliteNativeBinding: nativeBinding ?? null,
      };
      core.send({ control: 'init', init });
      return core;
    };
    const first = await start(testKey());
    await first.hear('ready');
    first.send({ control: 'stop' });
    await first.ended;
    const second = await start(testKey());
    expect(await second.hear('failed')).toEqual({ control: 'failed', error: { code: 'keyRefused' } });
    await training.close();
  });
});
