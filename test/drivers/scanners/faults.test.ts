import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../drivers/api/clock.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import { lineFaults, type Faults, type LineFault } from '../../../drivers/sim/faults.ts';
import { simulateHidPosScanner } from '../../../drivers/sim/hidPosScanner.ts';
import { simulateScanner } from '../../../drivers/sim/scannerSimulator.ts';
import { simulateSsiScanner } from '../../../drivers/sim/ssiScanner.ts';
import { pass, until } from '../helpers/drive.ts';
import { managedScanner, scannerConfig } from './bench.ts';

interface Subject {
  readonly faults: Faults;
  scan(text: string): void;
}
/** What may come of one scan under a fault: the whole scan, a named failure, or nothing; with both, the scan comes once. */
type Outcome = {
  readonly scanned: boolean;
  readonly failure: 'truncated' | 'undecodable' | 'garbage' | null;
};
const whole: Outcome = { scanned: true, failure: null };
const nothing: Outcome = { scanned: false, failure: null };
const failed = (failure: Outcome['failure']): Outcome => ({ scanned: false, failure });

const serial: Readonly<Record<LineFault, Outcome>> = {
  split: whole,
  merged: whole,
  noise: failed('undecodable'),
  // The flipped byte is the CR: without it the text has no end.
  corrupt: failed('truncated'),
  stall: nothing,
  truncated: failed('truncated'),
  late: whole,
  unplug: nothing,
};

interface Row {
  readonly name: string;
  readonly driver: string;
  readonly options: Readonly<Record<string, string>>;
  readonly attach: (port: DevicePort, clock: Clock) => Subject;
  readonly outcomes: Readonly<Record<LineFault, Outcome>>;
}

const rows: readonly Row[] = [
  {
    name: 'serial-text',
    driver: 'serial-text',
    options: {},
    attach: (port, clock) => withAim(simulateScanner(port, clock)),
    outcomes: serial,
  },
  {
    name: 'serial-text of Newland',
    driver: 'serial-text',
    options: { trigger: 'newland' },
    attach: (port, clock) => withAim(simulateScanner(port, clock, { commands: 'newland' })),
    outcomes: serial,
  },
  {
    name: 'serial-text of Honeywell',
    driver: 'serial-text',
    options: { trigger: 'honeywell' },
    attach: (port, clock) => withAim(simulateScanner(port, clock, { commands: 'honeywell' })),
    outcomes: serial,
  },
  {
    name: 'zebra-ssi',
    driver: 'zebra-ssi',
    options: {},
    attach(port, clock) {
      const simulator = simulateSsiScanner(port, clock);
      return { faults: simulator.faults, scan: (text) => simulator.scan(0x1c, text) };
    },
    outcomes: {
      split: whole,
      merged: whole,
      // A frame has a checksum, so it is found behind the noise.
      noise: { scanned: true, failure: 'garbage' },
      corrupt: failed('garbage'),
      stall: nothing,
      truncated: failed('truncated'),
      // It comes twice, because the decoder sent it again meanwhile.
      late: whole,
      unplug: nothing,
    },
  },
  {
    name: 'hid-pos',
    driver: 'hid-pos',
    options: {},
    attach(port, clock) {
      const simulator = simulateHidPosScanner(port, clock);
      return { faults: simulator.faults, scan: (text) => simulator.scan(']Q1', text) };
    },
    outcomes: {
      // A HID report comes whole or not at all; a part of one is never taken for one.
      split: failed('truncated'),
      merged: whole,
      noise: failed('garbage'),
      // The flipped bit is one of those that no usage stands for.
      corrupt: whole,
      stall: nothing,
      truncated: failed('truncated'),
      late: whole,
      unplug: nothing,
    },
  },
];

function withAim(simulator: Subject): Subject {
  return { faults: simulator.faults, scan: (text) => simulator.scan(`]Q1${text}`) };
}

describe.each(rows)('F4 $name under every line fault', ({ driver, options, attach, outcomes }) => {
  it('has a row for every line fault', () => expect(Object.keys(outcomes)).toEqual(lineFaults));

  it.each(lineFaults)('%s ends as the table says, and the next clean scan arrives', async (fault) => {
    const bench = await managedScanner(scannerConfig(driver, { ...options }), attach);
    // The first scan teaches the serial driver that this scanner sends a suffix.
    bench.simulator.scan('first');
    await until(bench.clock, () => bench.scans.length === 1);
    bench.simulator.faults.set(fault);
    bench.simulator.scan('ZK-许可-0001');
    await pass(bench.clock, 9000);
    const { scanned, failure } = outcomes[fault];
    expect(bench.scans.slice(1).map((read) => [read.symbology, read.text])).toEqual(
      scanned ? [['qrCode', 'ZK-许可-0001']] : [],
    );
    const unexpected = bench.failures.filter((reason) => reason !== failure);
    expect({ unexpected, named: bench.failures.length > 0 }).toEqual({
      unexpected: [],
      named: failure !== null,
    });
    bench.simulator.faults.clear();
    await bench.online();
    bench.simulator.scan('last');
    await until(bench.clock, () => bench.scans.at(-1)?.text === 'last');
  });
});

describe('F4 a long HID scan under every line fault', () => {
  const text = `ZK-${'0'.repeat(80)}许可`;
  it.each(lineFaults)('%s gives all of it or a named failure, never a part', async (fault) => {
    const bench = await managedScanner(scannerConfig('hid-pos'), simulateHidPosScanner);
    bench.simulator.faults.set(fault);
    bench.simulator.scan(']Q1', text);
    await pass(bench.clock, 9000);
    expect(bench.scans.map((read) => read.text)).toEqual(bench.scans.length === 0 ? [] : [text]);
    if (fault === 'merged' || fault === 'noise') expect(bench.failures).toEqual(['garbage']);
    bench.simulator.faults.clear();
    await bench.online();
    bench.simulator.scan(']Q1', text);
    await until(bench.clock, () => bench.scans.at(-1)?.text === text);
  });
});
