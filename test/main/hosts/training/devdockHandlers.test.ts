import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it, vi } from 'vitest';
import { faultSet } from '../../../../drivers/sim/faults.ts';
import { newMachine, type MachineState } from '../../../../drivers/sim/evolisMachine.ts';
import { faceToPanels } from '../../../../drivers/printers/evolis/faceCodec.ts';
import { failure, success } from '../../../../main/contract/result.ts';
import { devdockMethods } from '../../../../main/contract/devdock.ts';
import { devdockHandlers, type DevdockStage } from '../../../../main/hosts/training/devdockHandlers.ts';
import { samplePeople } from '../../../../main/training/people.ts';
import { trainingBlanks, trainingSeed } from '../../../../main/training/station.ts';
import { testCaller } from '../../helpers/index.ts';

const caller = testCaller(null, 'devdock');
const people = samplePeople('2026-11-25');

function stage() {
  let network = true;
  const device = () => ({
    faults: faultSet(),
    scan: vi.fn<(text: string) => void>(),
    scanBytes: vi.fn<() => void>(),
    show: vi.fn<(lines: readonly string[]) => void>(),
    unplug: () => Promise.resolve(),
    replug: () => Promise.resolve(),
  });
  const counter = {
    scanner: device(),
    passportReader: device(),
    kioskScanner: device(),
    kioskPassportReader: device(),
    chipReader: { ...device(), requests: () => [] },
    kioskChipReader: device(),
    kioskIdCardReader: {
      ...device(),
      lay: vi.fn<() => void>(),
      take: vi.fn<() => void>(),
      setModule: () => undefined,
      requests: () => [],
    },
    kioskReceiptPrinter: { ...device(), receipts: () => [] },
    kioskCabinet: { ...device(), set: vi.fn<(open: boolean) => void>(), isOpen: () => true },
  };
  const machine: MachineState = newMachine(trainingBlanks.slice(0, 3));
  const faces: { panels: ReturnType<typeof faceToPanels>; bankCardNumber: string; printedCards: number }[] =
    [];
  const card = machine.feeder[0] ?? null;
  const printer: DevdockStage['counter']['printer'] = {
    faults: faultSet(),
    state: () => machine,
    cardAtStation: () => null,
    keepOnChip: () => undefined,
    takeFromOutput: () => card,
    retrieveJam: () => null,
    loadFeeder: () => undefined,
    loadRibbon: () => undefined,
    printedFaces: () => faces,
    log: () => ({
      commands: [],
      commandCount: 0,
      jobs: [],
      lastJob: faces.length === 0 ? null : new Uint8Array(9),
    }),
    unplug: () => Promise.resolve(),
    replug: () => Promise.resolve(),
  };
  const kioskPrinter: typeof printer = { ...printer, faults: faultSet(), takeFromOutput: () => null };
  const setFault = vi.fn<DevdockStage['upstream']['setFault']>();
  const move = vi.fn<DevdockStage['clock']['move']>();
  let shown = 0;
  const showEcard = vi.fn<DevdockStage['upstream']['showEcard']>(() => `code ${++shown}`);
  const setStaffStanding = vi.fn<DevdockStage['upstream']['setStaffStanding']>();
  const revokeStation = vi.fn<DevdockStage['upstream']['revokeStation']>();
  const putPermits = vi.fn<DevdockStage['upstream']['putPermits']>();
  const admitStation = vi.fn<DevdockStage['upstream']['admitStation']>();
  const handlers = devdockHandlers({
    ready: { seed: trainingSeed() },
    counter: { ...counter, printer, kioskPrinter },
    upstream: {
      url: 'http://127.0.0.1:1',
      setNetwork: (on) => {
        network = on;
      },
      networkOn: () => network,
      setFault,
      books: () => ({ cards: [], rows: [], effects: [] }),
      showEcard,
      giveEarlierCard: () => 'E00000001',
      setStaffStanding,
      staffStandings: () => [{ userName: 'limin', active: false, roles: ['clerk'] }],
      revokeStation,
      admitStation,
      putPermits,
    },
    people,
    clock: {
      now: () => Date.parse('2026-12-01T02:00:00.000Z'),
      aheadMs: () => 86_400_000,
      move,
    },
  });
  return { handlers, counter, printer, kioskPrinter, faces, setFault, showEcard, move, putPermits };
}

describe('J6 the DevDock works on simulated things only', () => {
  it('E7 opens the door of the kiosk, and says that it is open', async () => {
    const { handlers, counter } = stage();
    await handlers.cabinet({ open: true }, caller);
    expect(counter.kioskCabinet.set).toHaveBeenCalledWith(true);
    expect(await handlers.state({}, caller)).toMatchObject({ ok: true, value: { cabinetOpen: true } });
  });

  it('G8 fills the feed with permits of made-up people, a few at a time, each once', async () => {
    const { handlers, putPermits } = stage();
    await handlers.fillPermits({ count: 2500 }, caller);
    const parts = putPermits.mock.calls.map(([permits]) => permits);
    expect(parts.map((part) => part.length)).toEqual([1000, 1000, 500]);
    const numbers = parts.flat().map(({ permitNumber }) => permitNumber);
    expect(new Set(numbers).size).toBe(2500);
    expect(numbers.every((number) => number.startsWith('TEST'))).toBe(true);
  });

  it('E4 lays an identity card on the reader of the kiosk, where it stays until it is taken', async () => {
    const { handlers, counter } = stage();
    await handlers.idCard({ card: 'resident' }, caller);
    expect(counter.kioskIdCardReader.lay).toHaveBeenCalledOnce();
    expect(counter.kioskIdCardReader.take).not.toHaveBeenCalled();
    await handlers.idCard({ card: null }, caller);
    expect(counter.kioskIdCardReader.take).toHaveBeenCalledOnce();
  });

  it('D6 E6 sets a fault at the machine that has it, and names all of them', async () => {
    const { handlers, counter, printer } = stage();
    for (const fault of ['wrongReadBack', 'paperOut', 'jam'] as const)
      await handlers.printerFault({ fault, on: true }, caller);
    expect(counter.chipReader.faults.has('wrongReadBack')).toBe(true);
    expect(counter.kioskReceiptPrinter.faults.has('paperOut')).toBe(true);
    expect([...printer.faults.active()]).toEqual(['jam']);
    expect(await handlers.state({}, caller)).toMatchObject({
      value: { printerFaults: ['jam', 'wrongReadBack', 'paperOut'] },
    });
  });

  it('hands each paper to the device of its target and to no other', async () => {
    const { handlers, counter } = stage();
    const [person] = people;
    if (person === undefined) throw new Error('no people');
    await handlers.scanNotice({ personId: person.id, target: 'kiosk' }, caller);
    await handlers.handPassport({ personId: person.id, target: 'window' }, caller);
    expect(counter.kioskScanner.scan.mock.calls).toEqual([[person.noticeQr]]);
    expect(counter.passportReader.show.mock.calls).toEqual([[person.mrz]]);
    expect(counter.scanner.scan).not.toHaveBeenCalled();
    expect(counter.kioskPassportReader.show).not.toHaveBeenCalled();
    await handlers.scanText({ text: 'rubbish', target: 'window' }, caller);
    await handlers.showLines({ lines: ['P<'], target: 'kiosk' }, caller);
    expect(counter.scanner.scan.mock.calls).toEqual([['rubbish']]);
    expect(counter.kioskPassportReader.show.mock.calls).toEqual([[['P<']]]);
  });

  it('A11 shows a new code of the electronic card each time, and the last one again as a screenshot would be', async () => {
    const { handlers, counter, showEcard } = stage();
    const [person] = people;
    const stranger = people.find(({ permit }) => permit === null);
    if (person === undefined || stranger === undefined) throw new Error('no people');
    const target = 'window' as const;
    expect(await handlers.scanEcard({ personId: person.id, target, again: true }, caller)).toMatchObject({
      error: { code: 'invalidInput' },
    });
    await handlers.scanEcard({ personId: person.id, target }, caller);
    await handlers.scanEcard({ personId: person.id, target, again: true }, caller);
    await handlers.scanEcard({ personId: stranger.id, target }, caller);
    expect(counter.scanner.scan.mock.calls).toEqual([['code 1'], ['code 1'], ['code 2']]);
    expect(showEcard.mock.calls).toEqual([[person.permitNumber], [null]]);
  });

  it('C3 J6 hands a move of the clock to the core host, and its refusal back; shows what the clock shows', async () => {
    const { handlers, move } = stage();
    const moved = { now: '2026-12-02T02:00:00.000Z', aheadMs: 2 * 86_400_000 };
    move.mockResolvedValueOnce(success(moved));
    move.mockResolvedValueOnce(failure('clockBehindRecords', { newest: '2026-12-02 10:00' }));
    expect(await handlers.moveClock({ to: 'day' }, caller)).toEqual(success(moved));
    expect(await handlers.moveClock({ to: 'real' }, caller)).toMatchObject({
      error: { code: 'clockBehindRecords' },
    });
    expect(move.mock.calls).toEqual([['day'], ['real']]);
    expect(await handlers.state({}, caller)).toMatchObject({
      value: { clock: { now: '2026-12-01T02:00:00.000Z', aheadMs: 86_400_000 } },
    });
  });

  it('names a person who does not exist', async () => {
    const answer = await stage().handlers.handPassport(
      { personId: 'no such person', target: 'window' },
      caller,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalidInput' } });
  });

  it('switches faults of printer, network and upstream', async () => {
    const { handlers, setFault } = stage();
    const state = async () => {
      const answer = await handlers.state({}, caller);
      return answer.ok ? devdockMethods.state.out.parse(answer.value) : null;
    };
    await handlers.printerFault({ fault: 'ribbonOut', on: true }, caller);
    await handlers.network({ on: false }, caller);
    expect(await state()).toMatchObject({
      networkOn: false,
      printerFaults: ['ribbonOut'],
      feeder: 3,
      output: 0,
    });
    await handlers.printerFault({ fault: 'ribbonOut', on: false }, caller);
    await handlers.network({ on: true }, caller);
    expect(await state()).toMatchObject({ networkOn: true, printerFaults: [] });
    await handlers.upstreamFault({ fault: 'dropAnswer', calls: 2, path: '/v1/outbox' }, caller);
    await handlers.upstreamFault({ fault: 'slow', calls: 1, path: '' }, caller);
    expect(setFault.mock.calls).toEqual([
      [{ fault: 'dropAnswer', calls: 2, path: '/v1/outbox' }],
      [{ fault: 'slow', calls: 1 }],
    ]);
  });

  it('tells the tail of a card that a hand took, and nothing more of its number', async () => {
    const { handlers } = stage();
    const tail = trainingBlanks[0]?.bankCardNumber.slice(-4);
    expect(await handlers.takeCard({}, caller)).toEqual({ ok: true, value: { tail } });
    expect(await handlers.retrieveJam({}, caller)).toEqual({ ok: true, value: { tail: null } });
  });

  it('draws the last printed face from the panels the printer got', async () => {
    const { handlers, faces } = stage();
    expect(await handlers.lastFace({}, caller)).toEqual({ ok: true, value: { png: null, jobBytes: 0 } });
    const colour = new Uint8Array(1016 * 648 * 3).fill(255);
    const black = new Uint8Array(1016 * 648).fill(1, 0, 1016);
    faces.push({
      panels: faceToPanels({ width: 1016, height: 648, colour, black }, 'clockwise'),
      bankCardNumber: '1',
      printedCards: 1,
    });
    const answer = await handlers.lastFace({}, caller);
    if (!answer.ok || answer.value.png === null) throw new Error('no face');
    const image = await loadImage(Buffer.from(answer.value.png));
    expect([image.width, image.height, answer.value.jobBytes]).toEqual([1016, 648, 9]);
  });

  it('answers every read as the contract says', async () => {
    const { handlers } = stage();
    for (const name of ['people', 'staff', 'books', 'state', 'lastFace'] as const) {
      const answer = await handlers[name]({}, caller);
      expect(answer.ok && devdockMethods[name].out.safeParse(answer.value).success).toBe(true);
    }
  });
});
