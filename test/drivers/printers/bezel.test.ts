import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { asciiBytes, concatBytes } from '../../../drivers/framing/bytes.ts';
import { encodeCommand } from '../../../drivers/framing/evolisCommands.ts';
import { maskEvolis } from '../../../drivers/printers/evolis/mask.ts';
import { newMachine } from '../../../drivers/sim/evolisMachine.ts';
import { shortTimings, simulatePrinter } from '../../../drivers/sim/evolisPrinter.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { blanks, sampleFace } from '../helpers/counter.ts';
import { drive, pass, until } from '../helpers/drive.ts';

async function bench(profile: string) {
  const clock = manualClock();
  const cable = memoryCable();
  const printer = simulatePrinter({
    port: cable.device,
    clock,
    timings: shortTimings,
    initial: newMachine(blanks(3)),
    digest: () => '',
    onChange: () => undefined,
  });
  const config: DeviceConfig = {
    id: 'cardPrinter',
    kind: 'cardPrinter',
    driver: 'evolis',
    path: '/printer',
    baudRate: 9600,
    surface: 'kiosk',
    options: { profile },
  };
  const api = createDeviceApi({
    configs: [config],
    clock,
    transports: memoryTransports(new Map([['/printer', cable]])),
  });
  onTestFinished(() => api.close());
  const target = { deviceId: 'cardPrinter', timeoutMs: 20_000 };
  const print = async (): Promise<void> => {
    await drive(clock, api.feedToChip(target));
    const printed = await drive(clock, api.printFront({ ...target, face: sampleFace() }));
    expect(printed.completion.code).toBe('success');
  };
  const state = async () => (await api.list({}))[0];
  return { clock, printer, api, target, print, state };
}

const online = async (made: Awaited<ReturnType<typeof bench>>): Promise<void> => {
  let status = '';
  made.api.on('deviceChanged', (state) => (status = state.status));
  await until(made.clock, () => status === 'online');
};

describe('E3 a card at the bezel', () => {
  it('13.8 printed, it waits inside: nothing is in anybody’s reach before it is offered, not even after a restart', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    expect(made.printer.state()).toMatchObject({ output: [], inside: { at: 'print', card: { faces: 1 } } });
    await drive(made.clock, made.api.resetPrinter(made.target));
    await drive(made.clock, made.api.printerFacts(made.target));
    expect(made.printer.state()).toMatchObject({ output: [], inside: { at: 'print' } });
    await drive(made.clock, made.api.awaitCardTaken({ ...made.target, takeWithinMs: 1000 }));
    const moves = made.printer.log().commands.map(({ text }) => text);
    // Eject once, and without a panel: the face is not printed again.
    expect(moves.filter((text) => text === 'Se')).toHaveLength(1);
    expect(made.printer.state()).toMatchObject({ inside: null, printedCards: 1, output: [{ faces: 1 }] });
  });

  it('a printer that was silent when it should bring the card out: nobody says that it was taken', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    made.printer.faults.set('stall');
    const waiting = made.api.awaitCardTaken({ ...made.target, takeWithinMs: 9000 });
    await pass(made.clock, 3000);
    made.printer.faults.clear('stall');
    expect(await drive(made.clock, waiting)).toMatchObject({
      completion: { code: 'success' },
      position: 'none',
    });
    // It came out first.
    expect(made.printer.state()).toMatchObject({ inside: null, output: [{ faces: 1 }] });
  });

  it('that cannot leave the machine is not said to be taken', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    made.printer.faults.set('jam');
    const stuck = await drive(made.clock, made.api.awaitCardTaken({ ...made.target, takeWithinMs: 1000 }));
    expect(stuck.completion).toMatchObject({ code: 'commandErrorCode', errorCode: 'mediaJam' });
  });

  it('that the holder takes is taken', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    const taken = await drive(made.clock, made.api.awaitCardTaken({ ...made.target, takeWithinMs: 5000 }));
    expect(taken).toMatchObject({ completion: { code: 'success' }, position: 'none' });
    expect(made.printer.state()).toMatchObject({ output: [{ faces: 1 }], rejectBin: [] });
  });

  it('that nobody takes goes to the reject box, once, after its time', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    made.printer.faults.set('cardNotTaken');
    const startedAt = made.clock.now();
    const retained = await drive(made.clock, made.api.awaitCardTaken({ ...made.target, takeWithinMs: 5000 }));
    expect(retained).toMatchObject({
      completion: { code: 'commandErrorCode', errorCode: 'mediaRetained' },
      position: 'none',
    });
    expect(made.clock.now() - startedAt).toBeGreaterThanOrEqual(5000);
    expect(made.printer.state()).toMatchObject({ output: [], inside: null, rejectBin: [{ faces: 1 }] });
    const commands = made.printer.log().commands.map((command) => command.text);
    expect(commands.filter((text) => text === 'Sib' || text === 'Ser')).toEqual(['Sib', 'Ser']);
  });

  it('that is taken while the time runs is taken and nothing is pulled in', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    made.printer.faults.set('cardNotTaken');
    const waiting = made.api.awaitCardTaken({ ...made.target, takeWithinMs: 5000 });
    await pass(made.clock, 2000);
    made.printer.takeFromOutput();
    expect(await drive(made.clock, waiting)).toMatchObject({ completion: { code: 'success' } });
    expect(made.printer.state().rejectBin).toEqual([]);
  });

  it('when the reject box is full the card stays inside and that is said', async () => {
    const made = await bench('kc200b-kiosk');
    await online(made);
    await made.print();
    made.printer.faults.set('cardNotTaken');
    made.printer.faults.set('retainBinFull');
    const stuck = await drive(made.clock, made.api.awaitCardTaken({ ...made.target, takeWithinMs: 1000 }));
    expect(stuck.completion.errorCode).not.toBe('mediaRetained');
    expect(stuck.completion.code).not.toBe('success');
    expect(stuck.position).toBe('chip');
  });

  it('is nothing a desk printer has, and an unknown model is no model', async () => {
    const desk = await bench('kc200b-desk');
    await online(desk);
    const asked = await drive(desk.clock, desk.api.awaitCardTaken({ ...desk.target, takeWithinMs: 1000 }));
    expect(asked.completion.code).toBe('unsupportedCommand');
    const odd = await bench('another');
    await pass(odd.clock, 1000);
    expect(await odd.state()).toMatchObject({ status: 'hardwareError', problem: 'badOptions' });
  });
});

describe('F4 a ribbon that ends in the middle of a print', () => {
  it('is named, the card is inside and spoiled, and the counter did not move', async () => {
    const made = await bench('kc200b-desk');
    await online(made);
    await drive(made.clock, made.api.feedToChip(made.target));
    made.printer.faults.set('ribbonOutMidPrint');
    const facts = await drive(made.clock, made.api.printFront({ ...made.target, face: sampleFace() }));
    expect(facts).toMatchObject({
      completion: { code: 'commandErrorCode', errorCode: 'tonerOut' },
      position: 'print',
      printedCards: 0,
      supplies: { ribbon: 'out' },
    });
    expect(made.printer.state().inside?.card).toMatchObject({ damaged: true, faces: 0 });
  });
});

describe('F5 the printer says who it is', () => {
  it('by make, model, serial number and firmware', async () => {
    const made = await bench('kc200b-desk');
    await online(made);
    expect((await made.state())?.identity).toEqual({
      make: 'Evolis',
      model: 'Zhengka simulated KC200B',
      serial: 'ZKSIM0000001',
      firmware: 'SIM 1.0',
    });
  });
});

describe('I6 a masked conversation with the printer', () => {
  it('keeps commands and answers and hides faces and texts', () => {
    const face = concatBytes([encodeCommand('Ss'), encodeCommand('Wt;10;10;1;20;ERIKSSON ANNA')]);
    const masked = maskEvolis('toDevice', face);
    expect(masked).toHaveLength(face.length);
    const text = String.fromCharCode(...(masked ?? []));
    expect(text).toContain('Ss');
    expect(text).toContain('Wt;');
    expect(text).not.toContain('ERIKSSON');
    expect(maskEvolis('toDevice', asciiBytes('RIKSSON ANNA\r'))).toBeNull();
    // The ESC of a second command may be missing, and panel data may begin with the byte that stands between commands.
    expect(maskEvolis('toDevice', concatBytes([encodeCommand('Ss'), asciiBytes('Wt;ANNA\r')]))).toBeNull();
    expect(maskEvolis('toDevice', concatBytes([new Uint8Array(3), asciiBytes('ERIKSSON')]))).toBeNull();
    expect(maskEvolis('fromDevice', asciiBytes('SMART CARD\r'))).toEqual(asciiBytes('SMART CARD\r'));
  });
});
