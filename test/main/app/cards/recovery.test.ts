import { describe, expect, it } from 'vitest';
import { boardHandlers } from '../../../../main/app/cards/boardHandlers.ts';
import { createRecovery } from '../../../../main/app/cards/recovery.ts';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { CardRecovery } from '../../../../main/contract/cardBoard.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';
import { fakeCard } from './helpers/fakePrinter.ts';

const recovery = async (bench: CardBench): Promise<CardRecovery> => {
  const answer = await boardHandlers(
    bench.deps,
    bench.executor,
    createRecovery(bench.deps, bench.executor),
  ).cardRecovery({}, caller);
  if (!answer.ok) throw new Error(answer.error.code);
  return methods.cardRecovery.out.parse(answer.value);
};
const eject = (bench: CardBench) =>
  boardHandlers(bench.deps, bench.executor, createRecovery(bench.deps, bench.executor)).cardEjectFound(
    { place: 'window' },
    caller,
  );
/** A kiosk's card that the power took inside the machine: `fault` says where. */
const cutAtKiosk = async (
  fault: 'killedAfterFeed' | 'killedBeforePrint' | 'killedAfterPrint',
): Promise<CardBench> => {
  const bench = cardBench({ bezel: true });
  await bench.start('kiosk');
  bench.printer.faults.add(fault);
  bench.executor.release(bench.job().id, actor);
  await Promise.race([bench.executor.idle(), bench.printer.killed]);
  return bench;
};

describe('E8 a card that was inside a kiosk when the power went is kept back', () => {
  it.each(['killedAfterFeed', 'killedBeforePrint'] as const)(
    '%s: its blank is read, it goes to the reject box as waste, and the case is flagged',
    async (fault) => {
      const bench = await cutAtKiosk(fault);
      const before = bench.printer.commands.length;
      await bench.restart().resumeAll();
      expect(bench.job()).toMatchObject({
        state: 'wasted',
        place: 'rejectBox',
        problem: { code: 'retainedAtStart' },
      });
      expect(bench.printer.commands.slice(before)).not.toContain('print');
      expect(bench.printer.output).toEqual([]);
      expect(bench.printer.bin).toHaveLength(1);
      expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({
        state: 'wasted',
        custody: 'rejectBox',
        reason: 'other',
      });
      expect(bench.rows().map(({ kind }) => kind)).toEqual(['card.wasted']);
      const shown = await recovery(bench);
      expect(shown).toMatchObject({ unclean: true, printers: [{ finding: 'agrees', position: 'none' }] });
      expect(shown.cutOff.map(({ id }) => id)).toEqual([bench.job().id]);
      expect(shown.collect.map(({ place }) => place)).toEqual(['rejectBox']);
    },
  );

  it('a card whose print the counter proves is not kept back: it is outside, and eyes look at it', async () => {
    const bench = await cutAtKiosk('killedAfterPrint');
    await bench.restart().resumeAll();
    expect(bench.job().state).toBe('printed');
    expect(bench.printer.bin).toEqual([]);
  });

  it('a new card can be made for the holder, on another blank', async () => {
    const bench = await cutAtKiosk('killedAfterFeed');
    await bench.restart().resumeAll();
    bench.drain();
    bench.printer.faults.clear();
    expect(bench.executor.resume(bench.job().id, actor, 'second').ok).toBe(true);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', attempt: 2, unitKey: bench.keyOf(2) });
  });

  it('the profile may have it finished instead, and may keep back those of the window', async () => {
    const goOn = await cutAtKiosk('killedAfterFeed');
    Object.assign(goOn.deps, {
      profile: { ...goOn.deps.profile, cardAfterPowerCut: { window: 'retain', kiosk: 'goOn' } },
    });
    await goOn.restart().resumeAll();
    expect(goOn.job().state).toBe('printed');

    const kept = cardBench();
    Object.assign(kept.deps, {
      profile: { ...kept.deps.profile, cardAfterPowerCut: { window: 'retain', kiosk: 'goOn' } },
    });
    kept.printer.faults.add('killedAfterFeed');
    await kept.start();
    await kept.restart().resumeAll();
    expect(kept.job()).toMatchObject({ state: 'wasted', problem: { code: 'retainedAtStart' } });
  });
});

describe('E8 D1 at the window, where somebody stands, an interrupted card goes on', () => {
  it('and is listed as cut off, with its flag on the job', async () => {
    const bench = cardBench();
    bench.printer.faults.add('killedAfterFeed');
    await bench.start();
    await bench.restart().resumeAll();
    expect(bench.job().state).toBe('printed');
    expect(presentJob(bench.deps, bench.job()).interrupted).toBe(true);
    const handlers = boardHandlers(bench.deps, bench.executor, createRecovery(bench.deps, bench.executor));
    expect(await handlers.cardRecovery({}, caller)).toMatchObject({ value: { unclean: true } });
    expect((await handlers.cardRecoverySeen({}, caller)).ok).toBe(true);
    // Seen to, and still there to read.
    expect(await handlers.cardRecovery({}, caller)).toMatchObject({
      value: { unclean: false, cutOff: [{ id: bench.job().id }] },
    });
  });

  it('a clean start lists nothing', async () => {
    const bench = cardBench();
    await bench.start();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    bench.drain();
    await bench.restart().resumeAll();
    expect(presentJob(bench.deps, bench.job()).interrupted).toBe(false);
    expect(await recovery(bench)).toMatchObject({
      unclean: false,
      cutOff: [],
      unknown: [],
      collect: [],
      units: [],
      rows: [],
    });
  });
});

describe('E8 a card inside that no job knows', () => {
  const withForeign = (card = fakeCard(3)): CardBench => {
    const bench = cardBench({ bezel: false });
    Object.assign(bench.deps, {
      profile: {
        ...bench.deps.profile,
        devices: [
          {
            id: 'cardPrinter',
            kind: 'cardPrinter',
            driver: 'evolis',
            path: '/none',
            baudRate: 9600,
            surface: 'window',
            options: {},
          },
        ],
      },
    });
    bench.printer.inside = { card, at: 'chip' };
    return bench;
  };

  it('opens the page; its chip is asked, it goes to the reject box, and the box differs with an owner', async () => {
    const bench = withForeign();
    expect(await recovery(bench)).toMatchObject({
      unclean: true,
      printers: [{ printerId: 'cardPrinter', place: 'window', finding: 'foreign', jobId: null }],
    });
    expect(await eject(bench)).toEqual({ ok: true, value: { tail: '0003', booked: 'hopper' } });
    expect(bench.printer.inside).toBeNull();
    expect(bench.printer.bin).toHaveLength(1);
    expect(bench.deps.stores.stockBook.openDiscrepancies()).toMatchObject([
      { kind: 'rejectBin', subject: 'cardPrinter', ledger: 0, found: 1, owner: actor.name },
    ]);
    expect(bench.deps.stores.audit.tells('card.ejectFound', bench.keyOf(3))).toBe(true);
    expect((await recovery(bench)).unclean).toBe(false);
  });

  it('a card of somebody else is put away by its tail, and a mute one without', async () => {
    const stranger = withForeign({ ...fakeCard(9) });
    expect(await eject(stranger)).toEqual({ ok: true, value: { tail: '0009', booked: null } });
    const mute = withForeign({ ...fakeCard(2), dead: true });
    expect(await eject(mute)).toEqual({ ok: true, value: { tail: null, booked: null } });
  });

  it('nothing inside, or the card of a job: nothing is put away', async () => {
    const empty = withForeign();
    empty.printer.inside = null;
    expect(await eject(empty)).toMatchObject({ ok: false, error: { code: 'nothingInside' } });

    const busy = withForeign();
    busy.printer.inside = null;
    busy.printer.faults.add('readerOffline');
    await busy.start();
    expect(busy.printer.inside).not.toBeNull();
    expect(await eject(busy)).toMatchObject({ ok: false, error: { code: 'nothingInside' } });
    expect(busy.printer.bin).toEqual([]);
    expect((await recovery(busy)).printers).toMatchObject([{ finding: 'agrees', jobId: busy.job().id }]);
  });

  it('a card that the books have inside and the printer has not is missing', async () => {
    const bench = withForeign();
    bench.printer.inside = null;
    bench.printer.faults.add('readerOffline');
    await bench.start();
    bench.printer.takeOut();
    expect((await recovery(bench)).printers).toMatchObject([{ finding: 'missing' }]);
  });
});

describe('G1 D7 nothing about cards is hidden from the recovery page', () => {
  it('an unknown step, a fed blank without an outcome and a refused row are listed with their owners', async () => {
    const bench = cardBench();
    bench.printer.faults.add('powerCutMidPrint');
    await bench.start();
    const shown = await recovery(bench);
    expect(shown.unknown).toMatchObject([{ unknownStep: 'print', next: 'settle', owner: actor.name }]);
    expect(shown.units).toMatchObject([{ tail: '0001', caseNumber: bench.job().caseNumber }]);

    const refused = cardBench();
    await refused.start();
    refused.executor.confirmVisual(refused.job().id, { good: true }, actor);
    refused.drain(({ id }) => ({
      id,
      outcome: 'refused',
      code: 'refusedByOfficer',
      reason: 'not in our books',
    }));
    expect((await recovery(refused)).rows).toMatchObject([
      { kind: 'card.report', owner: actor.name, refusal: 'not in our books' },
    ]);
    expect(presentJob(refused.deps, refused.job())).toMatchObject({
      group: 'you',
      state: 'pendingReport',
      refusedRow: { kind: 'card.report', reason: 'not in our books', owner: actor.name },
    });
  });
});
