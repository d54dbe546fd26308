import type { DeviceConfig, DeviceKind, ReceiptPart } from '../../../main/contract/devices.ts';
import type {
  DocumentPrinterHandle,
  DriverHandle,
  PrinterHandle,
  ReceiptPrinterHandle,
} from '../../../drivers/api/driver.ts';
import { escposDriver } from '../../../drivers/printers/escpos/driver.ts';
import { evolisDriver } from '../../../drivers/printers/evolis/driver.ts';
import { systemQueueDriver } from '../../../drivers/printers/systemQueue/driver.ts';
import { newMachine } from '../../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter } from '../../../drivers/sim/evolisPrinter.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { simulatePrintQueue } from '../../../drivers/sim/printQueue.ts';
import { simulateReceiptPrinter } from '../../../drivers/sim/receiptPrinter.ts';
import type { DriverUnderContract } from '../../kit/driverContract.ts';
import { blanks, sampleFace } from '../helpers/counter.ts';

const config = (kind: DeviceKind, driver: string, path = '/none'): DeviceConfig => ({
  id: 'device',
  kind,
  driver,
  path,
  baudRate: 9600,
  surface: 'window',
  options: {},
});
const asPrinter = (handle: DriverHandle): PrinterHandle => handle as PrinterHandle;
const slip: readonly ReceiptPart[] = [
  { part: 'text', text: '办件号 Case SZ50-000042', align: 'left', bold: false, size: 1 },
  { part: 'line' },
  { part: 'qr', text: 'ZK1|SZ50-000042|许可' },
];
const document = {
  name: 'certificate SZ50-000042',
  pdf: new TextEncoder().encode('%PDF-1.7 specimen'),
  copies: 2,
};

export const printersUnderContract: Readonly<Record<string, DriverUnderContract>> = {
  evolis: {
    driver: evolisDriver,
    config: config('cardPrinter', 'evolis'),
    attach: (port, clock) =>
      void simulatePrinter({
        port,
        clock,
        timings: shortTimings,
        initial: newMachine(blanks(5)),
        digest: () => '',
        onChange: () => undefined,
      }),
    commands: {
      printerFacts: async (handle, context) => asPrinter(handle).printerFacts(context),
      feedToChip: async (handle, context) => asPrinter(handle).feedToChip(context),
      printFront: async (handle, context) => asPrinter(handle).printFront(sampleFace(), context),
      rejectCard: async (handle, context) => asPrinter(handle).rejectCard(context),
      awaitCardTaken: async (handle, context) => asPrinter(handle).awaitCardTaken?.(1000, context),
      reset: async (handle, context) => asPrinter(handle).reset(context),
    },
  },
  escpos: {
    driver: escposDriver,
    config: config('receiptPrinter', 'escpos'),
    attach: (port, clock) => void simulateReceiptPrinter(port, clock),
    commands: {
      printReceipt: async (handle, context) => (handle as ReceiptPrinterHandle).printReceipt(slip, context),
    },
  },
  'system-queue': {
    driver: systemQueueDriver,
    config: config('documentPrinter', 'system-queue', 'queue:zkoffice'),
    attach: () => undefined,
    transport: (cable) => ({ ...cable, printQueue: simulatePrintQueue(manualClock()).queue }),
    commands: {
      printDocument: async (handle, context) =>
        (handle as DocumentPrinterHandle).printDocument(document, context),
    },
  },
};
