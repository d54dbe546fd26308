import type { DeviceConfig, DeviceKind } from '../../main/contract/devices.ts';
import type { ChipReaderHandle, DriverHandle, PrinterHandle } from '../../drivers/api/driver.ts';
import { evolisDriver } from '../../drivers/printers/evolis/driver.ts';
import { apduSocketDriver } from '../../drivers/readers/chip.ts';
import { mrzRteDriver } from '../../drivers/readers/mrzRte.ts';
import { mrzTextDriver } from '../../drivers/readers/mrzText.ts';
import { serialTextDriver } from '../../drivers/scanners/serialText.ts';
import { simulateChipStation } from '../../drivers/sim/chipStation.ts';
import { freshCard, newMachine } from '../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter } from '../../drivers/sim/evolisPrinter.ts';
import { simulatePassportReader } from '../../drivers/sim/passportReader.ts';
import { simulateScanner } from '../../drivers/sim/scannerSimulator.ts';
import { describeDriver } from '../kit/driverContract.ts';
import { blanks, sampleFace } from './helpers/counter.ts';

const config = (kind: DeviceKind, driver: string, options: DeviceConfig['options'] = {}): DeviceConfig => ({
  id: 'device',
  kind,
  driver,
  path: '/none',
  baudRate: 9600,
  surface: 'window',
  options,
});
const asPrinter = (handle: DriverHandle): PrinterHandle => handle as PrinterHandle;
const asChipReader = (handle: DriverHandle): ChipReaderHandle => handle as ChipReaderHandle;

describeDriver('serial-text', {
  driver: serialTextDriver,
  config: config('scanner', 'serial-text'),
  attach: (port, clock) => void simulateScanner(port, clock),
});

describeDriver('mrz-text', {
  driver: mrzTextDriver,
  config: config('passportReader', 'mrz-text'),
  attach: (port, clock) => void simulatePassportReader(port, clock, 'text'),
});

describeDriver('mrz-rte', {
  driver: mrzRteDriver,
  config: config('passportReader', 'mrz-rte'),
  attach: (port, clock) => void simulatePassportReader(port, clock, 'rte'),
});

describeDriver('apdu-socket', {
  driver: apduSocketDriver,
  config: config('chipReader', 'apdu-socket'),
  attach: (port, clock) => {
    const card = freshCard(blanks(1)[0] ?? { bankCardNumber: '', cardIdentifier: '', atr: '' });
    simulateChipStation(port, clock, () => card);
  },
  commands: { readChip: async (handle, context) => asChipReader(handle).readChip(context) },
});

describeDriver('evolis', {
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
    reset: async (handle, context) => asPrinter(handle).reset(context),
  },
});
