import { expect } from 'vitest';
import type { DeviceConfig, DeviceKind, ReceiptPart } from '../../../main/contract/devices.ts';
import { simulatePrintQueue, type PrintQueueSimulator } from '../../../drivers/sim/printQueue.ts';
import { simulateReceiptPrinter, type ReceiptPrinterSimulator } from '../../../drivers/sim/receiptPrinter.ts';
import { drive, pass } from '../helpers/drive.ts';
import { cardPathFaults, chipFaults, family, notApplicable, type AnyFamily, type Bench } from './bench.ts';

const config = (kind: DeviceKind, driver: string, path: string): DeviceConfig => ({
  id: 'printer',
  kind,
  driver,
  path,
  baudRate: 9600,
  surface: 'kiosk',
  options: {},
});
const timeoutMs = 6000;

const text = (content: string): ReceiptPart => ({
  part: 'text',
  text: content,
  align: 'left',
  bold: false,
  size: 1,
});
const slip: readonly ReceiptPart[] = [
  text('办件号 Case SZ50-000042'),
  { part: 'line' },
  text('\u{20BB7} 𠮷野'),
  { part: 'qr', text: 'ZK1|SZ50-000042|许可' },
];
const wholeSlip = {
  lines: ['办件号 Case SZ50-000042', '-'.repeat(48), '\u{20BB7} 𠮷野'],
  codes: ['ZK1|SZ50-000042|许可'],
};

/** The word of the completion, and `nothing` when no receipt came out of the cutter; what comes out is the whole receipt, once. */
async function printSlip(bench: Bench<ReceiptPrinterSimulator>): Promise<string> {
  const before = bench.device.receipts().length;
  const job = { deviceId: bench.deviceId, timeoutMs, parts: slip };
  const { completion } = await drive(bench.clock, bench.api.printReceipt(job));
  const printed = bench.device.receipts().slice(before);
  expect(printed).toEqual(completion.code === 'success' ? [wholeSlip] : []);
  return completion.errorCode ?? completion.code;
}

async function printDocument(bench: Bench<PrintQueueSimulator>): Promise<string> {
  const before = bench.device.documents().length;
  const job = {
    deviceId: bench.deviceId,
    timeoutMs,
    name: 'certificate SZ50-000042',
    pdf: new TextEncoder().encode('%PDF-1.7 specimen'),
    copies: 1,
  };
  const { completion, job: number } = await drive(bench.clock, bench.api.printDocument(job));
  expect(number === null).toBe(completion.code !== 'success');
  expect(bench.device.documents().length - before).toBeLessThanOrEqual(1);
  const { paper } = await bench.state();
  return [completion.errorCode ?? completion.code, ...(paper === 'out' ? ['out'] : [])].join(' ');
}

export const paperPrinterFamilies: readonly AnyFamily[] = [
  family<ReceiptPrinterSimulator>({
    name: 'escpos',
    config: config('receiptPrinter', 'escpos', '/receipt'),
    attach: simulateReceiptPrinter,
    works: { print: { prepare: ({ clock }) => pass(clock, 1000), act: printSlip } },
    cells: {
      split: { print: 'success' },
      merged: { print: 'success' },
      noise: { print: 'success' },
      corrupt: { print: 'timeOut' },
      stall: { print: 'timeOut' },
      truncated: { print: 'timeOut' },
      late: { print: 'timeOut' },
      unplug: { print: 'hardwareError' },
      coverOpen: { print: 'coverOpen' },
      paperOut: { print: 'paperOut' },
      paperLow: { print: 'success' },
      ...notApplicable('a receipt printer moves no card', ...cardPathFaults),
      ...notApplicable('a receipt printer touches no chip', ...chipFaults),
      ...notApplicable('a receipt printer has a line of its own and no queue', 'queueStopped'),
    },
    provedBy: { work: 'print', word: 'success' },
  }),
  family<PrintQueueSimulator>({
    name: 'system-queue',
    config: config('documentPrinter', 'system-queue', 'queue:zkoffice'),
    attach: (_, clock) => simulatePrintQueue(clock),
    host: (cable, { queue }) => ({ ...cable, printQueue: queue }),
    works: { print: { act: printDocument } },
    cells: {
      stall: { print: 'timeOut' },
      late: { print: 'success' },
      truncated: { print: 'hardwareError' },
      corrupt: { print: 'hardwareError' },
      unplug: { print: 'hardwareError' },
      queueStopped: { print: 'deviceNotReady' },
      // The queue keeps the document until there is paper; that there is none is told.
      paperOut: { print: 'success out' },
      ...notApplicable(
        'there is no line: a program of the operating system answers, and its answer ends when it ends',
        'split',
        'merged',
        'noise',
      ),
      ...notApplicable('an office printer moves no card', ...cardPathFaults),
      ...notApplicable('an office printer touches no chip', ...chipFaults),
      ...notApplicable('no queue tells of paper that is only low, nor of a cover', 'paperLow', 'coverOpen'),
    },
    provedBy: { work: 'print', word: 'success' },
  }),
];
