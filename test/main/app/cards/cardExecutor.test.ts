import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { failure } from '../../../../main/contract/result.ts';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { places } from '../../infra/paper/helpers.ts';
import { actor, cardBench } from './helpers/cardBench.ts';
import { receipt } from './helpers/receipts.ts';

describe('D1 a card runs as saved steps', () => {
  it('goes from the lock to the hand-over, every step journalled before and after', async () => {
    const bench = cardBench();
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'printed',
      place: 'output',
      cardNumber: 'T00000001',
      unitTail: '0001',
    });
    expect(bench.trail()).toEqual([
      'lock.intent',
      'lock.confirmed',
      'face.confirmed',
      'feed.intent',
      'feed.confirmed',
      'readBlank.intent',
      'readBlank.confirmed',
      'writeChip.notAvailable',
      'print.intent',
      'print.confirmed',
    ]);
    expect(bench.executor.confirmVisual(bench.job().id, { good: true }, actor).ok).toBe(true);
    expect(bench.job().state).toBe('pendingReport');
    bench.drain();
    expect(bench.job().state).toBe('enabled');
    const given = bench.executor.handOver(bench.job().id, receipt, actor);
    expect(given.ok).toBe(true);
    bench.drain();
    expect(bench.job()).toMatchObject({ state: 'handedOver', place: 'holder' });
    expect([...bench.upstream.effects.keys()]).toEqual([
      'P202611250001:T00000001:report',
      'P202611250001:T00000001:enable',
      'P202611250001:T00000001:handOver',
    ]);
    expect(bench.deps.stores.audit.verify().intact).toBe(true);
  });

  it('says of the chip only what happened: it was not written, so it is never claimed', async () => {
    const bench = cardBench();
    await bench.start();
    const states = bench.deps.bus.events.length;
    expect(states).toBeGreaterThan(0);
    expect(
      bench
        .steps()
        .filter(({ step }) => step === 'writeChip')
        .map(({ phase }) => phase),
    ).toEqual(['notAvailable']);
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.rows()[0]?.payload).toMatchObject({ chipWritten: false });
  });

  it('writes the intent of a print with life counter and place before the first byte', async () => {
    const seen: string[] = [];
    const bench = cardBench({
      onJournalled: ({ step, phase, facts }) => {
        if (step === 'print')
          seen.push(`${phase} ${bench.printer.commands.filter((name) => name === 'print').length}`);
        if (step === 'print' && phase === 'intent')
          expect(facts).toMatchObject({ printedCards: 100, position: 'chip' });
      },
    });
    await bench.start();
    expect(seen).toEqual(['intent 0', 'confirmed 1']);
  });

  it('tells screens after every commit', async () => {
    const bench = cardBench();
    await bench.start();
    const hints = bench.deps.bus.events.filter(({ name }) => name === 'cardJobChanged').length;
    expect(hints).toBeGreaterThanOrEqual(6);
  });
});

describe('9.10 nothing is touched before the data are complete', () => {
  it.each(['photo', 'name', 'socialSecurityNumber'] as const)(
    'refuses card data without %s',
    async (field) => {
      const bench = cardBench();
      const { data } = bench.upstream;
      bench.upstream.data = (card) => ({ ...data(card), [field]: '' });
      await bench.start();
      expect(bench.job()).toMatchObject({
        state: 'failed',
        problem: { code: 'cardNotAllowed', detail: { reason: field } },
      });
      expect(bench.printer.commands).toEqual([]);
      expect(bench.upstream.cards.size).toBe(0);
    },
  );

  it('refuses data of somebody else', async () => {
    const bench = cardBench();
    const { data } = bench.upstream;
    bench.upstream.data = (card) => ({ ...data(card), birthDate: '1991-01-01' });
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'passportDiffers' } });
    expect(bench.printer.commands).toEqual([]);
  });

  it('renders the face before it touches a blank: a missing glyph costs no card', async () => {
    const bench = cardBench();
    bench.deps.paper.cardFace = () => Promise.resolve(failure('glyphMissing', { glyphs: 'Ꞗ' }));
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'glyphMissing', detail: { glyphs: 'Ꞗ' } },
    });
    expect(bench.printer.commands).toEqual([]);
  });

  it('D10 7.3 a photo of upstream below the rule of cards is refused by its size, and no blank moves', async () => {
    const paper = createPaper({ ...places, workersDir: null });
    const bench = cardBench();
    bench.deps.paper.cardFace = paper.cardFace;
    const canvas = createCanvas(300, 370);
    const photo = canvas.toBuffer('image/jpeg').toString('base64');
    const { data } = bench.upstream;
    bench.upstream.data = (card) => ({ ...data(card), photo });
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'cardPhotoTooSmall', detail: { width: 300, height: 370 } },
    });
    expect(bench.printer.commands).toEqual([]);
  });

  it('D10 A4 a name that the real fonts lack is refused by name, and no blank moves', async () => {
    const paper = createPaper({ ...places, workersDir: null });
    const bench = cardBench();
    bench.deps.paper.cardFace = (card, options) =>
      paper.cardFace({ ...card, name: `${card.name} 𠮷` }, options);
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'glyphMissing', detail: { glyphs: '𠮷 U+20BB7' } },
    });
    expect(bench.printer.commands).toEqual([]);
    await paper.close();
  });

  it('13.5 waits for upstream with no blank moved, and goes on when it is back', async () => {
    const bench = cardBench();
    bench.upstream.offline = true;
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'ready', problem: { code: 'upstreamOffline' } });
    expect(bench.printer.commands).toEqual([]);
    bench.upstream.offline = false;
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job().state).toBe('printed');
  });

  it('9.20 keeps batch and card number when an answer was lost after the work was done', async () => {
    const bench = cardBench();
    bench.upstream.refuse('cardLock', 'wrongOrder');
    bench.deps.upstream.answer('cardLock', () => ({ kind: 'offline', detail: 'dropped' }));
    await bench.start();
    expect(bench.upstream.cards.size).toBe(1);
    expect(bench.job().state).toBe('ready');
    const { jobKey } = [...bench.upstream.cards.values()][0] ?? { jobKey: '' };
    expect(jobKey).toBe(`SZ50:${bench.job().id}`);
    bench.deps.upstream.answer('cardLock', () => ({
      kind: 'answer',
      value: { data: bench.upstream.data([...bench.upstream.cards.values()][0] as never) },
    }));
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.upstream.cards.size).toBe(1);
    expect(bench.job()).toMatchObject({ state: 'printed', cardNumber: 'T00000001' });
  });

  it('9.22 refuses a person with a live card of another station', async () => {
    const bench = cardBench();
    bench.upstream.cards.set('other', {
      batch: 'B',
      cardNumber: 'T99999999',
      permitNumber: 'TEST00000001',
      stationId: 'XX',
      jobKey: 'XX:job_9',
      cardIdentifier: null,
      state: 'enabled',
    });
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'cardExists' } });
    expect(bench.printer.commands).toEqual([]);
  });

  it('13.4 asks upstream about a permit whose QR was only read offline', async () => {
    const bench = cardBench();
    const theCase = bench.deps.stores.cases.get(bench.caseId);
    if (theCase === null) throw new Error('no case');
    bench.deps.stores.run(() => bench.deps.stores.cases.save({ ...theCase, verification: 'pendingOnline' }));
    bench.deps.upstream.answer('permitVerify', () => ({
      kind: 'answer',
      value: { permit: { status: 'cancelled' }, at: '' },
    }));
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'permitNotValid' } });
    expect(bench.printer.commands).toEqual([]);
  });
});
