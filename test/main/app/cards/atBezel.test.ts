import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { PrinterFacts } from '../../../../main/contract/devices.ts';
import { jobSeenAs } from '../../../../main/app/kiosk/kioskOutside.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';

const recipient = { recipient: 'holder', idShown: 'C01X00T47', phone: '+86 10 0000 0000' } as const;

/** An enabled card of a kiosk visitor behind the bezel; the printer's answer to "was it taken?". */
async function atBezel(
  completion: PrinterFacts['completion'] | null,
): Promise<CardBench & { asked(): number }> {
  const bench = cardBench({ bezel: true });
  let asked = 0;
  bench.printer.awaitCardTaken = async () => {
    asked += 1;
    if (completion === null) return new Promise<never>(() => undefined);
    return { ...(await bench.printer.printerFacts(1)), completion };
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
    const given = await bench.handlers.cardHandOver({ jobId: bench.job().id, ...recipient }, caller);
    expect(given).toMatchObject({ ok: true, value: { state: 'handedOver', place: 'holder' } });
    expect(bench.asked()).toBe(1);
    expect(bench.rows().filter(({ kind }) => kind === 'card.handOver')).toHaveLength(1);
  });

  it('not taken: in the reject box, held in the books, offered at the window, and told to the visitor', async () => {
    const bench = await atBezel({ code: 'commandErrorCode', errorCode: 'mediaRetained' });
    await bench.executor.give(bench.job().id, recipient, actor);
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
    expect((await bench.executor.give(bench.job().id, recipient, actor)).ok).toBe(true);
    expect(bench.job()).toMatchObject({ state: 'handedOver', place: 'holder', problem: null });
    expect(bench.asked()).toBe(1);
  });

  it('no word from the printer: nobody is told that it was taken; the officer records what is seen', async () => {
    const bench = await atBezel({ code: 'timeOut' });
    const given = await bench.executor.give(bench.job().id, recipient, actor);
    expect(given).toMatchObject({ ok: false, error: { code: 'deviceTimeOut' } });
    expect(bench.job().state).toBe('enabled');
    expect((await bench.executor.give(bench.job().id, recipient, actor)).ok).toBe(true);
    expect(bench.asked()).toBe(1);
  });

  it('the program ends while the card is offered: after the restart a person decides, it is not offered twice', async () => {
    const bench = await atBezel(null);
    void bench.executor.give(bench.job().id, recipient, actor);
    const executor = bench.restart();
    await executor.resumeAll();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({ state: 'enabled', next: 'handOver' });
    expect((await executor.give(bench.job().id, recipient, actor)).ok).toBe(true);
    expect(bench.asked()).toBe(1);
  });

  it('a card of the window, and a printer without a bezel, are handed over as ever', async () => {
    const bench = cardBench();
    await bench.start();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    bench.drain();
    expect(bench.job().place).toBe('desk');
    expect((await bench.executor.give(bench.job().id, recipient, actor)).ok).toBe(true);
    expect(bench.printer.commands).not.toContain('awaitCardTaken');
  });
});
