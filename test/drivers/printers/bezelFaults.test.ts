import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { faultTable, type FaultName } from '../../../drivers/sim/faults.ts';
import { newMachine } from '../../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter } from '../../../drivers/sim/evolisPrinter.ts';
import { statusBits, statusWords } from '../../../drivers/sim/evolisStatusWords.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { countedClock } from '../../kit/counting.ts';
import { blanks, sampleFace } from '../helpers/counter.ts';
import { drive, pass, until } from '../helpers/drive.ts';

const target = { deviceId: 'cardPrinter', timeoutMs: 30_000 };
const cards = 4;

async function kiosk() {
  const clock = manualClock();
  const counted = countedClock(clock);
  const cable = memoryCable();
  const printer = simulatePrinter({
    port: cable.device,
    clock,
    timings: shortTimings,
    initial: newMachine(blanks(cards)),
    digest: () => '',
    onChange: () => undefined,
  });
  const api = createDeviceApi({
    configs: [
      {
        id: 'cardPrinter',
        kind: 'cardPrinter',
        driver: 'evolis',
        path: '/printer',
        baudRate: 9600,
        surface: 'kiosk',
        options: { profile: 'kc200b-kiosk' },
      },
    ],
    clock: counted,
    transports: memoryTransports(new Map([['/printer', cable]])),
  });
  onTestFinished(() => api.close());
  let online = false;
  api.on('deviceChanged', ({ status }) => (online = status === 'online'));
  await until(clock, () => online);
  const offer = async (): Promise<void> => {
    await drive(clock, api.feedToChip(target));
    const printed = await drive(clock, api.printFront({ ...target, face: sampleFace() }));
    expect(printed.completion.code).toBe('success');
    printer.faults.set('cardNotTaken');
  };
  return { clock, counted, printer, api, offer, isOnline: () => online };
}

/** Fault, completion of the wait, where the printed card is when the wait is over. */
type Row = readonly [FaultName, string, 'atBezel' | 'inside' | 'rejectBox'];
const rows: readonly Row[] = [
  ['split', 'mediaRetained', 'rejectBox'],
  ['merged', 'mediaRetained', 'rejectBox'],
  ['noise', 'timeOut', 'atBezel'],
  ['corrupt', 'timeOut', 'atBezel'],
  ['stall', 'timeOut', 'atBezel'],
  ['truncated', 'timeOut', 'atBezel'],
  ['late', 'mediaRetained', 'rejectBox'],
  ['unplug', 'hardwareError', 'atBezel'],
  ['jam', 'mediaJam', 'inside'],
  ['coverOpen', 'coverOpen', 'atBezel'],
  ['retainBinFull', 'retainBinFull', 'inside'],
  ['ribbonOut', 'mediaRetained', 'rejectBox'],
  ['feederEmpty', 'mediaRetained', 'rejectBox'],
  ['deadChip', 'mediaRetained', 'rejectBox'],
  ['ribbonOutMidPrint', 'mediaRetained', 'rejectBox'],
  ['powerCutMidPrint', 'mediaRetained', 'rejectBox'],
  ['cardNotTaken', 'mediaRetained', 'rejectBox'],
];

describe('E3 F4 a card that nobody takes, under every fault', () => {
  it('has a row for every fault of line and machine', () => {
    const ours = faultTable.flatMap(({ fault, lane }) =>
      lane === 'line' || lane === 'machine' ? [fault] : [],
    );
    expect(rows.map(([fault]) => fault).toSorted()).toEqual(ours.toSorted());
  });

  it.each(rows)(
    '%s -> %s, the card is %s, and the printer works afterwards',
    async (fault, outcome, place) => {
      const { clock, counted, printer, api, offer, isOnline } = await kiosk();
      await offer();
      printer.faults.set(fault);
      const facts = await drive(clock, api.awaitCardTaken({ ...target, takeWithinMs: 4000 }));
      expect(facts.completion.errorCode ?? facts.completion.code).toBe(outcome);
      const { output, inside, rejectBin, feeder } = printer.state();
      expect({
        atBezel: output.length,
        inside: inside === null ? 0 : 1,
        rejectBox: rejectBin.length,
      }).toEqual({
        atBezel: 0,
        inside: 0,
        rejectBox: 0,
        [place]: 1,
      });
      // No card came from the feeder for a move that found nothing at the bezel.
      expect(feeder).toHaveLength(cards - 1);
      const moves = printer.log().commands.filter(({ text }) => ['Sib', 'Ser'].includes(text));
      expect(moves.length).toBeLessThanOrEqual(2);

      printer.faults.clear();
      await pass(clock, 8000);
      await until(clock, isOnline);
      if (place === 'inside') {
        printer.retrieveJam();
        await drive(clock, api.resetPrinter(target));
      }
      expect((await drive(clock, api.feedToChip(target))).completion.code).toBe('success');
      await api.close();
      await pass(clock, 10_000);
      expect(counted.timers()).toBe(0);
    },
  );
});

describe('E3 waiting at the bezel', () => {
  it('leaves time to pull the card in, however short the command is', async () => {
    const { clock, api, offer } = await kiosk();
    await offer();
    const facts = await drive(clock, api.awaitCardTaken({ ...target, timeoutMs: 6000, takeWithinMs: 6000 }));
    expect(facts.completion.errorCode).toBe('mediaRetained');
  });

  it('moves nothing when it is cancelled', async () => {
    const { clock, printer, api, offer } = await kiosk();
    await offer();
    const waiting = api.awaitCardTaken({ ...target, takeWithinMs: 9000 });
    await pass(clock, 1000);
    api.cancel('cardPrinter');
    const canceledAt = clock.now();
    expect((await drive(clock, waiting)).completion.code).toBe('canceled');
    expect(clock.now() - canceledAt).toBeLessThan(1000);
    expect(printer.log().commands.filter(({ text }) => text === 'Sib')).toEqual([]);
  });

  it('sends no move while the cover stands open', async () => {
    const { clock, printer, api, offer } = await kiosk();
    await offer();
    printer.faults.set('coverOpen');
    await drive(clock, api.awaitCardTaken({ ...target, takeWithinMs: 1000 }));
    expect(printer.log().commands.filter(({ text }) => text === 'Sib')).toEqual([]);
  });

  it('goes on when the printer is silent for a moment', async () => {
    const { clock, printer, api, offer } = await kiosk();
    await offer();
    const waiting = api.awaitCardTaken({ ...target, takeWithinMs: 9000 });
    await pass(clock, 1000);
    printer.faults.set('stall');
    await pass(clock, 2000);
    printer.faults.clear('stall');
    printer.takeFromOutput();
    expect((await drive(clock, waiting)).completion.code).toBe('success');
  });
});

describe('F4 the status words of the machine', () => {
  const bits: readonly (readonly [FaultName, keyof ReturnType<typeof statusWords>, number])[] = [
    ['feederEmpty', 'warning', statusBits.feederEmpty],
    ['ribbonOut', 'warning', statusBits.ribbonEnded],
    ['coverOpen', 'warning', statusBits.coverOpen],
    ['retainBinFull', 'warning', statusBits.rejectBoxFull],
    ['retainBinFull', 'extended3', statusBits.rejectBoxOneFull],
    ['cardNotTaken', 'warning', statusBits.cardOnEject],
    ['cardNotTaken', 'extended3', statusBits.cardOutsideBezel],
  ];
  it.each(bits)('%s sets its bit of %s and no other', async (fault, word, bit) => {
    const { printer, offer } = await kiosk();
    await offer();
    printer.faults.clear();
    const before = statusWords(printer.state(), printer.faults)[word];
    printer.faults.set(fault);
    expect(statusWords(printer.state(), printer.faults)[word]).toBe(before | bit);
  });

  it('a jam is a mechanical error until it was cleared', async () => {
    const { clock, printer, api } = await kiosk();
    printer.faults.set('jam');
    await drive(clock, api.feedToChip(target));
    expect(statusWords(printer.state(), printer.faults).error).toBe(statusBits.mechanical);
    printer.retrieveJam();
    await drive(clock, api.resetPrinter(target));
    expect(statusWords(printer.state(), printer.faults).error).toBe(0);
  });
});
