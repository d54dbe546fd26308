import { describe, expect, it } from 'vitest';
import { drive, pass, until } from '../helpers/drive.ts';
import { memoryBench, sampleFace, type Bench } from '../helpers/counter.ts';

const printer = { deviceId: 'cardPrinter', timeoutMs: 10_000 };

/** What the fault table (test/drivers/faultTable.test.ts) does not say: what comes after a fault, and in which order. */
describe('F4 a card on its way', () => {
  it('D1 a lost answer to a feed moves one card, and the next question tells where it is', async () => {
    const bench = await memoryBench();
    await pass(bench.clock, 1000);
    const feeding = bench.api.feedToChip({ ...printer, timeoutMs: 4000 });
    await until(bench.clock, () => bench.counter.printer.log().commands.at(-1)?.text === 'Sis');
    bench.counter.printer.faults.set('stall');
    const facts = await drive(bench.clock, feeding);
    expect(facts).toMatchObject({ completion: { code: 'timeOut' }, position: 'unknown', printedCards: null });
    expect(bench.counter.printer.log().commands.filter((command) => command.text === 'Sis')).toHaveLength(1);
    bench.counter.printer.faults.clear();
    await until(bench.clock, () => isOnline(bench, 'cardPrinter'));
    expect(await drive(bench.clock, bench.api.printerFacts(printer))).toMatchObject({
      completion: { code: 'success' },
      position: 'chip',
    });
    // A second feed is refused without a byte that moves anything.
    expect(await drive(bench.clock, bench.api.feedToChip(printer))).toMatchObject({
      completion: { code: 'sequenceError' },
      position: 'chip',
    });
    expect(bench.counter.printer.log().commands.filter((command) => command.text === 'Sis')).toHaveLength(1);
  });

  it('D1 a late answer to a feed is not taken for the answer to a later command', async () => {
    const bench = await memoryBench();
    await pass(bench.clock, 1000);
    const feeding = bench.api.feedToChip({ ...printer, timeoutMs: 2000 });
    await until(bench.clock, () => bench.counter.printer.log().commands.at(-1)?.text === 'Sis');
    bench.counter.printer.faults.set('late');
    expect(await drive(bench.clock, feeding)).toMatchObject({ completion: { code: 'timeOut' } });
    const facts = await drive(bench.clock, bench.api.printerFacts({ ...printer, timeoutMs: 8000 }));
    expect(facts).toMatchObject({ completion: { code: 'success' }, position: 'chip', printedCards: 0 });
  });

  it('D1 a power cut in the middle of a print leaves one half printed card inside and an unchanged counter', async () => {
    const bench = await memoryBench();
    await drive(bench.clock, bench.api.feedToChip(printer));
    bench.counter.printer.faults.set('powerCutMidPrint');
    expect(await drive(bench.clock, run(bench, 'print'))).toMatchObject({
      completion: { code: 'hardwareError' },
      position: 'unknown',
      printedCards: null,
    });
    expect(await bench.status('cardPrinter')).toBe('powerOff');
    bench.counter.printer.faults.clear();
    await until(bench.clock, () => isOnline(bench, 'cardPrinter'));
    expect(await drive(bench.clock, bench.api.printerFacts(printer))).toMatchObject({
      position: 'print',
      printedCards: 0,
    });
    expect(bench.counter.printer.state().inside?.card).toMatchObject({ damaged: true, faces: 0 });
    expect(await drive(bench.clock, bench.api.rejectCard(printer))).toMatchObject({
      completion: { code: 'success' },
      position: 'none',
    });
    expect(bench.counter.printer.state().rejectBin).toHaveLength(1);
  });

  it('a jam is cleared by a hand and a reset, in that order', async () => {
    const bench = await memoryBench();
    bench.counter.printer.faults.set('jam');
    await drive(bench.clock, run(bench, 'feed'));
    expect((await bench.api.list({})).find((device) => device.id === 'cardPrinter')?.media).toBe('jammed');
    expect(await drive(bench.clock, bench.api.resetPrinter(printer))).toMatchObject({
      completion: { errorCode: 'mediaJam' },
    });
    expect(bench.counter.printer.retrieveJam()).toMatchObject({ bankCardNumber: '6200000000000000001' });
    expect(await drive(bench.clock, bench.api.resetPrinter(printer))).toMatchObject({
      completion: { code: 'success' },
      position: 'none',
    });
    expect(await drive(bench.clock, run(bench, 'feed'))).toMatchObject({
      completion: { code: 'success' },
      position: 'chip',
    });
  });

  it('D9 tells ribbon, feeder, reject box and cover before a card is touched', async () => {
    const bench = await memoryBench({ blanks: 3 });
    const facts = await drive(bench.clock, bench.api.printerFacts(printer));
    expect(facts.supplies).toEqual({
      ribbon: 'full',
      ribbonRemaining: 300,
      feeder: 'low',
      retainBin: 'ok',
      cover: 'closed',
    });
    for (const fault of ['ribbonOut', 'feederEmpty', 'retainBinFull', 'coverOpen'] as const)
      bench.counter.printer.faults.set(fault);
    const worst = await drive(bench.clock, bench.api.printerFacts(printer));
    expect(worst.supplies).toEqual({
      ribbon: 'out',
      ribbonRemaining: 0,
      feeder: 'empty',
      retainBin: 'full',
      cover: 'open',
    });
    expect(await bench.status('cardPrinter')).toBe('offline');
  });

  it('refuses to print without a card inside and sends no job', async () => {
    const bench = await memoryBench();
    expect(await drive(bench.clock, run(bench, 'print'))).toMatchObject({
      completion: { code: 'sequenceError' },
      position: 'none',
    });
    expect(bench.counter.printer.log().jobs).toEqual([]);
  });
});

describe('F4 the chip station in the printer', () => {
  it('answers only while the printer holds a card at the contacts', async () => {
    const bench = await memoryBench();
    expect((await drive(bench.clock, readChip(bench))).completion.code).toBe('timeOut');
    await drive(bench.clock, bench.api.feedToChip(printer));
    expect((await drive(bench.clock, readChip(bench))).completion.code).toBe('success');
    await drive(bench.clock, bench.api.rejectCard(printer));
    expect((await drive(bench.clock, readChip(bench))).completion.code).toBe('timeOut');
  });
});

function run(bench: Bench, command: 'feed' | 'print' | 'reject') {
  if (command === 'feed') return bench.api.feedToChip(printer);
  return command === 'print'
    ? bench.api.printFront({ ...printer, face: sampleFace() })
    : bench.api.rejectCard(printer);
}

function readChip(bench: Bench) {
  return bench.api.readChip({ deviceId: 'chipReader', timeoutMs: 5000 });
}

function isOnline(bench: Bench, id: string): boolean {
  const last = bench.changes.findLast((state) => state.id === id);
  return last === undefined || last.status === 'online';
}
