import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { deviceEvents, deviceMethods, deviceState } from '../../main/contract/devices.ts';
import { commandQueue, graceMs } from '../../drivers/manager/commandQueue.ts';
import {
  createDeviceApi,
  type DeviceApi,
  type DeviceEventPayloads,
} from '../../drivers/manager/deviceApi.ts';
import { backOffMs, nextLife, statusOfLife, type Life, type LifeEvent } from '../../drivers/manager/life.ts';
import type { AnyDriver, DriverEvents } from '../../drivers/api/driver.ts';
import { noIdentity } from '../../drivers/api/status.ts';
import { manualClock } from '../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../drivers/transports/memoryTransport.ts';
import { drive, pass, settle, until } from './helpers/drive.ts';
import { memoryBench, sampleFace } from './helpers/counter.ts';

describe('F1 the device API is the contract', () => {
  it('has every method with the types of the table', () => {
    type Table = {
      [Name in keyof typeof deviceMethods]: (
        input: z.infer<(typeof deviceMethods)[Name]['in']>,
      ) => Promise<z.infer<(typeof deviceMethods)[Name]['out']>>;
    };
    expectTypeOf<DeviceApi>().toExtend<Table>();
    type Events = { [Name in keyof typeof deviceEvents]: z.infer<(typeof deviceEvents)[Name]> };
    expectTypeOf<DeviceEventPayloads>().toExtend<Events>();
  });

  it('answers and reports only what the schemas allow', async () => {
    const bench = await memoryBench();
    const printer = { deviceId: 'cardPrinter', timeoutMs: 5000 };
    bench.counter.scanner.scan('text');
    bench.counter.passportReader.show(['short']);
    deviceMethods.feedToChip.out.parse(await drive(bench.clock, bench.api.feedToChip(printer)));
    deviceMethods.readChip.out.parse(
      await drive(bench.clock, bench.api.readChip({ deviceId: 'chipReader', timeoutMs: 5000 })),
    );
    deviceMethods.printFront.out.parse(
      await drive(bench.clock, bench.api.printFront({ ...printer, face: sampleFace() })),
    );
    deviceMethods.list.out.parse(await bench.api.list({}));
    await until(bench.clock, () => bench.failures.length > 0);
    bench.scans.forEach((read) => deviceEvents.scanRead.parse(read));
    bench.failures.forEach((failure) => deviceEvents.readFailed.parse(failure));
    bench.changes.forEach((change) => deviceState.parse(change));
    expect(bench.changes.length).toBeGreaterThan(4);
  });

  it('names an unknown device, a wrong kind and a device that is not there', async () => {
    const bench = await memoryBench();
    const timed = { timeoutMs: 1000 };
    expect((await bench.api.printerFacts({ ...timed, deviceId: 'nobody' })).completion.code).toBe(
      'unsupportedCommand',
    );
    expect(
      (await drive(bench.clock, bench.api.feedToChip({ ...timed, deviceId: 'scanner' }))).completion.code,
    ).toBe('unsupportedCommand');
    await bench.counter.printer.unplug();
    await until(bench.clock, () => bench.changes.at(-1)?.status === 'powerOff');
    expect((await bench.api.printerFacts({ ...timed, deviceId: 'cardPrinter' })).completion.code).toBe(
      'deviceNotReady',
    );
  });

  it('a configured kind without a driver is noDevice', async () => {
    const clock = manualClock();
    const configs = [
      {
        id: 'odd',
        kind: 'scanner',
        driver: 'evolis',
        path: '/x',
        baudRate: 9600,
        surface: 'window',
        options: {},
      },
    ] as const;
    const api = createDeviceApi({ configs, clock, transports: memoryTransports(new Map()) });
    expect(await api.list({})).toMatchObject([{ id: 'odd', status: 'noDevice' }]);
    await api.close();
  });
});

describe('F3 unplug and replug', () => {
  it('each device is gone and back within 3 s, again and again', async () => {
    const bench = await memoryBench();
    const { scanner, passportReader, printer, chipReader } = bench.counter;
    for (const [id, device] of Object.entries({
      scanner,
      passportReader,
      cardPrinter: printer,
      chipReader,
    })) {
      const last = () => bench.changes.findLast((state) => state.id === id)?.status;
      for (let round = 0; round < 20; round += 1) {
        await device.unplug();
        await until(bench.clock, () => last() === 'powerOff', 3000);
        await device.replug();
        await until(bench.clock, () => last() === 'online', 3000);
      }
    }
  });

  it('a printer that no longer answers is a hardware error, and online once it does', async () => {
    const bench = await memoryBench();
    const last = () => bench.changes.findLast((state) => state.id === 'cardPrinter')?.status;
    bench.counter.printer.faults.set('stall');
    await until(bench.clock, () => last() === 'hardwareError', 20_000);
    bench.counter.printer.faults.clear();
    await until(bench.clock, () => last() === 'online', 20_000);
  });
});

describe('F1 one command at a time', () => {
  it('keeps order, gives up on waiting commands at their deadline, and frees the lock after a throw', async () => {
    const clock = manualClock();
    const queue = commandQueue(clock, () => undefined);
    const order: string[] = [];
    const slow = queue.run(5000, async () => {
      order.push('slow');
      await new Promise<void>((resolve) => clock.setTimer(3000, resolve));
      order.push('slow done');
      return 'slow';
    });
    const impatient = queue.run(1000, async () => void order.push('impatient'));
    const broken = queue.run(9000, async () => {
      order.push('broken');
      throw new Error('driver bug');
    });
    // It fails while this test still waits for the others.
    broken.catch(() => undefined);
    const last = queue.run(9000, async () => 'last');
    await expect(drive(clock, impatient)).resolves.toBe('timeOut');
    await expect(drive(clock, slow)).resolves.toBe('slow');
    await expect(drive(clock, broken)).rejects.toThrow('driver bug');
    await expect(drive(clock, last)).resolves.toBe('last');
    expect(order).toEqual(['slow', 'slow done', 'broken']);
    expect(queue.idle).toBe(true);
  });

  it('cancels waiting commands and tells the running one', async () => {
    const clock = manualClock();
    const queue = commandQueue(clock, () => undefined);
    const running = queue.run(5000, async (context) => {
      await new Promise<void>((resolve) => clock.setTimer(100, resolve));
      return context.canceled();
    });
    const waiting = queue.run(5000, async () => 'never');
    await settle();
    queue.cancelAll();
    await expect(waiting).resolves.toBe('canceled');
    await expect(drive(clock, running)).resolves.toBe(true);
  });

  it('F2 a driver that hangs past its deadline loses the device, not the queue', async () => {
    const clock = manualClock();
    const cable = memoryCable();
    let opened = 0;
    const hanging: AnyDriver = {
      id: 'evolis',
      kind: 'cardPrinter',
      matches: () => true,
      async open() {
        opened += 1;
        const never = (): Promise<never> => new Promise(() => undefined);
        const handle = {
          identity: noIdentity,
          feedToChip: never,
          printerFacts: never,
          printFront: never,
          rejectCard: never,
          reset: never,
          close: async () => undefined,
        };
        return { ok: true, handle };
      },
    };
    const configs = [
      {
        id: 'p',
        kind: 'cardPrinter',
        driver: 'evolis',
        path: '/p',
        baudRate: 9600,
        surface: 'window',
        options: {},
      },
    ] as const;
    const api = createDeviceApi({
      configs,
      clock,
      transports: memoryTransports(new Map([['/p', cable]])),
      drivers: [hanging],
    });
    await pass(clock, 10);
    const before = clock.now();
    const facts = await drive(clock, api.feedToChip({ deviceId: 'p', timeoutMs: 2000 }));
    expect(facts).toMatchObject({ completion: { code: 'timeOut' }, position: 'unknown', printedCards: null });
    expect(clock.now() - before).toBe(2000 + graceMs);
    await pass(clock, 5000);
    expect(opened).toBe(2);
    await api.close();
  });

  it('cancels a command that waits behind another', async () => {
    const bench = await memoryBench();
    const feeding = bench.api.feedToChip({ deviceId: 'cardPrinter', timeoutMs: 5000 });
    const waiting = bench.api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 5000 });
    await until(bench.clock, () => bench.counter.printer.log().commands.at(-1)?.text === 'Sis');
    bench.api.cancel('cardPrinter');
    expect((await waiting).completion.code).toBe('canceled');
    // A card on its way arrives all the same.
    expect(await drive(bench.clock, feeding)).toMatchObject({
      completion: { code: 'success' },
      position: 'chip',
    });
  });
});

describe('F1 life of a device', () => {
  const rows: readonly (readonly [Life, LifeEvent, Life])[] = [
    ['absent', 'appeared', 'opening'],
    ['opening', 'opened', 'ready'],
    ['opening', 'openFailed', 'faulted'],
    ['ready', 'commandStarted', 'busy'],
    ['busy', 'commandEnded', 'ready'],
    ['busy', 'vanished', 'absent'],
    ['busy', 'broke', 'faulted'],
    ['faulted', 'backOffOver', 'opening'],
    ['faulted', 'commandEnded', 'faulted'],
    ['absent', 'opened', 'absent'],
    ['ready', 'closed', 'removed'],
    ['removed', 'appeared', 'removed'],
  ];
  it.each(rows)('%s + %s -> %s', (life, event, next) => expect(nextLife(life, event)).toBe(next));

  it('hears nothing from an opening that is over', async () => {
    const clock = manualClock();
    const cable = memoryCable();
    const openings: DriverEvents[] = [];
    const talkative: AnyDriver = {
      id: 'serial-text',
      kind: 'scanner',
      matches: () => true,
      async open(_transport, _clock, events) {
        openings.push(events);
        return { ok: true, handle: { identity: noIdentity, close: async () => undefined } };
      },
    };
    const configs = [
      {
        id: 's',
        kind: 'scanner',
        driver: 'serial-text',
        path: '/s',
        baudRate: 9600,
        surface: 'window',
        options: {},
      },
    ] as const;
    const transports = memoryTransports(new Map([['/s', cable]]));
    const api = createDeviceApi({ configs, clock, transports, drivers: [talkative] });
    const heard: string[] = [];
    api.on('scanRead', ({ text }) => heard.push(text));
    await until(clock, () => openings.length === 1);
    await cable.device.unplug();
    await pass(clock, 1000);
    await cable.device.replug();
    await until(clock, () => openings.length === 2);
    const scanned = (text: string) => ({ symbology: 'unknown', text });
    openings[0]?.scan(scanned('from before'));
    openings[1]?.scan(scanned('from now'));
    expect(heard).toEqual(['from now']);
    await api.close();
  });

  it('speaks XFS4IoT words', () => {
    const lives: Life[] = ['absent', 'opening', 'ready', 'busy', 'faulted', 'removed'];
    expect(lives.map((life) => statusOfLife(life, false))).toEqual([
      'powerOff',
      'starting',
      'online',
      'deviceBusy',
      'hardwareError',
      'noDevice',
    ]);
    expect(statusOfLife('ready', true)).toBe('offline');
    expect([1, 2, 3, 10, 100].map(backOffMs)).toEqual([200, 400, 800, 2000, 2000]);
  });
});
