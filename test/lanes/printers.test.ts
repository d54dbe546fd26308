import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DeviceConfig, DeviceState, ReceiptPart } from '../../main/contract/devices.ts';
import type { DevicePort } from '../../drivers/api/devicePort.ts';
import { createDeviceApi, type DeviceApi } from '../../drivers/manager/deviceApi.ts';
import { newMachine } from '../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter } from '../../drivers/sim/evolisPrinter.ts';
import { simulateReceiptPrinter } from '../../drivers/sim/receiptPrinter.ts';
import { sha256Hex } from '../../drivers/transports/digest.ts';
import { nodeTransports } from '../../drivers/transports/nodeTransports.ts';
import { printerNodeTransport } from '../../drivers/transports/printerNode.ts';
import { openPtyPort } from '../../drivers/transports/ptyPort.ts';
import { openTcpPort } from '../../drivers/transports/socketPort.ts';
import { tcpTransport } from '../../drivers/transports/socketTransport.ts';
import { queueState } from '../../drivers/transports/systemQueue.ts';
import { systemClock } from '../../drivers/transports/systemClock.ts';
import type { TransportFactory } from '../../drivers/api/transport.ts';
import { blanks, sampleFace, temporaryFolder } from '../drivers/helpers/counter.ts';
import { canPrint, startPrintService, toldOfJobs } from './support/cups.ts';
import { deskWork, devicesReady, secondSignature, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';
import { secretsOf } from './support/stationFiles.ts';

/** The same drivers over the network, a pseudo-terminal and the node of a USB printer: real sockets, real files, real time. */
interface Line {
  readonly port: DevicePort;
  readonly path: string;
  readonly transports: TransportFactory;
}

const lines = {
  async tcp(): Promise<Line> {
    const port = await openTcpPort();
    return { port, path: `tcp:127.0.0.1:${port.port}`, transports: nodeTransports(systemClock) };
  },
  async pty(): Promise<Line> {
    const path = join(temporaryFolder(), 'printer');
    return { port: await openPtyPort(path), path, transports: nodeTransports(systemClock) };
  },
  async node(): Promise<Line> {
    const path = join(temporaryFolder(), 'lp0');
    const port = await openPtyPort(path);
    // A pseudo-terminal has no place below /dev/usb: only the choice of the transport is done for it here.
    const transports = {
      ...nodeTransports(systemClock),
      create: () => printerNodeTransport(path, systemClock),
    };
    return { port, path, transports };
  },
};
const names = ['tcp', 'pty', 'node'] as const;

function station(config: DeviceConfig, transports: TransportFactory) {
  const api = createDeviceApi({ configs: [config], clock: systemClock, transports });
  onTestFinished(() => api.close());
  return { api, reached: (wanted: DeviceState['status']) => reached(api, wanted) };
}

async function reached(api: DeviceApi, wanted: DeviceState['status']): Promise<void> {
  const changed = new Promise<void>((resolve) => {
    api.on('deviceChanged', ({ status }) => status === wanted && resolve());
  });
  if ((await api.list({}))[0]?.status !== wanted) await changed;
}

const row = (kind: DeviceConfig['kind'], driver: string, path: string): DeviceConfig => ({
  id: 'printer',
  kind,
  driver,
  path,
  baudRate: 115_200,
  surface: 'kiosk',
  options: {},
});
const target = { deviceId: 'printer', timeoutMs: 8000 };

describe.each(names)('F1 a card printer over %s', (name) => {
  const connect = async () => {
    const line = await lines[name]();
    const printer = simulatePrinter({
      port: line.port,
      clock: systemClock,
      timings: shortTimings,
      initial: newMachine(blanks(3)),
      digest: sha256Hex,
      onChange: () => undefined,
    });
    const config = { ...row('cardPrinter', 'evolis', line.path), options: { profile: 'kc200b-kiosk' } };
    const made = station(config, line.transports);
    onTestFinished(() => line.port.close());
    await made.reached('online');
    return { ...made, printer };
  };

  it('feeds, prints whole panels, and pulls in a card that nobody takes', { timeout: 15_000 }, async () => {
    const { api, printer } = await connect();
    expect(await api.feedToChip(target)).toMatchObject({ completion: { code: 'success' }, position: 'chip' });
    const printed = await api.printFront({ ...target, face: sampleFace() });
    expect(printed).toMatchObject({ completion: { code: 'success' }, position: 'print', printedCards: 1 });
    expect(printer.printedFaces()).toHaveLength(1);
    // The kiosk's printer keeps the card inside until it is offered (13.8).
    printer.faults.set('cardNotTaken');
    const retained = await api.awaitCardTaken({ ...target, takeWithinMs: 300 });
    expect(retained.completion.errorCode).toBe('mediaRetained');
    expect(printer.state().rejectBin).toHaveLength(1);
  });

  it('is powerOff when it goes, and is used again when it is back', { timeout: 15_000 }, async () => {
    const { api, printer, reached: comes } = await connect();
    await printer.unplug();
    await comes('powerOff');
    await printer.replug();
    await comes('online');
    expect((await api.feedToChip(target)).completion.code).toBe('success');
  });
});

describe.each(names)('F1 a receipt printer over %s', (name) => {
  it('prints, names its paper and goes on after it was refilled', { timeout: 15_000 }, async () => {
    const line = await lines[name]();
    const printer = simulateReceiptPrinter(line.port, systemClock);
    const { api, reached: comes } = station(row('receiptPrinter', 'escpos', line.path), line.transports);
    onTestFinished(() => line.port.close());
    await comes('online');
    const parts: ReceiptPart[] = [
      { part: 'text', text: '办件号 SZ50-000042', align: 'left', bold: false, size: 1 },
      { part: 'qr', text: 'ZK1|SZ50-000042' },
    ];
    const job = { ...target, timeoutMs: 4000, parts };
    expect(await api.printReceipt(job)).toEqual({ completion: { code: 'success' }, paper: 'full' });
    printer.faults.set('paperOut');
    expect((await api.printReceipt(job)).completion.errorCode).toBe('paperOut');
    printer.faults.clear();
    expect((await api.printReceipt(job)).completion.code).toBe('success');
    expect(printer.receipts().map(({ codes }) => codes)).toEqual([['ZK1|SZ50-000042'], ['ZK1|SZ50-000042']]);
  });
});

describe('F1 a device on the network', () => {
  it(
    'that is not there is absent, and one that is switched on later is used',
    { timeout: 15_000 },
    async () => {
      const port = await openTcpPort();
      onTestFinished(() => port.close());
      simulateReceiptPrinter(port, systemClock);
      await port.unplug();
      expect(await tcpTransport('127.0.0.1', port.port).open()).toEqual({ ok: false, fault: 'absent' });
      const config = row('receiptPrinter', 'escpos', `tcp:127.0.0.1:${port.port}`);
      const { api, reached: comes } = station(config, nodeTransports(systemClock));
      const seen: string[] = [];
      api.on('deviceChanged', ({ status }) => seen.push(status));
      await comes('powerOff');
      await new Promise<void>((resolve) => void systemClock.setTimer(2500, resolve));
      // Looking for it is nothing a person has to see.
      expect(seen.filter((status) => status !== 'powerOff')).toEqual([]);
      await port.replug();
      await comes('online');
    },
  );

  it('is asked for over no second connection while it is used', { timeout: 10_000 }, async () => {
    const port = await openTcpPort();
    onTestFinished(() => port.close());
    const transports = nodeTransports(systemClock);
    const place = { driver: 'escpos', path: `tcp:127.0.0.1:${port.port}`, baudRate: 9600 };
    const transport = transports.create(place);
    const closed = vi.fn<(reason: string) => void>();
    transport.onClosed(closed);
    expect(await transport.open()).toEqual({ ok: true });
    // The simulated port drops the older of two connections.
    expect(await transports.isPresent(place)).toBe(true);
    await new Promise<void>((resolve) => void systemClock.setTimer(100, resolve));
    expect(await transport.write(Uint8Array.of(1))).toEqual({ ok: true });
    expect(closed).not.toHaveBeenCalled();
    await transport.close();
  });

  it('that is closed while it connects leaves no connection behind', { timeout: 10_000 }, async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const transport = tcpTransport('127.0.0.1', port);
    const opening = transport.open();
    await transport.close();
    expect((await opening).ok).toBe(false);
    expect(await transport.write(Uint8Array.of(1))).toEqual({ ok: false, fault: 'lost' });
    const left = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    expect(left).toBe(0);
    expect(await transport.open()).toEqual({ ok: true });
    await transport.close();
  });
});

describe.skipIf(!canPrint)('F1 documents over CUPS (packages cups, cups-client)', () => {
  it('arrive whole at the printer of the queue', { timeout: 30_000 }, async () => {
    expect(await queueState('zkoffice')).toBe('serviceDown');
    const office = await startPrintService('zkoffice');
    expect(await queueState('zknowhere')).toBe('absent');
    const { api, reached: comes } = station(
      row('documentPrinter', 'system-queue', 'queue:zkoffice'),
      nodeTransports(systemClock),
    );
    await comes('online');
    const pdf = new TextEncoder().encode(`%PDF-1.7 ${'specimen '.repeat(20_000)}`);
    const facts = await api.printDocument({ ...target, name: 'certificate SZ50-000042', copies: 1, pdf });
    expect(facts).toEqual({ completion: { code: 'success' }, job: expect.stringMatching(/^\d+$/) });
    await vi.waitFor(() => expect(office.printed().equals(Buffer.from(pdf))).toBe(true), {
      timeout: 10_000,
      interval: 50,
    });
    spawnSync('cupsdisable', ['zkoffice']);
    expect(await queueState('zkoffice')).toBe('stopped');
    expect((await api.printDocument({ ...target, name: 'x', copies: 1, pdf })).completion).toMatchObject({
      code: 'deviceNotReady',
    });
  });

  it(
    'C2 C4 I6 a notice goes from the desk to the paper, under the number of its case',
    { timeout: 60_000 },
    async () => {
      const office = await startPrintService('zkoffice');
      const bench = await inlineStation({
        profile: (training) => ({
          devices: training.devices.map((device) =>
            device.kind === 'documentPrinter' ? { ...device, path: 'queue:zkoffice' } : device,
          ),
        }),
      });
      const client = bench.open('window');
      const desk = deskWork(bench.training, client);
      const [person] = bench.training.people;
      if (person === undefined) throw new Error('no people');
      await desk.signIn('zhaoqiang');
      await desk.openDay();
      await desk.signIn('limin');
      const view = await desk.acceptPerson(person);
      await devicesReady(client, ['officePrinter']);
      const noticeId = view.notices[0]?.id;
      if (noticeId === undefined) throw new Error('no notice');

      expect(value(await client.methods.noticePrint({ noticeId })).print).toMatchObject({
        outcome: 'printed',
        copy: 0,
      });
      await vi.waitFor(
        () => expect(office.printed().toString('latin1').trimEnd()).toMatch(/^%PDF-.*%%EOF$/s),
        {
          timeout: 10_000,
          interval: 50,
        },
      );
      const job = await toldOfJobs('zkoffice');
      expect(job).toContain(view.number);
      for (const secret of Object.values(secretsOf(person))) expect(job).not.toContain(secret);

      spawnSync('cupsdisable', ['zkoffice']);
      expect(
        value(
          await client.methods.noticePrint({ noticeId, reason: 'lost', countersignature: secondSignature }),
        ).print,
      ).toMatchObject({
        outcome: 'failed',
        failure: { code: 'documentPrinterStopped' },
      });
    },
  );
});
