import { describe, expect, it } from 'vitest';
import { encodeRteBlock } from '../../drivers/framing/mrzRte.ts';
import { faultTable, lineFaults, type FaultName, type LineFault } from '../../drivers/sim/faults.ts';
import { drive, pass, until } from './helpers/drive.ts';
import { memoryBench, sampleFace, type Bench } from './helpers/counter.ts';

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const printer = { deviceId: 'cardPrinter', timeoutMs: 10_000 };

/** What may come of one frame under a line fault: the whole frame, a named failure, or nothing. Never something else. */
type ReadRow = readonly [LineFault, 'frame' | 'truncated' | 'undecodable' | 'garbage' | 'nothing'];

describe('F4 scanner under every line fault', () => {
  const rows: readonly ReadRow[] = [
    ['split', 'frame'],
    ['merged', 'frame'],
    ['noise', 'undecodable'],
    // The flipped byte is the CR: without it the text has no end.
    ['corrupt', 'truncated'],
    ['stall', 'nothing'],
    ['truncated', 'truncated'],
    ['late', 'frame'],
    ['unplug', 'nothing'],
  ];
  it('has a row for every line fault', () => expect(rows.map(([fault]) => fault)).toEqual(lineFaults));

  it.each(rows)('%s -> %s, and the next clean scan arrives', async (fault, outcome) => {
    const bench = await memoryBench();
    // The first scan teaches the driver that this scanner sends a suffix.
    bench.counter.scanner.scan('first');
    await until(bench.clock, () => bench.scans.length === 1);
    bench.counter.scanner.faults.set(fault);
    bench.counter.scanner.scan(']Q1ZK-许可-0001');
    await pass(bench.clock, 5000);
    expect(bench.scans.slice(1).map((read) => [read.symbology, read.text])).toEqual(
      outcome === 'frame' ? [['qrCode', 'ZK-许可-0001']] : [],
    );
    expect(bench.failures.map((failure) => failure.reason)).toEqual(
      outcome === 'frame' || outcome === 'nothing' ? [] : [outcome],
    );
    bench.counter.scanner.faults.clear();
    await until(bench.clock, () => isOnline(bench, 'scanner'));
    bench.counter.scanner.scan('last');
    await until(bench.clock, () => bench.scans.at(-1)?.text === 'last');
  });

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

describe.each(['text', 'rte'] as const)(
  'F4 passport reader (%s) under every line fault',
  (passportProtocol) => {
    const rows: readonly ReadRow[] = [
      ['split', 'frame'],
      ['merged', 'frame'],
      ['noise', passportProtocol === 'rte' ? 'frame' : 'garbage'],
      ['corrupt', 'garbage'],
      ['stall', 'nothing'],
      ['truncated', 'truncated'],
      ['late', 'frame'],
      ['unplug', 'nothing'],
    ];
    it('has a row for every line fault', () => expect(rows.map(([fault]) => fault)).toEqual(lineFaults));

    it.each(rows)('%s -> %s, and the next clean passport arrives', async (fault, outcome) => {
      const bench = await memoryBench({ passportProtocol });
      bench.counter.passportReader.faults.set(fault);
      bench.counter.passportReader.show(passport);
      await pass(bench.clock, 5000);
      expect(bench.documents.map((read) => read.lines)).toEqual(outcome === 'frame' ? [passport] : []);
      // An RTE block carries a checksum, so it is found behind noise; the noise itself is still reported.
      const noisy = passportProtocol === 'rte' && fault === 'noise';
      const reasons = [...new Set(bench.failures.map((failure) => failure.reason))];
      if (noisy) expect(reasons).toEqual(['garbage']);
      else if (outcome === 'frame' || outcome === 'nothing') expect(reasons).toEqual([]);
      else expect(reasons).toContain(outcome);
      bench.counter.passportReader.faults.clear();
      await until(bench.clock, () => isOnline(bench, 'passportReader'));
      const before = bench.documents.length;
      bench.counter.passportReader.show(passport);
      await until(bench.clock, () => bench.documents.length === before + 1);
      expect(bench.documents.at(-1)?.lines).toEqual(passport);
    });
  },
);

describe('F4 chip reader under every fault', () => {
  /** Expected completion while the fault is active; the facts are whole or empty, never half. */
  const rows: readonly (readonly [FaultName, string])[] = [
    ['split', 'success'],
    ['merged', 'success'],
    ['noise', 'hardwareError'],
    ['corrupt', 'any failure'],
    ['stall', 'timeOut'],
    ['truncated', 'timeOut'],
    ['late', 'success'],
    ['unplug', 'hardwareError'],
    ['deadChip', 'atrNotObtained'],
  ];
  it('has a row for every line fault', () =>
    expect(rows.slice(0, -1).map(([fault]) => fault)).toEqual(lineFaults));

  it.each(rows)('%s -> %s, and it reads again when the fault is gone', async (fault, outcome) => {
    const bench = await memoryBench();
    await drive(bench.clock, bench.api.feedToChip(printer));
    bench.counter.chipReader.faults.set(fault);
    const facts = await drive(bench.clock, readChip(bench));
    if (outcome === 'any failure') expect(facts.completion.code).not.toBe('success');
    else expect(facts.completion.errorCode ?? facts.completion.code).toBe(outcome);
    if (outcome === 'success') expect(facts.bankCardNumber).toBe('6200000000000000001');
    else expect([facts.cardIdentifier, facts.bankCardNumber]).toEqual([null, null]);
    bench.counter.chipReader.faults.clear();
    await until(bench.clock, () => isOnline(bench, 'chipReader'));
    expect((await drive(bench.clock, readChip(bench))).bankCardNumber).toBe('6200000000000000001');
  });

  it('answers only while the printer holds a card at the contacts', async () => {
    const bench = await memoryBench();
    expect((await drive(bench.clock, readChip(bench))).completion.code).toBe('timeOut');
    await drive(bench.clock, bench.api.feedToChip(printer));
    expect((await drive(bench.clock, readChip(bench))).completion.code).toBe('success');
    await drive(bench.clock, bench.api.rejectCard(printer));
    expect((await drive(bench.clock, readChip(bench))).completion.code).toBe('timeOut');
  });
});

const machineRows: readonly (readonly [FaultName, 'feed' | 'print' | 'reject', string, string])[] = [
  // fault, command, completion, position afterwards
  ['jam', 'feed', 'mediaJam', 'unknown'],
  ['jam', 'print', 'mediaJam', 'unknown'],
  ['jam', 'reject', 'mediaJam', 'unknown'],
  ['coverOpen', 'feed', 'coverOpen', 'none'],
  ['coverOpen', 'print', 'coverOpen', 'chip'],
  ['coverOpen', 'reject', 'coverOpen', 'chip'],
  ['feederEmpty', 'feed', 'noMedia', 'none'],
  ['ribbonOut', 'print', 'tonerOut', 'chip'],
  ['retainBinFull', 'reject', 'retainBinFull', 'chip'],
  ['powerCutMidPrint', 'print', 'hardwareError', 'unknown'],
  ['stall', 'feed', 'timeOut', 'unknown'],
  ['stall', 'print', 'timeOut', 'unknown'],
  ['truncated', 'feed', 'any failure', 'unknown'],
  ['noise', 'feed', 'any failure', 'unknown'],
  ['corrupt', 'feed', 'any failure', 'unknown'],
  ['split', 'feed', 'success', 'chip'],
  ['split', 'print', 'success', 'none'],
  ['merged', 'feed', 'success', 'chip'],
  ['merged', 'print', 'success', 'none'],
  ['unplug', 'feed', 'hardwareError', 'unknown'],
  ['late', 'feed', 'success', 'chip'],
  ['deadChip', 'feed', 'success', 'chip'],
  ['ribbonOutMidPrint', 'print', 'tonerOut', 'print'],
  // A card in the tray of a desk printer is no business of a print; at a bezel see printers/bezelFaults.test.ts.
  ['cardNotTaken', 'print', 'success', 'none'],
];

describe('F4 card printer under every fault', () => {
  it('has a row for every fault of line and machine', () => {
    const tested = new Set(machineRows.map(([fault]) => fault));
    const ours = faultTable.filter(({ lane }) => lane === 'line' || lane === 'machine');
    expect(ours.map(({ fault }) => fault).filter((fault) => !tested.has(fault))).toEqual([]);
  });

  it.each(machineRows)('%s during %s -> %s, card %s', async (fault, command, outcome, position) => {
    const bench = await memoryBench();
    if (command !== 'feed') await drive(bench.clock, bench.api.feedToChip(printer));
    const fedBefore = 12 - bench.counter.printer.state().feeder.length;
    bench.counter.printer.faults.set(fault);
    const facts = await drive(bench.clock, run(bench, command));
    if (outcome === 'any failure') expect(facts.completion.code).not.toBe('success');
    else expect(facts.completion.errorCode ?? facts.completion.code).toBe(outcome);
    expect(facts.position).toBe(position);
    // Whatever happened, the command moved at most one card and printed at most one face.
    const state = bench.counter.printer.state();
    expect(12 - state.feeder.length).toBeLessThanOrEqual(fedBefore + (command === 'feed' ? 1 : 0));
    expect(state.printedCards).toBeLessThanOrEqual(command === 'print' ? 1 : 0);
  });

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

it('F4 an RTE block is the bytes of the reference', () => {
  const block = encodeRteBlock(passport);
  expect([...block.slice(0, 9)]).toEqual([0x01, 97, 0, 0x4f, 0x55, 0x02, 0x30, 0x0d, 0x50]);
  expect([...block.slice(-3, -1)]).toEqual([0x0d, 0x03]);
  expect(block.slice(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
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
