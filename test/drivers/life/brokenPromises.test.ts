import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig, DeviceState } from '../../../main/contract/devices.ts';
import type { AnyDriver, DriverHandle, ScannerHandle } from '../../../drivers/api/driver.ts';
import { noIdentity } from '../../../drivers/api/status.ts';
import { asciiBytes } from '../../../drivers/framing/bytes.ts';
import { createDeviceApi, type DeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import { parseTrace } from '../../../drivers/trace/replay.ts';
import { traceBook } from '../../../drivers/trace/traceBook.ts';
import { lockedTransport } from '../../../drivers/transports/deviceLock.ts';
import {
  memoryCable,
  memoryTransports,
  type MemoryCable,
} from '../../../drivers/transports/memoryTransport.ts';
import { serialEnumerator } from '../../../drivers/transports/serialEnumerator.ts';
import { countedTransport } from '../../kit/counting.ts';
import { temporaryFolder } from '../helpers/counter.ts';
import { drive, pass, settle } from '../helpers/drive.ts';

const configOf = (id: string): DeviceConfig => ({
  id,
  kind: 'scanner',
  driver: id,
  path: `/${id}`,
  baudRate: 9600,
  surface: 'window',
  options: {},
});
const handleOf = (changes: Partial<DriverHandle> = {}): DriverHandle => ({
  identity: noIdentity,
  close: async () => undefined,
  ...changes,
});
const driverOf = (id: string, open: () => ReturnType<AnyDriver['open']>): AnyDriver => ({
  id,
  kind: 'scanner',
  matches: ({ driver }) => driver === id,
  open,
});

interface Bench {
  readonly clock: ManualClock;
  readonly api: DeviceApi;
  readonly changes: DeviceState[];
  readonly cables: ReadonlyMap<string, MemoryCable>;
  statusOf(id: string): Promise<DeviceState | undefined>;
}

/** Devices named after their drivers, all plugged in. */
function benchOf(...drivers: readonly AnyDriver[]): Bench {
  const clock = manualClock();
  const cables = new Map(drivers.map(({ id }) => [`/${id}`, memoryCable()]));
  const configs = drivers.map(({ id }) => configOf(id));
  const api = createDeviceApi({ configs, clock, transports: memoryTransports(cables), drivers });
  const changes: DeviceState[] = [];
  api.on('deviceChanged', (state) => changes.push(state));
  onTestFinished(() => api.close());
  return {
    clock,
    api,
    changes,
    cables,
    statusOf: async (id) => (await api.list({})).find((state) => state.id === id),
  };
}
const sound = driverOf('sound', async () => ({ ok: true, handle: handleOf() }));

describe('F2 a driver that breaks its promise', () => {
  it.each<[string, () => ReturnType<AnyDriver['open']>]>([
    ['never opens', () => new Promise(() => undefined)],
    ['throws while it opens', () => Promise.reject(new Error('vendor library'))],
    [
      'throws at once',
      () => {
        throw new Error('vendor library');
      },
    ],
  ])('and %s loses its device, is tried again, and takes no other with it', async (_how, open) => {
    let opened = 0;
    const counting = driverOf('broken', () => {
      opened += 1;
      return open();
    });
    const bench = benchOf(counting, sound);
    await pass(bench.clock, 60_000);
    expect(bench.changes.some(({ id, status }) => id === 'broken' && status === 'hardwareError')).toBe(true);
    expect(opened).toBeGreaterThan(1);
    expect((await bench.statusOf('sound'))?.status).toBe('online');
  });

  it('and throws when it is asked whether it lives has a device that does not answer', async () => {
    const throwing = driverOf('broken', async () => ({
      ok: true,
      handle: handleOf({ probe: () => Promise.reject(new Error('vendor library')) }),
    }));
    const bench = benchOf(throwing, sound);
    await pass(bench.clock, 10_000);
    expect(bench.changes.some(({ id, status }) => id === 'broken' && status === 'hardwareError')).toBe(true);
    expect((await bench.statusOf('sound'))?.status).toBe('online');
  });
});

describe('F1 a test read of a scanner that cannot be triggered', () => {
  it.each([
    ['hardwareError', 'hardwareError', 100],
    // It may read by itself.
    ['unsupportedCommand', 'timeOut', 3000],
  ] as const)('%s ends as %s', async (answer, code, afterMs) => {
    const trigger = async () => ({ code: answer });
    const handle: ScannerHandle = { ...handleOf(), trigger };
    const bench = benchOf(driverOf('scanner', async () => ({ ok: true, handle })));
    await pass(bench.clock, 100);
    const before = bench.clock.now();
    const read = await drive(bench.clock, bench.api.testRead({ deviceId: 'scanner', timeoutMs: 3000 }));
    expect(read).toEqual({ completion: { code }, symbology: null, shape: null });
    expect(bench.clock.now() - before).toBeLessThanOrEqual(afterMs);
  });

  it('one that hangs when its light is switched off delays the answer only a moment', async () => {
    const trigger = async (on: boolean) =>
      on ? ({ code: 'success' } as const) : new Promise<never>(() => undefined);
    const handle: ScannerHandle = { ...handleOf(), trigger };
    const bench = benchOf(driverOf('scanner', async () => ({ ok: true, handle })));
    await pass(bench.clock, 100);
    const before = bench.clock.now();
    await drive(bench.clock, bench.api.testRead({ deviceId: 'scanner', timeoutMs: 3000 }));
    expect(bench.clock.now() - before).toBeLessThanOrEqual(3000 + 1500);
  });
});

describe('F5 the clock of a device', () => {
  it.each([
    [0, undefined],
    [6 * 60_000, 'clockWrong'],
  ])('%i ms off when it is opened is what counts, however long it stays open', async (offMs, problem) => {
    const clock = { current: 0 };
    const timed = driverOf('timed', async () => ({
      ok: true,
      handle: handleOf({ deviceTimeMs: clock.current + offMs }),
    }));
    const bench = benchOf(timed);
    clock.current = bench.clock.now();
    await settle();
    expect((await bench.statusOf('timed'))?.problem).toBe(problem);
    await pass(bench.clock, 20 * 60_000);
    expect((await bench.statusOf('timed'))?.problem).toBe(problem);
  });
});

describe('F3 what is gone is shown as gone', () => {
  it('also when its line told nothing and it is reset', async () => {
    const clock = manualClock();
    const cables = new Map([['/sound', memoryCable()]]);
    let present = true;
    const transports = { ...memoryTransports(cables), isPresent: async () => present };
    const api = createDeviceApi({ configs: [configOf('sound')], clock, transports, drivers: [sound] });
    onTestFinished(() => api.close());
    const told: string[] = [];
    api.on('deviceChanged', ({ status }) => told.push(status));
    await pass(clock, 100);
    expect(told.at(-1)).toBe('online');
    present = false;
    const reset = await drive(clock, api.resetDevice({ deviceId: 'sound', timeoutMs: 1000 }));
    expect(reset.completion.code).toBe('timeOut');
    expect(told.at(-1)).toBe('powerOff');
  });

  it('nobody listens to a transport any more when its device was closed, after twenty replugs too', async () => {
    const clock = manualClock();
    const cable = memoryCable();
    const counted = countedTransport(cable.host);
    const listening = driverOf('listening', async () => ({ ok: true, handle: handleOf() }));
    const transports = { ...memoryTransports(new Map([['/listening', cable]])), create: () => counted };
    const api = createDeviceApi({
      configs: [configOf('listening')],
      clock,
      transports,
      drivers: [listening],
    });
    await pass(clock, 100);
    const before = counted.listeners();
    for (let round = 0; round < 20; round += 1) {
      await cable.device.unplug();
      await pass(clock, 500);
      await cable.device.replug();
      await pass(clock, 500);
    }
    expect(counted.listeners()).toBe(before);
    await api.close();
    expect(counted.listeners()).toBe(0);
  });
});

describe('F2 a bus that hangs', () => {
  it('is walked once, however often one looks, and again when it has answered', async () => {
    const clock = manualClock();
    let walks = 0;
    let answer: () => void = () => undefined;
    const enumerator = serialEnumerator(clock, () => {
      walks += 1;
      return new Promise((resolve) => (answer = () => resolve([])));
    });
    for (let look = 0; look < 5; look += 1) {
      expect(await drive(clock, enumerator.list())).toEqual([]);
      await pass(clock, 1000);
    }
    expect(walks).toBe(1);
    answer();
    await settle();
    void enumerator.list();
    expect(walks).toBe(2);
  });
});

describe('F4 a recording', () => {
  it('ends at two million characters, with no gap before its end', async () => {
    const clock = manualClock();
    const book = traceBook(clock, (_direction, bytes) => bytes.slice());
    const cable = memoryCable();
    const transport = book.tap(cable.host);
    await transport.open();
    book.startRecording();
    for (let burst = 0; burst < 12; burst += 1) {
      await transport.write(new Uint8Array(100_000));
      await pass(clock, 100);
    }
    await transport.write(asciiBytes('small'));
    const text = book.stopRecording() ?? '';
    expect(text.length).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(parseTrace(text)?.map(({ bytes }) => bytes)).toEqual(Array.from({ length: 10 }, () => 100_000));
  });
});

describe('F1 the lock file of an owner that is no more', () => {
  const fileOf = (key: string): string =>
    join(tmpdir(), 'zhengka-locks', `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.lock`);
  const ended = (): number => spawnSync('true').pid;

  it.each([
    ['a process that ended', () => String(ended())],
    ['a number that was given to another process since', () => `${process.ppid} 1`],
    ['an earlier process with our number', () => `${process.pid} 1`],
    ['nobody: cut off while it was written', () => ''],
    ['rubbish', () => 'x'.repeat(1000)],
  ])('is taken over: %s', async (_who, content) => {
    const key = join(temporaryFolder(), 'device');
    const lock = lockedTransport(memoryCable().host, () => key);
    // Makes the folder.
    await lock.open();
    await lock.close();
    writeFileSync(fileOf(key), content());
    expect(await lock.open()).toEqual({ ok: true });
    await lock.close();
    const left = readdirSync(join(tmpdir(), 'zhengka-locks'));
    expect(left.filter((name) => fileOf(key).endsWith(name.slice(0, 37)))).toEqual([]);
  });

  it.runIf(existsSync('/proc'))('but not from one that runs', async () => {
    const key = join(temporaryFolder(), 'device');
    const lock = lockedTransport(memoryCable().host, () => key);
    await lock.open();
    await lock.close();
    const start = spawnSync('cut', ['-d', ' ', '-f', '22', `/proc/${process.ppid}/stat`])
      .stdout.toString()
      .trim();
    writeFileSync(fileOf(key), `${process.ppid} ${start}`);
    expect(await lock.open()).toEqual({ ok: false, fault: 'inUse' });
    writeFileSync(fileOf(key), '0');
    expect(await lock.open()).toEqual({ ok: true });
    await lock.close();
  });
});
