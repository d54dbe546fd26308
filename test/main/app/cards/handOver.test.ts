import { describe, expect, it } from 'vitest';
import { receiptPaper } from '../../../../main/app/cards/receiptPaper.ts';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import { withHandOver } from '../../../../main/app/cards/handOverHandlers.ts';
import type { HandOverInput } from '../../../../main/contract/handOver.ts';
import { sampleStaff, testCaller } from '../../helpers/index.ts';
import { actor, caller, cardBench, clerk, type CardBench } from './helpers/cardBench.ts';
import { receipt, saidAtBezel, saidAtDesk } from './helpers/receipts.ts';

const supervisor = testCaller(sampleStaff(['supervisor']));
const strokes: [number, number][][] = [
  [
    [100, 200],
    [400, 100],
    [800, 300],
  ],
];

/** A card that waits for its holder at the desk. */
async function enabled(): Promise<CardBench> {
  const bench = cardBench();
  await bench.start();
  bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
  bench.drain();
  expect(bench.job().state).toBe('enabled');
  return bench;
}
const hand = async (bench: CardBench, changes: Partial<HandOverInput> = {}) =>
  bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtDesk, ...changes }, caller);
const kept = (bench: CardBench) => bench.deps.stores.handOvers.get(bench.job().id);

describe('D11 9.25 the card stays "not handed over" until it is proven', () => {
  it('the reader of the desk saw the passport after the card was enabled: no word of the screen counts for it', async () => {
    const bench = await enabled();
    const byReader = { identity: { how: 'passportRead' } } as const;
    expect(await hand(bench, byReader)).toMatchObject({
      ok: false,
      error: { code: 'handOverNotProven', detail: { proofPart: 'identity' } },
    });
    expect(bench.job().state).toBe('enabled');
    expect(bench.reads.passport('C01X00T48', clerk)).toBe(false);
    expect(bench.reads.passport('C01X00T47', null)).toBe(false);
    expect(bench.reads.passport('C01X00T47', clerk)).toBe(true);
    const view = withHandOver(bench.deps, bench.reads, bench.job(), presentJob(bench.deps, bench.job()));
    expect(view.handOver?.passportReadAt).not.toBeNull();
    expect(await hand(bench, byReader)).toMatchObject({ ok: true, value: { state: 'handedOver' } });
    expect(kept(bench)).toMatchObject({ identity: { how: 'passportRead' }, officer: actor.name });
  });

  it('a passport that is read while the card is not enabled yet belongs to no hand-over', async () => {
    const bench = cardBench();
    await bench.start();
    expect(bench.reads.passport('C01X00T47', clerk)).toBe(false);
  });

  it('a drawn signature lies sealed beside the receipt, which has its digest; nothing of it is in journal or queue', async () => {
    const bench = await enabled();
    expect(await hand(bench, { proof: { kind: 'signature', strokes } })).toMatchObject({ ok: true });
    const record = kept(bench);
    const [attachment] = bench.deps.stores.attachments.ofCase(bench.caseId);
    expect(attachment).toMatchObject({ kind: 'signature', id: record?.signatureId });
    expect(record?.proof).toEqual({ kind: 'signature', digest: attachment?.digest });
    const row = bench.rows().find(({ kind }) => kind === 'card.handOver');
    expect(row?.payload).toMatchObject({ proof: { kind: 'signature', digest: attachment?.digest } });
    expect(JSON.stringify([row, bench.steps()])).not.toContain('svg');
    expect(JSON.stringify(bench.steps())).not.toContain(saidAtDesk.phone);
  });

  it('a code of the holder that was scanned now is a second factor', async () => {
    const bench = await enabled();
    expect(await hand(bench, { proof: { kind: 'secondFactor' } })).toMatchObject({ ok: false });
    bench.reads.code(bench.job().permitNumber, clerk);
    expect(await hand(bench, { proof: { kind: 'secondFactor' } })).toMatchObject({ ok: true });
  });

  it('one receipt for one card: a second one, a change and a deletion are refused by the books themselves', async () => {
    const bench = await enabled();
    await hand(bench);
    expect(await hand(bench)).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    const record = kept(bench);
    if (record === null) throw new Error('no receipt');
    expect(() => bench.deps.stores.run(() => bench.deps.stores.handOvers.insert(record))).toThrow(/UNIQUE/);
  });
});

describe('9.25 an unclaimed card is stock', () => {
  it('is listed with age and place, goes into the safe under a label, and is handed over from there', async () => {
    const bench = await enabled();
    const list = () => {
      const cards = bench.handlers.cardsUnclaimed({}, caller);
      if (!('ok' in cards) || !cards.ok) throw new Error('no list');
      return cards.value;
    };
    expect(list()).toMatchObject([
      { jobId: bench.job().id, place: 'desk', cardTail: '0001', owner: actor.name },
    ]);
    const jobId = bench.job().id;
    expect(await bench.handlers.cardStore({ jobId, to: 'safe', label: 'B-12' }, caller)).toMatchObject({
      ok: true,
      value: { place: 'safe', placeLabel: 'B-12', state: 'enabled', next: 'handOver' },
    });
    expect(list()).toMatchObject([{ place: 'safe', placeLabel: 'B-12' }]);
    expect(await hand(bench)).toMatchObject({ ok: true, value: { place: 'holder', placeLabel: null } });
    expect(list()).toEqual([]);
  });

  it('a card inside the machine is in nobody’s hand: it cannot be put into the safe', async () => {
    const bench = cardBench({ bezel: true });
    await bench.start('kiosk');
    bench.executor.release(bench.job().id, actor);
    await bench.executor.idle();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(
      await bench.handlers.cardStore({ jobId: bench.job().id, to: 'safe', label: 'B-12' }, caller),
    ).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  });
});

/** A kiosk's card whose offer at the bezel has no outcome. */
async function offeredInTheDark(): Promise<CardBench> {
  const bench = cardBench({ bezel: true });
  bench.printer.awaitCardTaken = async () => ({
    ...(await bench.printer.printerFacts(1, 'kiosk')),
    completion: { code: 'timeOut' },
  });
  await bench.start('kiosk');
  bench.executor.release(bench.job().id, actor);
  await bench.executor.idle();
  bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
  bench.drain();
  await bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtBezel }, caller);
  return bench;
}
const found = (bench: CardBench, seen: 'stillThere' | 'inHand' | 'gone') =>
  bench.handlers.cardSettleHandOver({ jobId: bench.job().id, seen }, caller);

describe('E3 9.22 an offer at the bezel without an outcome is settled by what is found', () => {
  it('still there: offered once more', async () => {
    const bench = await offeredInTheDark();
    expect(await found(bench, 'stillThere')).toMatchObject({
      ok: true,
      value: { problem: null, place: 'output' },
    });
    bench.printer.awaitCardTaken = async () => ({
      ...(await bench.printer.printerFacts(1, 'kiosk')),
      completion: { code: 'success' },
    });
    expect(
      await bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtBezel }, caller),
    ).toMatchObject({ ok: true, value: { state: 'handedOver' } });
  });

  it('in the officer’s hand: at the desk, where its receipt needs a signature again', async () => {
    const bench = await offeredInTheDark();
    expect(await found(bench, 'inHand')).toMatchObject({
      ok: true,
      value: { place: 'desk', state: 'enabled' },
    });
    expect(
      await bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtBezel }, caller),
    ).toMatchObject({ ok: false, error: { code: 'handOverNotProven' } });
    expect(await hand(bench)).toMatchObject({ ok: true });
  });

  it('gone: held in the books with a name, an owner and no place; handed over when it is found', async () => {
    const bench = await offeredInTheDark();
    expect(await found(bench, 'gone')).toMatchObject({
      ok: true,
      value: { state: 'retained', place: 'unknown', problem: { code: 'cardLostAtBezel' }, next: 'handOver' },
    });
    expect(await hand(bench)).toMatchObject({ ok: true, value: { state: 'handedOver' } });
  });

  it('the holder has it: handed over, with the attendant’s word', async () => {
    const bench = await offeredInTheDark();
    expect(
      await bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtBezel }, caller),
    ).toMatchObject({ ok: true, value: { state: 'handedOver' } });
  });

  it('nothing is settled while the card is being offered, and nothing where no offer was made', async () => {
    const bench = await enabled();
    expect(await found(bench, 'gone')).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    const offering = await offeredInTheDark();
    await found(offering, 'stillThere');
    offering.printer.awaitCardTaken = () => new Promise<never>(() => undefined);
    void offering.handlers.cardHandOver({ jobId: offering.job().id, ...saidAtBezel }, caller);
    await Promise.resolve();
    await Promise.resolve();
    expect(await found(offering, 'gone')).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  });
});

describe('9.22 11.2 a card that was lost in the making', () => {
  it('has its blank’s fate settled before another one is made', async () => {
    const bench = cardBench();
    bench.printer.faults.add('silentBeforePrint');
    await bench.start();
    bench.printer.takeOut();
    await bench.executor.resumeAll();
    await bench.executor.settle(bench.job().id, { cardIs: 'nowhere', face: 'blank' }, actor);
    expect(bench.job()).toMatchObject({ state: 'retained', place: 'unknown' });
    await bench.executor.idle();
    // Nobody makes a second card while the first may turn up.
    expect(bench.executor.resume(bench.job().id, actor, 'second')).toMatchObject({ ok: false });

    expect(
      await bench.handlers.cardDeclareLost({ jobId: bench.job().id, note: 'not found' }, supervisor),
    ).toMatchObject({ ok: true, value: { state: 'wasted' } });
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({ state: 'wasted', reason: 'other' });
    bench.drain();
    bench.executor.resume(bench.job().id, actor, 'second');
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', attempt: 2 });
  });

  it('one that was enabled is never declared lost as a blank', async () => {
    const bench = await offeredInTheDark();
    await found(bench, 'gone');
    expect(
      await bench.handlers.cardDeclareLost({ jobId: bench.job().id, note: 'gone' }, supervisor),
    ).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  });
});

describe('9.23 E3 waste on its way to the reject box', () => {
  it('waits for the machine and not for a person; a barred way is a person’s', async () => {
    const bench = cardBench({ writesChips: true });
    bench.printer.faults.add('wrongWrite');
    const seen: string[] = [];
    const { rejectCard } = bench.printer;
    bench.printer.rejectCard = async (timeoutMs, place) => {
      seen.push(presentJob(bench.deps, bench.job()).next);
      return rejectCard(timeoutMs, place);
    };
    const facts = bench.printer.printerFacts;
    bench.printer.printerFacts = async (timeoutMs, place) => {
      const [job] = bench.deps.stores.jobs.list('2000-01-01T00:00:00.000Z');
      if (job?.state === 'wasted') seen.push(presentJob(bench.deps, job).next);
      return facts(timeoutMs, place);
    };
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'rejectBox' });
    expect(new Set(seen)).toEqual(new Set(['wait']));

    const barred = cardBench({ writesChips: true });
    barred.printer.faults.add('wrongWrite').add('binFull');
    await barred.start();
    expect(presentJob(barred.deps, barred.job()).next).toBe('resume');
  });

  it('a kiosk’s card that is not good goes from behind the bezel into the reject box', async () => {
    const bench = cardBench({ bezel: true });
    await bench.start('kiosk');
    bench.executor.release(bench.job().id, actor);
    await bench.executor.idle();
    bench.executor.confirmVisual(bench.job().id, { good: false }, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'rejectBox' });
    expect(bench.printer.bin).toHaveLength(1);
    expect(bench.printer.output).toEqual([]);
  });
});

describe('13.8 E3 a kiosk’s card is out of reach until it is enabled', () => {
  it('printed, it waits inside; nobody could take it before the offer', async () => {
    const bench = cardBench({ bezel: true });
    await bench.start('kiosk');
    bench.executor.release(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', place: 'output' });
    expect(bench.printer.output).toEqual([]);
    expect(bench.printer.inside?.at).toBe('print');
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(await bench.executor.give(bench.job().id, receipt, actor)).toMatchObject({ ok: false });
    expect(bench.printer.output).toEqual([]);
  });

  it.each(['killedAfterPrint', 'silentAfterPrint'] as const)(
    '%s: a card that is printed and waits inside counts as printed, and is not printed again',
    async (fault) => {
      const bench = cardBench({ bezel: true });
      await bench.start('kiosk');
      bench.printer.faults.add(fault);
      bench.executor.release(bench.job().id, actor);
      await Promise.race([bench.executor.idle(), bench.printer.killed]);
      await bench.restart().resumeAll();
      expect(bench.job().state).toBe('printed');
      expect(bench.printer.printedCards).toBe(101);
    },
  );
});

describe('9.25 the receipt that is signed on paper', () => {
  it('names case and card by their numbers and no person', async () => {
    const bench = await enabled();
    const content = receiptPaper(bench.deps.profile, bench.job(), { qr: 'Q', at: bench.job().changedAt });
    const words = JSON.stringify(content);
    expect(words).toContain('0001');
    expect(words).toContain(bench.job().caseNumber);
    const { holderName, data, cardNumber, permitNumber } = bench.job();
    for (const personal of [
      holderName,
      data?.name,
      data?.documentNumber,
      data?.socialSecurityNumber,
      cardNumber,
      permitNumber,
    ])
      expect(words).not.toContain(personal);
  });

  it('is printed only for a card that is to be handed over', async () => {
    const bench = await enabled();
    const { id: jobId } = bench.job();
    expect(await bench.handlers.cardReceiptPaper({ jobId }, caller)).toMatchObject({
      ok: true,
      value: { mediaType: 'application/pdf', fileName: `receipt-${bench.job().caseNumber}.pdf` },
    });
    await hand(bench);
    expect(await bench.handlers.cardReceiptPaper({ jobId }, caller)).toMatchObject({ ok: false });
  });
});
