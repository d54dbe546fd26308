import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceState, MrzRead, ScanRead } from '../../main/contract/devices.ts';
import { parseAddress } from '../../drivers/api/address.ts';
import { createDeviceApi, type DeviceApi } from '../../drivers/manager/deviceApi.ts';
import { jobCommands } from '../../drivers/printers/evolis/job.ts';
import { deskProfile } from '../../drivers/printers/evolis/profile.ts';
import { concatBytes } from '../../drivers/framing/bytes.ts';
import { faceToPanels } from '../../drivers/printers/evolis/faceCodec.ts';
import { createSimulatedCounter, type SimulatedCounter } from '../../drivers/sim/simulatedCounter.ts';
import { sha256Hex } from '../../drivers/transports/digest.ts';
import { nodeTransports } from '../../drivers/transports/nodeTransports.ts';
import { serialTransport } from '../../drivers/transports/serialTransport.ts';
import { systemClock } from '../../drivers/transports/systemClock.ts';
import { blanks, sampleFace, temporaryFolder } from '../drivers/helpers/counter.ts';

/**
 * Real pseudo-terminals (socat), the real serialport package, a real unix socket: the lane that proves what memory
 * cannot. Nothing here sleeps: a test waits for events, and the limit of the test is its only clock.
 */
interface Lane {
  readonly counter: SimulatedCounter;
  readonly api: DeviceApi;
  /** Resolves with the next event that fits, or at once when the device is already so. */
  online(id: string): Promise<void>;
  gone(id: string): Promise<void>;
}

async function ptyLane(directory = temporaryFolder()): Promise<Lane> {
  const counter = await createSimulatedCounter({ directory, blanks: blanks(5), pty: true });
  const api = createDeviceApi({
    configs: counter.deviceConfigs,
    clock: systemClock,
    transports: nodeTransports(systemClock),
  });
  onTestFinished(async () => {
    await api.close();
    await counter.close();
  });
  const reached = async (id: string, fits: (state: DeviceState) => boolean): Promise<void> => {
    const changed = new Promise<void>((resolve) => {
      const stop = api.on('deviceChanged', (state) => {
        if (state.id !== id || !fits(state)) return;
        stop();
        resolve();
      });
    });
    const now = (await api.list({})).find((state) => state.id === id);
    if (now === undefined || !fits(now)) await changed;
  };
  return {
    counter,
    api,
    online: (id) => reached(id, (state) => state.status === 'online'),
    gone: (id) => reached(id, (state) => state.status === 'powerOff'),
  };
}

/** Whether something of a simulated device is at this address: a file, or a port that takes a connection. */
async function isThere(path: string): Promise<boolean> {
  const address = parseAddress(path);
  if (address?.kind !== 'tcp') return existsSync(path);
  const socket = connect(address.port, address.host);
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}

const nextScan = (api: DeviceApi): Promise<ScanRead> => new Promise((resolve) => api.on('scanRead', resolve));
const nextDocument = (api: DeviceApi): Promise<MrzRead> =>
  new Promise((resolve) => api.on('mrzRead', resolve));
const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];

describe('F1 F4 serialport over a real PTY', () => {
  it('reads a scan and a passport', async () => {
    const { counter, api, online } = await ptyLane();
    await Promise.all([online('scanner'), online('passportReader')]);
    const scan = nextScan(api);
    counter.scanner.scan(']Q1{"permit":"许可 0001"}');
    expect(await scan).toMatchObject({
      deviceId: 'scanner',
      symbology: 'qrCode',
      text: '{"permit":"许可 0001"}',
    });
    const document = nextDocument(api);
    counter.passportReader.show(passport);
    expect(await document).toMatchObject({ deviceId: 'passportReader', lines: passport });
  });

  it('makes a whole card: feed, chip over the unix socket, print; the printer got the job byte for byte', async () => {
    const { counter, api, online } = await ptyLane();
    await Promise.all([online('cardPrinter'), online('chipReader')]);
    const printer = { deviceId: 'cardPrinter', timeoutMs: 20_000 };
    expect(await api.feedToChip(printer)).toMatchObject({
      completion: { code: 'success' },
      position: 'chip',
      printedCards: 0,
    });
    const chip = await api.readChip({ deviceId: 'chipReader', timeoutMs: 5000 });
    expect(chip).toMatchObject({
      completion: { code: 'success' },
      bankCardNumber: '6200000000000000001',
      cardIdentifier: '00000000000000000000000000000001',
    });
    const face = sampleFace();
    expect(await api.printFront({ ...printer, face })).toMatchObject({
      completion: { code: 'success' },
      position: 'none',
      printedCards: 1,
    });

    const job = concatBytes(jobCommands(face, deskProfile));
    const log = counter.printer.log();
    expect(log.jobs).toHaveLength(1);
    expect(log.jobs[0]).toMatchObject({ bytes: job.length, sha256: sha256Hex(job) });
    expect(Buffer.compare(log.lastJob ?? new Uint8Array(0), job)).toBe(0);
    const printed = counter.printer.printedFaces().at(-1);
    expect(printed?.bankCardNumber).toBe('6200000000000000001');
    const panels = faceToPanels(face, deskProfile.turn);
    for (const panel of ['y', 'm', 'c', 'k'] as const) {
      expect(Buffer.compare(printed?.panels[panel] ?? new Uint8Array(0), panels[panel])).toBe(0);
    }
    expect(counter.printer.takeFromOutput()).toMatchObject({
      bankCardNumber: '6200000000000000001',
      faces: 1,
    });
  });

  it('F3 survives a pulled and replugged cable on every port', async () => {
    const { counter, api, online, gone } = await ptyLane();
    const devices = {
      scanner: counter.scanner,
      cardPrinter: counter.printer,
      chipReader: counter.chipReader,
    };
    for (const [id, device] of Object.entries(devices)) {
      await online(id);
      const before = systemClock.now();
      await device.unplug();
      await gone(id);
      await device.replug();
      await online(id);
      expect(systemClock.now() - before).toBeLessThan(6000);
    }
    const scan = nextScan(api);
    counter.scanner.scan('after the replug');
    expect((await scan).text).toBe('after the replug');
    const facts = await api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 5000 });
    expect(facts).toMatchObject({ completion: { code: 'success' }, position: 'none' });
  });

  it('F4 an unplug in the middle of an answer ends the command and the device comes back', async () => {
    const { counter, api, online } = await ptyLane();
    await online('cardPrinter');
    counter.printer.faults.set('unplug');
    const facts = await api.feedToChip({ deviceId: 'cardPrinter', timeoutMs: 5000 });
    expect(facts).toMatchObject({ completion: { code: 'hardwareError' }, position: 'unknown' });
    counter.printer.faults.clear();
    await online('cardPrinter');
    expect((await api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 5000 })).completion.code).toBe(
      'success',
    );
  });

  it('F2 a new device host finds the card where the killed one left it, and a new simulator restores it', async () => {
    const directory = temporaryFolder();
    const first = await ptyLane(directory);
    await first.online('cardPrinter');
    await first.api.feedToChip({ deviceId: 'cardPrinter', timeoutMs: 10_000 });
    await first.api.close();
    const api = createDeviceApi({
      configs: first.counter.deviceConfigs,
      clock: systemClock,
      transports: nodeTransports(systemClock),
    });
    onTestFinished(() => api.close());
    await new Promise<void>((resolve) => {
      api.on('deviceChanged', (state) => {
        if (state.id === 'cardPrinter' && state.status === 'online') resolve();
      });
    });
    expect(await api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 5000 })).toMatchObject({
      position: 'chip',
      printedCards: 0,
    });
    await api.close();
    await first.counter.close();
    const second = await ptyLane(directory);
    await second.online('cardPrinter');
    expect(await second.api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 5000 })).toMatchObject({
      position: 'chip',
      printedCards: 0,
    });
    expect(second.counter.printer.state().feeder).toHaveLength(4);
  });

  it('serial transport: absent path, second open, idempotent close, one closed event', async () => {
    const { counter } = await ptyLane();
    const [config] = counter.deviceConfigs;
    expect(await serialTransport(`${config?.path ?? ''}-none`, 9600).open()).toEqual({
      ok: false,
      fault: 'absent',
    });
    await counter.scanner.unplug();
    await counter.scanner.replug();
    const transport = serialTransport(config?.path ?? '', 9600);
    const closed: string[] = [];
    transport.onClosed((reason) => closed.push(reason));
    await transport.close();
    expect(closed).toEqual([]);
  });

  it('leaves no PTY link, no socket and no listening port behind', async () => {
    const directory = temporaryFolder();
    const counter = await createSimulatedCounter({ directory, blanks: [], pty: true });
    const paths = counter.deviceConfigs.map((config) => config.path);
    expect(await Promise.all(paths.map(isThere))).toEqual(paths.map(() => true));
    await counter.close();
    expect(await Promise.all(paths.map(isThere))).toEqual(paths.map(() => false));
  });
});
