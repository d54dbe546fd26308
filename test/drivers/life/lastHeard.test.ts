import { describe, expect, it } from 'vitest';
import { simulateScanner } from '../../../drivers/sim/scannerSimulator.ts';
import { memoryBench } from '../helpers/counter.ts';
import { pass } from '../helpers/drive.ts';
import { managedScanner, scannerConfig } from '../scanners/bench.ts';

describe('F4 when a device that only talks was last heard', () => {
  it('is not told before it said anything, and moves with what it says', async () => {
    const { clock, counter, api } = await memoryBench();
    const heard = async () => (await api.list({})).find(({ id }) => id === 'scanner')?.lastHeardAt;
    expect(await heard()).toBeUndefined();
    counter.scanner.scan('one');
    await pass(clock, 200);
    const first = await heard();
    expect(Date.parse(first ?? '')).toBeGreaterThan(clock.now() - 1000);
    await pass(clock, 3_600_000);
    expect(await heard()).toBe(first);
    counter.scanner.scan('two');
    await pass(clock, 200);
    expect(Date.parse((await heard()) ?? '')).toBeGreaterThan(clock.now() - 1000);
  });

  it('is not told of a device that can be asked: its answers are the proof', async () => {
    const { clock, counter, api } = await memoryBench();
    counter.scanner.scan('one');
    counter.passportReader.show([
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ]);
    await pass(clock, 20_000);
    const told = (await api.list({})).flatMap(({ id, lastHeardAt }) =>
      lastHeardAt === undefined ? [] : [id],
    );
    expect(told).toEqual(['scanner', 'passportReader']);
  });

  it('is published once a minute at most, however much is scanned', async () => {
    const { clock, simulator, states } = await managedScanner(scannerConfig('serial-text'), simulateScanner);
    const before = states.length;
    for (let scan = 0; scan < 100; scan += 1) {
      simulator.scan(`code ${scan}`);
      await pass(clock, 900);
    }
    // A hundred scans in a minute and a half.
    expect(states.length - before).toBeLessThanOrEqual(3);
    expect(states.length).toBeGreaterThan(before);
  });
});
