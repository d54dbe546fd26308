import { describe, expect, it } from 'vitest';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryBench } from '../helpers/counter.ts';
import { drive, pass, until } from '../helpers/drive.ts';

const stateOf = async (bench: Awaited<ReturnType<typeof memoryBench>>, id: string) =>
  (await bench.api.list({})).find((state) => state.id === id);

describe('F1 a person tries a reader out', () => {
  it('the read goes to nobody else, and shows only its shape', async () => {
    const bench = await memoryBench();
    const testing = bench.api.testRead({ deviceId: 'scanner', timeoutMs: 5000 });
    await pass(bench.clock, 100);
    bench.counter.scanner.scan(']Q1ZK-许可 0042');
    const read = await drive(bench.clock, testing);
    expect(read).toEqual({ completion: { code: 'success' }, symbology: 'qrCode', shape: 'AA-AA 0000' });
    await pass(bench.clock, 500);
    expect(bench.scans).toEqual([]);
    bench.counter.scanner.scan('next');
    await until(bench.clock, () => bench.scans.length === 1);
  });

  it('ends when nothing is presented, and is refused for a device that reads nothing or is not there', async () => {
    const bench = await memoryBench();
    const silent = bench.api.testRead({ deviceId: 'passportReader', timeoutMs: 2000 });
    expect((await drive(bench.clock, silent)).completion.code).toBe('timeOut');
    const printer = bench.api.testRead({ deviceId: 'cardPrinter', timeoutMs: 2000 });
    expect((await drive(bench.clock, printer)).completion.code).toBe('unsupportedCommand');
    await bench.counter.scanner.unplug();
    await until(bench.clock, () => bench.changes.at(-1)?.status === 'powerOff');
    const gone = bench.api.testRead({ deviceId: 'scanner', timeoutMs: 2000 });
    expect((await drive(bench.clock, gone)).completion.code).toBe('deviceNotReady');
  });
});

describe('F5 another device in the place of the registered one', () => {
  it('is refused: no command, no read, a status that says why; until it is registered', async () => {
    const bench = await memoryBench();
    const identity = (await stateOf(bench, 'cardPrinter'))?.identity;
    expect(identity?.serial).not.toBe('');
    if (identity === undefined) throw new Error('the simulated printer has an identity');
    await bench.api.register({ deviceId: 'cardPrinter', identity: { ...identity, serial: 'OTHER' } });
    expect(await stateOf(bench, 'cardPrinter')).toMatchObject({
      status: 'userError',
      problem: 'otherDevice',
    });
    const refused = bench.api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 2000 });
    expect((await drive(bench.clock, refused)).completion.code).toBe('deviceNotReady');
    await bench.api.register({ deviceId: 'cardPrinter', identity });
    expect(await stateOf(bench, 'cardPrinter')).toMatchObject({ status: 'online' });
    const taken = bench.api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 2000 });
    expect((await drive(bench.clock, taken)).completion.code).toBe('success');
  });
});

describe('F2 a reset opens the device anew', () => {
  it('and it works again, with nothing moved', async () => {
    const bench = await memoryBench();
    const before = bench.counter.printer.state();
    const reset = await drive(
      bench.clock,
      bench.api.resetDevice({ deviceId: 'cardPrinter', timeoutMs: 8000 }),
    );
    expect(reset.completion.code).toBe('success');
    expect(bench.counter.printer.state().feeder).toHaveLength(before.feeder.length);
    const facts = bench.api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 2000 });
    expect((await drive(bench.clock, facts)).completion.code).toBe('success');
  });

  it('says timeOut when it does not come back', async () => {
    const bench = await memoryBench();
    await bench.counter.scanner.unplug();
    const reset = await drive(bench.clock, bench.api.resetDevice({ deviceId: 'scanner', timeoutMs: 3000 }));
    expect(reset.completion.code).toBe('timeOut');
    await bench.counter.scanner.replug();
    await until(
      bench.clock,
      () => bench.changes.findLast((state) => state.id === 'scanner')?.status === 'online',
    );
  });
});

describe('F4 the last frames', () => {
  it('I6 hold the conversation with the printer, and no text of a passport', async () => {
    const bench = await memoryBench();
    bench.counter.passportReader.show([
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ]);
    await until(bench.clock, () => bench.documents.length === 1);
    const passports = await bench.api.frames({ deviceId: 'passportReader' });
    expect(passports.length).toBeGreaterThan(0);
    expect(JSON.stringify(passports)).not.toMatch(/ERIKSSON|L898902C|740812/);
    const printer = await bench.api.frames({ deviceId: 'cardPrinter' });
    expect(printer.map((frame) => frame.direction)).toContain('toDevice');
    expect(await bench.api.frames({ deviceId: 'nobody' })).toEqual([]);
  });

  it('can be recorded: nothing, then a trace, then nothing', async () => {
    const bench = await memoryBench();
    expect(await bench.api.record({ deviceId: 'scanner', on: false })).toEqual({ trace: null });
    expect(await bench.api.record({ deviceId: 'scanner', on: true })).toEqual({ trace: null });
    bench.counter.scanner.scan('ERIKSSON ANNA');
    await until(bench.clock, () => bench.scans.length === 1);
    const { trace } = await bench.api.record({ deviceId: 'scanner', on: false });
    expect(trace?.split('\n')).toHaveLength(2);
    expect(trace).not.toContain('ERIKSSON');
    expect(await bench.api.record({ deviceId: 'scanner', on: false })).toEqual({ trace: null });
  });
});

it.each([
  ['no-such-driver', '/dev/null', 'unknownDriver'],
  ['serial-text', 'usb:nonsense', 'badOptions'],
])('F1 a device that cannot be (%s at %s) is named %s', async (driver, path, problem) => {
  const api = createDeviceApi({
    configs: [{ id: 'odd', kind: 'scanner', driver, path, baudRate: 9600, surface: 'window', options: {} }],
    clock: manualClock(),
    transports: memoryTransports(new Map()),
  });
  expect(await api.list({})).toMatchObject([{ id: 'odd', status: 'noDevice', problem }]);
});
