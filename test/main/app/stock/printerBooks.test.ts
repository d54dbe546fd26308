import { describe, expect, it } from 'vitest';
import { printerHandlers } from '../../../../main/app/stock/printerHandlers.ts';
import { cardsInBin, lookAtStart } from '../../../../main/app/stock/printerLooks.ts';
import { sampleStaff, testCaller } from '../../helpers/index.ts';
import { actor, cardBench, type CardBench } from '../cards/helpers/cardBench.ts';
import { fakeCard } from '../cards/helpers/fakePrinter.ts';

const printerId = 'cardPrinter';

/** A desk with one card printer in its profile; here its cards fall into a tray. */
function desk(options: Parameters<typeof cardBench>[0] = {}): CardBench {
  const bench = cardBench({ ...options, bezel: true });
  bench.printer.holds = false;
  return bench;
}
const look = async (bench: CardBench): Promise<void> => lookAtStart(bench.deps, () => false);
const open = (bench: CardBench) => bench.deps.stores.stockBook.openDiscrepancies();

/** Fetches data, feeds, prints: as far as a machine goes. */
async function print(bench: CardBench): Promise<void> {
  await bench.start();
  expect(bench.job().state).toBe('printed');
}

/** Keeper and supervisor with passwords, and their handlers. */
async function keepers(bench: CardBench) {
  const { deps } = bench;
  const passwordHash = await deps.crypto.hashPassword('second');
  const keeper = { ...sampleStaff(['stockKeeper'], 'keeper'), passwordHash };
  const supervisor = { ...sampleStaff(['supervisor'], 'boss'), passwordHash };
  deps.stores.run(() => [keeper, supervisor].forEach((each) => deps.stores.staff.save(each)));
  const handlers = printerHandlers(deps);
  const countersignature = { userName: 'boss', password: 'second' };
  return {
    handlers,
    caller: testCaller(keeper),
    empty: async (found: number, userName = 'boss') =>
      handlers.binEmpty(
        { printerId, found, countersignature: { ...countersignature, userName } },
        testCaller(keeper),
      ),
  };
}

describe('E8 H2 life counter of the printer against the ledger', () => {
  it('the first look is where the books begin; a card that the ledger knows is no difference', async () => {
    const bench = desk();
    await look(bench);
    await print(bench);
    await look(bench);
    expect(open(bench)).toEqual([]);
    expect(bench.deps.stores.stockBook.lastCounted(printerId)).toMatchObject({
      occasion: 'start',
      printedCards: 101,
      ledgerPrinted: 1,
    });
  });

  it('a card printed behind the ledger’s back is a difference with an owner, once', async () => {
    const bench = desk();
    await look(bench);
    bench.printer.printedCards += 2;
    await look(bench);
    await look(bench);
    expect(open(bench)).toMatchObject([
      { kind: 'printedCards', subject: printerId, ledger: 100, found: 102, owner: 'Test Supervisor' },
    ]);
    bench.printer.printedCards -= 5;
    await look(bench);
    expect(open(bench)).toHaveLength(2);
  });

  it('while the outcome of a print is open nothing is compared; afterwards the whole span is', async () => {
    const bench = desk();
    await look(bench);
    bench.printer.faults.add('powerCutMidPrint');
    await bench.start();
    expect(bench.trail().at(-1)).toBe('print.unknown');
    bench.printer.printedCards += 1;
    await look(bench);
    expect(open(bench)).toEqual([]);
    expect(bench.deps.stores.stockBook.lastCounted(printerId)?.printedCards).toBe(100);
    bench.printer.takeOut();
    await bench.executor.settle(bench.job().id, { cardIs: 'output', face: 'incomplete' }, actor);
    await bench.executor.idle();
    await look(bench);
    expect(open(bench)).toMatchObject([{ ledger: 100, found: 101 }]);
  });

  it('a silent printer leaves the last figures as they are', async () => {
    const bench = desk();
    await look(bench);
    bench.printer.faults.add('offline');
    await look(bench);
    bench.printer.faults.delete('offline');
    bench.printer.printedCards += 1;
    await look(bench);
    expect(open(bench)).toHaveLength(1);
  });

  it('a program that is closing writes nothing any more', async () => {
    const bench = desk();
    await lookAtStart(bench.deps, () => true);
    expect(bench.deps.stores.stockBook.firstLook(printerId)).toBeNull();
  });
});

describe('E8 D5 the reject bin', () => {
  /** A card that its officer did not accept is at the desk; one with a dead chip is in the bin. */
  it('a refused blank lies in it; emptied by two people with the right count it adds up', async () => {
    const bench = desk();
    await look(bench);
    bench.printer.feeder.unshift(fakeCard(77));
    bench.deps.clock.advance(1000);
    await bench.start();
    expect(bench.printer.bin).toHaveLength(1);
    expect(cardsInBin(bench.deps, printerId)).toBe(1);
    const { empty } = await keepers(bench);
    expect(await empty(1, 'keeper')).toMatchObject({ error: { code: 'samePerson' } });
    bench.deps.clock.advance(1000);
    expect(await empty(1)).toEqual({ ok: true, value: { ledger: 1, found: 1, toSafe: 0 } });
    expect(cardsInBin(bench.deps, printerId)).toBe(0);
    expect(open(bench)).toEqual([]);
  });

  it('waste that the machine put there goes to the safe, or stays where it is while the count differs', async () => {
    const bench = desk({ writesChips: true });
    await look(bench);
    bench.deps.clock.advance(1000);
    bench.printer.faults.add('wrongWrite');
    await bench.start();
    const unit = () => bench.deps.stores.units.get(bench.keyOf(1));
    expect(unit()).toMatchObject({ state: 'wasted', custody: 'rejectBox', printerId });
    const { empty } = await keepers(bench);
    expect(await empty(3)).toEqual({ ok: true, value: { ledger: 1, found: 3, toSafe: 0 } });
    expect(unit()?.custody).toBe('rejectBox');
    expect(open(bench)).toMatchObject([{ kind: 'rejectBin', ledger: 1, found: 3, owner: 'Test keeper' }]);
  });

  it('waste at the desk never was in the bin', async () => {
    const bench = desk();
    await look(bench);
    await print(bench);
    bench.executor.confirmVisual(bench.job().id, { good: false }, actor);
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({ custody: 'desk', state: 'wasted' });
    expect(cardsInBin(bench.deps, printerId)).toBe(0);
  });
});

describe('D3 a blank of another batch stops by name', () => {
  it.each([
    [{ bank: 'Other Bank' }, 'bank'],
    [{ cardClass: 'braille' }, 'cardClass'],
    [{ printerId: 'another' }, 'printer'],
  ] as const)('%j: into the reject box, no use booked', async (changes, differs) => {
    const bench = desk();
    const { units } = bench.deps.stores;
    const unit = units.get(bench.keyOf(1));
    if (unit === null) throw new Error('no unit');
    const rest = { at: bench.deps.clock.iso(), by: 'a', by2: 'b', jobId: null, reason: null, note: null };
    bench.deps.stores.run(() => {
      units.move({ ...unit, state: 'vault' }, { ...rest, unitKey: unit.key, from: 'hopper', to: 'vault' });
      units.move({ ...unit, ...changes }, { ...rest, unitKey: unit.key, from: 'vault', to: 'hopper' });
    });
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'blankOtherBatch', detail: { differs } },
      unitKey: null,
    });
    expect(bench.printer.bin).toHaveLength(1);
    expect(bench.printer.commands).not.toContain('print');
    expect(units.get(bench.keyOf(1))).toMatchObject({ state: 'hopper', jobId: null });
  });

  it('without any blank of that batch in the hopper nothing is fed', async () => {
    const bench = desk({ cards: 1 });
    const { units } = bench.deps.stores;
    const unit = units.get(bench.keyOf(1));
    if (unit === null) throw new Error('no unit');
    const rest = { at: bench.deps.clock.iso(), by: 'a', by2: 'b', jobId: null, reason: null, note: null };
    bench.deps.stores.run(() => {
      units.move({ ...unit, state: 'vault' }, { ...rest, unitKey: unit.key, from: 'hopper', to: 'vault' });
      units.move(
        { ...unit, cardClass: 'braille' },
        { ...rest, unitKey: unit.key, from: 'vault', to: 'hopper' },
      );
    });
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'locked', problem: { code: 'noBlank' } });
    expect(bench.printer.commands).toEqual([]);
  });
});
