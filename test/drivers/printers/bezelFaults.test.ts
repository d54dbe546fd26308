import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import type { FaultName } from '../../../drivers/sim/faults.ts';
import { newMachine } from '../../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter } from '../../../drivers/sim/evolisPrinter.ts';
import { statusBits, statusWords } from '../../../drivers/sim/evolisStatusWords.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { blanks, sampleFace } from '../helpers/counter.ts';
import { drive, pass, until } from '../helpers/drive.ts';

const target = { deviceId: 'cardPrinter', timeoutMs: 30_000 };
const cards = 4;

async function kiosk() {
  const clock = manualClock();
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
    clock,
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
  return { clock, printer, api, offer };
}

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
    const { clock, api, printer, offer } = await kiosk();
    await offer();
    printer.faults.clear();
    // Out of the machine.
    await drive(clock, api.awaitCardTaken({ ...target, takeWithinMs: 1000 }));
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
