import type { DeviceConfig } from '../../../main/contract/devices.ts';
import type { Clock } from '../../../drivers/api/clock.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import { hidOver, simulateHidPosScanner } from '../../../drivers/sim/hidPosScanner.ts';
import { simulateScanner } from '../../../drivers/sim/scannerSimulator.ts';
import { simulateSsiScanner } from '../../../drivers/sim/ssiScanner.ts';
import { pass } from '../helpers/drive.ts';
import { scannerConfig } from '../scanners/bench.ts';
import { family, readsOnly, type AnyFamily, type Bench, type Family, type Subject } from './bench.ts';
import { readWork } from './reading.ts';

interface Scanner extends Subject {
  scan(text: string): void;
}
const text = 'ZK-许可-0001';

const scan = readWork<Scanner>(
  ({ device }) => device.scan(text),
  `qrCode ${text}`,
  // The first scan teaches the serial driver that this scanner sends a suffix.
  async ({ device, clock }: Bench<Scanner>) => {
    device.scan('first');
    await pass(clock, 1000);
  },
);
const other = readWork<Scanner>(({ device }) => device.scan('last'), 'qrCode last');

function scanner(
  name: string,
  config: DeviceConfig,
  attach: (port: DevicePort, clock: Clock) => Scanner,
  cells: Family['cells'],
  host?: Family<Scanner>['host'],
): AnyFamily {
  return family<Scanner>({
    name,
    config,
    attach,
    ...(host !== undefined && { host }),
    works: { scan, other },
    cells,
    provedBy: { work: 'other', word: 'success' },
  });
}

const serialCells: Family['cells'] = {
  split: { scan: 'success' },
  merged: { scan: 'success' },
  noise: { scan: 'undecodable' },
  // The flipped byte is the CR: without it the text has no end.
  corrupt: { scan: 'truncated' },
  // It only talks: silence cannot be told from having nothing to say (docs/driver-kit.md).
  stall: { scan: 'online' },
  truncated: { scan: 'truncated' },
  late: { scan: 'success' },
  unplug: { scan: 'powerOff' },
  ...readsOnly('a scanner'),
};

const serial = (commands: 'none' | 'newland' | 'honeywell') => (port: DevicePort, clock: Clock) => {
  const simulator = simulateScanner(port, clock, { commands });
  return { faults: simulator.faults, scan: (given: string) => simulator.scan(`]Q1${given}`) };
};

export const scannerFamilies: readonly AnyFamily[] = [
  scanner('serial-text', scannerConfig('serial-text'), serial('none'), serialCells),
  scanner(
    'serial-text of Newland',
    scannerConfig('serial-text', { trigger: 'newland' }),
    serial('newland'),
    serialCells,
  ),
  scanner(
    'serial-text of Honeywell',
    scannerConfig('serial-text', { trigger: 'honeywell' }),
    serial('honeywell'),
    serialCells,
  ),
  scanner(
    'zebra-ssi',
    scannerConfig('zebra-ssi'),
    (port, clock) => {
      const simulator = simulateSsiScanner(port, clock);
      return { faults: simulator.faults, scan: (given) => simulator.scan(0x1c, given) };
    },
    {
      split: { scan: 'success' },
      merged: { scan: 'success' },
      // A frame has a checksum, so it is found behind the noise.
      noise: { scan: 'success garbage' },
      corrupt: { scan: 'garbage hardwareError' },
      stall: { scan: 'hardwareError' },
      truncated: { scan: 'truncated hardwareError' },
      // It comes twice, because the decoder sent it again meanwhile, and counts once.
      late: { scan: 'success' },
      unplug: { scan: 'powerOff' },
      ...readsOnly('a scanner'),
    },
  ),
  scanner(
    'hid-pos',
    scannerConfig('hid-pos'),
    (port, clock) => {
      const simulator = simulateHidPosScanner(port, clock);
      return { faults: simulator.faults, scan: (given) => simulator.scan(']Q1', given) };
    },
    {
      // A HID report comes whole or not at all; a part of one is never taken for one.
      split: { scan: 'truncated' },
      merged: { scan: 'success' },
      noise: { scan: 'garbage' },
      // The flipped bit is one of those that no usage stands for.
      corrupt: { scan: 'success' },
      stall: { scan: 'online' },
      truncated: { scan: 'truncated' },
      late: { scan: 'success' },
      unplug: { scan: 'powerOff' },
      ...readsOnly('a scanner'),
    },
    (cable) => hidOver(cable),
  ),
];
