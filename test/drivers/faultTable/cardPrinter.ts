import { expect } from 'vitest';
import type { PrinterFacts } from '../../../main/contract/devices.ts';
import { newMachine } from '../../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter, type PrinterSimulator } from '../../../drivers/sim/evolisPrinter.ts';
import { blanks, sampleFace } from '../helpers/counter.ts';
import { drive, until } from '../helpers/drive.ts';
import {
  family,
  notApplicable,
  paperFaults,
  type AnyFamily,
  type Bench,
  type Family,
  type Work,
} from './bench.ts';

type Printer = Bench<PrinterSimulator>;
const cards = 6;
const timeoutMs = 10_000;
const asked = ({ deviceId }: Printer) => ({ deviceId, timeoutMs });
const feed = (bench: Printer): Promise<PrinterFacts> =>
  drive(bench.clock, bench.api.feedToChip(asked(bench)));
const print = (bench: Printer): Promise<PrinterFacts> =>
  drive(bench.clock, bench.api.printFront({ ...asked(bench), face: sampleFace() }));

/** The word of the completion and the place of the card; whatever happened, one command moved at most one card and printed at most one face. */
async function move(
  bench: Printer,
  command: (bench: Printer) => Promise<PrinterFacts>,
  most: { readonly fed: number; readonly faces: number },
): Promise<string> {
  const before = bench.device.state();
  const { completion, position } = await command(bench);
  const after = bench.device.state();
  expect(before.feeder.length - after.feeder.length).toBeLessThanOrEqual(most.fed);
  expect(after.printedCards - before.printedCards).toBeLessThanOrEqual(most.faces);
  return `${completion.errorCode ?? completion.code} ${position}`;
}

async function fed(bench: Printer): Promise<void> {
  expect((await feed(bench)).completion.code).toBe('success');
}

const works: Readonly<Record<string, Work<PrinterSimulator>>> = {
  feed: { act: (bench) => move(bench, feed, { fed: 1, faces: 0 }) },
  print: { prepare: fed, act: (bench) => move(bench, print, { fed: 0, faces: 1 }) },
  reject: {
    prepare: fed,
    act: (bench) =>
      move(bench, async () => drive(bench.clock, bench.api.rejectCard(asked(bench))), { fed: 0, faces: 0 }),
  },
};

/** The word of the wait, and where the card is when it is over; it is never in two places. */
async function offered(bench: Printer, waiting: Promise<PrinterFacts>): Promise<string> {
  const fedBefore = bench.device.state().feeder.length;
  const { completion } = await drive(bench.clock, waiting);
  const { output, inside, rejectBin, feeder } = bench.device.state();
  const places = [
    ...output.map(() => 'atBezel'),
    ...(inside === null ? [] : ['inside']),
    ...rejectBin.map(() => 'rejectBox'),
  ];
  // No card came from the feeder for a move that found nothing at the bezel.
  expect(feeder).toHaveLength(fedBefore);
  const moves = bench.device.log().commands.filter(({ text }) => ['Sib', 'Ser'].includes(text));
  expect(moves.length).toBeLessThanOrEqual(2);
  return [completion.errorCode ?? completion.code, ...places].join(' ');
}
const offer = (bench: Printer): Promise<PrinterFacts> =>
  bench.api.awaitCardTaken({ ...asked(bench), timeoutMs: 30_000, takeWithinMs: 4000 });
async function printedAndLeft(bench: Printer): Promise<void> {
  await fed(bench);
  expect((await print(bench)).completion.code).toBe('success');
  expect(bench.device.state()).toMatchObject({ inside: { at: 'print' } });
  bench.device.faults.set('cardNotTaken');
}

/** E3: a printed card that nobody takes; the fault strikes while it waits inside (`offer`), or in the opening (`take`). */
const waits = new WeakMap<Printer, Promise<PrinterFacts>>();
const bezelWorks: Readonly<Record<string, Work<PrinterSimulator>>> = {
  offer: { prepare: printedAndLeft, act: (bench) => offered(bench, offer(bench)) },
  take: {
    async prepare(bench) {
      await printedAndLeft(bench);
      const waiting = offer(bench);
      waits.set(bench, waiting);
      await until(bench.clock, () => bench.device.state().output.length > 0);
    },
    act: (bench) => offered(bench, waits.get(bench) ?? offer(bench)),
  },
};

/** A hand takes out what is stuck and the printer is reset; a card that is still inside goes to the reject box. */
async function emptied(bench: Printer): Promise<void> {
  if (bench.device.state().inside?.at === 'jammed') bench.device.retrieveJam();
  while (bench.device.takeFromOutput() !== null);
  await drive(bench.clock, bench.api.resetPrinter(asked(bench)));
  const facts = await drive(bench.clock, bench.api.printerFacts(asked(bench)));
  expect(facts.completion.code).toBe('success');
  if (facts.position === 'none') return;
  expect(await works['reject']?.act(bench)).toBe('success none');
}

function printer(
  name: string,
  options: Family['config']['options'],
  more: Family<PrinterSimulator>['works'],
  cells: Family['cells'],
): AnyFamily {
  return family<PrinterSimulator>({
    name,
    config: {
      id: 'cardPrinter',
      kind: 'cardPrinter',
      driver: 'evolis',
      path: '/printer',
      baudRate: 9600,
      surface: 'window',
      options,
    },
    attach: (port, clock) =>
      simulatePrinter({
        port,
        clock,
        timings: shortTimings,
        initial: newMachine(blanks(cards)),
        digest: () => '',
        onChange: () => undefined,
      }),
    works: { ...works, ...more },
    cells,
    tidy: emptied,
    provedBy: { work: 'feed', word: 'success chip' },
  });
}

const elsewhere = {
  ...notApplicable(
    'the printer only moves the chip to its station; the chip drivers talk to it',
    'wrongChip',
    'slowChip',
    'wrongReadBack',
  ),
  ...notApplicable('a card printer has no receipt paper', ...paperFaults),
  ...notApplicable('a card printer has a line of its own and no queue', 'queueStopped'),
} as const;

export const cardPrinterFamilies: readonly AnyFamily[] = [
  printer(
    'evolis',
    {},
    {},
    {
      split: { feed: 'success chip', print: 'success none', reject: 'success none' },
      merged: { feed: 'success chip', print: 'success none', reject: 'success none' },
      // Bytes that are no answer are none: the command may or may not have been done.
      noise: { feed: 'timeOut unknown', print: 'timeOut unknown', reject: 'timeOut unknown' },
      corrupt: { feed: 'timeOut unknown', print: 'timeOut unknown', reject: 'timeOut unknown' },
      stall: { feed: 'timeOut unknown', print: 'timeOut unknown', reject: 'timeOut unknown' },
      truncated: { feed: 'timeOut unknown', print: 'hardwareError unknown', reject: 'hardwareError unknown' },
      late: { feed: 'success chip', print: 'success none', reject: 'success none' },
      unplug: {
        feed: 'hardwareError unknown',
        print: 'hardwareError unknown',
        reject: 'hardwareError unknown',
      },
      jam: { feed: 'mediaJam unknown', print: 'mediaJam unknown', reject: 'mediaJam unknown' },
      ribbonOut: { feed: 'success chip', print: 'tonerOut chip', reject: 'success none' },
      ribbonOutMidPrint: { print: 'tonerOut print' },
      coverOpen: { feed: 'coverOpen none', print: 'coverOpen chip', reject: 'coverOpen chip' },
      feederEmpty: { feed: 'noMedia none', print: 'success none', reject: 'success none' },
      retainBinFull: { feed: 'success chip', print: 'success none', reject: 'retainBinFull chip' },
      // A card in the tray of a desk printer is no business of a print; at a bezel see the next row.
      cardNotTaken: { print: 'success none' },
      deadChip: { feed: 'success chip' },
      powerCutMidPrint: { print: 'hardwareError unknown' },
      ...elsewhere,
    },
  ),
  printer('evolis at a bezel', { profile: 'kc200b-kiosk' }, bezelWorks, {
    split: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    merged: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    noise: { offer: 'timeOut inside', take: 'timeOut atBezel' },
    corrupt: { offer: 'timeOut inside', take: 'timeOut atBezel' },
    stall: { offer: 'timeOut inside', take: 'timeOut atBezel' },
    truncated: { offer: 'timeOut inside', take: 'timeOut atBezel' },
    late: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    unplug: { offer: 'hardwareError inside', take: 'hardwareError atBezel' },
    jam: { offer: 'mediaJam inside', take: 'mediaJam inside' },
    coverOpen: { offer: 'coverOpen inside', take: 'coverOpen atBezel' },
    retainBinFull: { offer: 'retainBinFull inside', take: 'retainBinFull inside' },
    cardNotTaken: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    // None of these hinders a pull into the reject box.
    ribbonOut: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    ribbonOutMidPrint: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    feederEmpty: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    powerCutMidPrint: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    deadChip: { offer: 'mediaRetained rejectBox', take: 'mediaRetained rejectBox' },
    ...elsewhere,
  }),
];
