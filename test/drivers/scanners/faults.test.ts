import { describe, expect, it } from 'vitest';
import { lineFaults } from '../../../drivers/sim/faults.ts';
import { simulateHidPosScanner } from '../../../drivers/sim/hidPosScanner.ts';
import { memoryBench } from '../helpers/counter.ts';
import { pass, until } from '../helpers/drive.ts';
import { managedScanner, scannerConfig } from './bench.ts';

/** What the fault table (test/drivers/faultTable.test.ts) does not say of scanners. */
describe('F4 two scans', () => {
  it('keeps two scans in one chunk apart', async () => {
    const bench = await memoryBench();
    bench.counter.scanner.faults.set('merged');
    bench.counter.scanner.scan('one');
    bench.counter.scanner.scan('two');
    await until(bench.clock, () => bench.scans.length === 2);
    expect(bench.scans.map((read) => read.text)).toEqual(['one', 'two']);
    expect(bench.scans[1]?.sequence).toBeGreaterThan(bench.scans[0]?.sequence ?? 0);
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
