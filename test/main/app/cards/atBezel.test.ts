import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { PrinterFacts } from '../../../../main/contract/devices.ts';
import { jobSeenAs } from '../../../../main/app/kiosk/kioskOutside.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';
import { bezelReceipt, saidAtBezel } from './helpers/receipts.ts';

/** An enabled card of a kiosk visitor behind the bezel; the printer's answer to "was it taken?". */
async function atBezel(
  completion: PrinterFacts['completion'] | null,
): Promise<CardBench & { asked(): number }> {
  const bench = cardBench({ bezel: true });
  let asked = 0;
  bench.printer.awaitCardTaken = async () => {
    asked += 1;
    if (completion === null) return new Promise<never>(() => undefined);
    // Out it goes: to its holder, or back into the box.
    const card = completion.code === 'timeOut' ? null : bench.printer.takeOut();
    if (card !== null) (completion.code === 'success' ? bench.printer.output : bench.printer.bin).push(card);
    return { ...(await bench.printer.printerFacts(1, 'kiosk')), completion };
  };
  await bench.start('kiosk');
  bench.executor.release(bench.job().id, actor);
  await bench.executor.idle();
  bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
  expect(bench.job().place).toBe('output');
  bench.drain();
  expect(bench.job().state).toBe('enabled');
  return Object.assign(bench, { asked: () => asked });
}

describe('E3 a card that is given through the bezel of a kiosk', () => {
  it('taken: handed over with the receipt that was filled in before', async () => {
    const bench = await atBezel({ code: 'success' });
    const given = await bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtBezel }, caller);
    expect(given).toMatchObject({ ok: true, value: { state: 'handedOver', place: 'holder' } });
    expect(bench.asked()).toBe(1);
    expect(bench.rows().filter(({ kind }) => kind === 'card.handOver')).toHaveLength(1);
  });

  it('not taken: in the reject box, held in the books, offered at the window, and told to the visitor', async () => {
    const bench = await atBezel({ code: 'commandErrorCode', errorCode: 'mediaRetained' });
    await bench.executor.give(bench.job().id, bezelReceipt, actor);
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      state: 'retained',
      place: 'rejectBox',
      next: 'handOver',
      unknownStep: null,
      problem: { code: 'cardRetained' },
    });
    expect(bench.rows().filter(({ kind }) => kind === 'card.handOver')).toEqual([]);
    expect(bench.deps.stores.units.get(bench.keyOf(1))?.state).toBe('used');
    expect(jobSeenAs(bench.deps, bench.job())).toBe('stopped');
    // At the window, from the reject box: the bezel is not asked again.
    expect((await bench.executor.give(bench.job().id, bezelReceipt, actor)).ok).toBe(true);
    expect(bench.job()).toMatchObject({ state: 'handedOver', place: 'holder', problem: null });
    expect(bench.asked()).toBe(1);
  });

  it('E7 the cabinet was opened meanwhile, with nobody in front of the kiosk: the card is not offered', async () => {
    const bench = await atBezel({ code: 'success' });
    const { stores, clock } = bench.deps;
    const opened = stores.run(() =>
      stores.cabinet.append({
        at: new Date(clock.now()).toISOString(),
        kind: 'opened',
        by: null,
        page: null,
        caseId: null,
        jobId: null,
        attention: true,
      }),
    );
    expect(await bench.executor.give(bench.job().id, bezelReceipt, actor)).toMatchObject({
      ok: false,
      error: { code: 'cabinetOpened' },
    });
    expect(bench.asked()).toBe(0);
    const at = new Date(clock.now()).toISOString();
    stores.run(() => stores.cabinet.settle(opened.sequence, { at, by: 'boss', note: 'seen' }));
    expect((await bench.executor.give(bench.job().id, bezelReceipt, actor)).ok).toBe(true);
    expect(bench.asked()).toBe(1);
  });

  it('no word from the printer: nobody is told that it was taken; the officer records what is seen', async () => {
    const bench = await atBezel({ code: 'timeOut' });
    const given = await bench.executor.give(bench.job().id, bezelReceipt, actor);
    expect(given).toMatchObject({ ok: false, error: { code: 'deviceTimeOut' } });
    expect(bench.job().state).toBe('enabled');
    expect((await bench.executor.give(bench.job().id, bezelReceipt, actor)).ok).toBe(true);
    expect(bench.asked()).toBe(1);
  });

  it('the program ends while the card is offered: after the restart a person decides, it is not offered twice', async () => {
    const bench = await atBezel(null);
    void bench.executor.give(bench.job().id, bezelReceipt, actor);
    const executor = bench.restart();
    await executor.resumeAll();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({ state: 'enabled', next: 'handOver' });
    expect((await executor.give(bench.job().id, bezelReceipt, actor)).ok).toBe(true);
    expect(bench.asked()).toBe(1);
  });

  it('while a card lies in the bezel no other is fed there; when it is gone the next one goes on by itself', async () => {
    const bench = await atBezel({ code: 'success' });
    const first = bench.job().id;
    const second = await bench.start('kiosk', bench.addCase(2).id);
    bench.executor.release(second.id, actor);
    await bench.executor.idle();
    expect(bench.job(second.id)).toMatchObject({
      state: 'locked',
      problem: { code: 'deviceFault', detail: { device: 'cardPrinter' } },
    });
    await bench.executor.give(first, bezelReceipt, actor);
    await bench.executor.idle();
    expect(bench.job(first).state).toBe('handedOver');
    expect(bench.job(second.id)).toMatchObject({ state: 'printed', place: 'output', problem: null });
  });

  it('a card that is not good leaves the bezel, too', async () => {
    const bench = cardBench({ bezel: true });
    await bench.start('kiosk');
    const first = bench.job().id;
    bench.executor.release(first, actor);
    await bench.executor.idle();
    const second = await bench.start('kiosk', bench.addCase(2).id);
    bench.executor.release(second.id, actor);
    await bench.executor.idle();
    expect(bench.job(second.id).state).toBe('locked');
    bench.executor.confirmVisual(first, { good: false }, actor);
    await bench.executor.idle();
    expect(bench.job(second.id).state).toBe('printed');
  });

  it('the visitor is told to take it exactly while it is offered', async () => {
    const bench = await atBezel(null);
    expect(jobSeenAs(bench.deps, bench.job())).toBe('runs');
    void bench.executor.give(bench.job().id, bezelReceipt, actor);
    expect(jobSeenAs(bench.deps, bench.job())).toBe('offered');
    const lost = await atBezel({ code: 'timeOut' });
    await lost.executor.give(lost.job().id, bezelReceipt, actor);
    expect(jobSeenAs(lost.deps, lost.job())).toBe('runs');
  });

  it('a card of the window, and a printer without a bezel, are handed over as ever', async () => {
    const bench = cardBench();
    await bench.start();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    bench.drain();
    expect(bench.job().place).toBe('desk');
    expect((await bench.executor.give(bench.job().id, bezelReceipt, actor)).ok).toBe(true);
    expect(bench.printer.commands).not.toContain('awaitCardTaken');
  });
});
