import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import { actor, cardBench, type CardBench } from './helpers/cardBench.ts';
import { killedAt } from './helpers/killedAt.ts';
import type { FakeFault } from './helpers/fakePrinter.ts';

const start = async (fault?: FakeFault): Promise<CardBench> => {
  const bench = cardBench({ certifies: true });
  if (fault !== undefined) bench.printer.faults.add(fault);
  await bench.start();
  return bench;
};
const count = (bench: CardBench, name: string): number =>
  bench.printer.commands.filter((command) => command === name).length;
const asked = (bench: CardBench): readonly { readonly input: unknown; readonly key: string | undefined }[] =>
  bench.upstream.calls.filter(({ name }) => name === 'cardCertificate');
const resume = async (bench: CardBench): Promise<void> => {
  bench.executor.resume(bench.job().id, actor, 'second');
  await bench.executor.idle();
};

describe('D1 D6 9 steps 11–12: the key of the chip is certified between write and read-back', () => {
  it('one certificate, administrator keys changed, compared on read-back and reported by digest', async () => {
    const bench = await start();
    expect(bench.trail().slice(7)).toEqual([
      'writeChip.intent',
      'writeChip.confirmed',
      'certify.intent',
      'certify.confirmed',
      'readBack.intent',
      'readBack.confirmed',
      'print.intent',
      'print.confirmed',
    ]);
    const [card] = bench.printer.output;
    expect(card?.certificate).toMatch(/^CE/);
    expect(card?.adminBox).toMatch(/^AD/);
    const facts = bench.steps().find(({ step, phase }) => step === 'certify' && phase === 'confirmed')?.facts;
    expect(facts).toMatchObject({ provider: 'training', adminChanged: true });
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.rows()[0]?.payload).toMatchObject({
      certificate: { digest: facts?.['digest'], adminChanged: true },
    });
  });

  it('neither certificate nor sealed secrets stand in journal, audit or queue', async () => {
    const bench = await start();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    const [card] = bench.printer.output;
    const kept = JSON.stringify([bench.steps(), bench.rows(), bench.job()]);
    expect(card?.certificate).not.toBeNull();
    expect(kept).not.toContain(card?.certificate);
    expect(kept).not.toContain(card?.adminBox);
  });

  it('a station that certifies no keys claims none', async () => {
    const bench = cardBench({ writesChips: true });
    await bench.start();
    expect(bench.trail()).toContain('certify.notAvailable');
    expect(count(bench, 'chipKey')).toBe(0);
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.rows()[0]?.payload).toMatchObject({ chipWritten: true, certificate: null });
  });

  it('a reader whose scheme has no certificates after all: named, printed, never claimed', async () => {
    const bench = cardBench({ certifies: true });
    bench.printer.chipKey = () =>
      Promise.resolve({
        completion: { code: 'unsupportedCommand' },
        provider: null,
        publicKey: null,
        certificate: null,
        adminChanged: false,
      });
    await bench.start();
    expect(bench.trail()).toEqual(expect.arrayContaining(['certify.intent', 'certify.notAvailable']));
    expect(bench.job().state).toBe('printed');
    expect(asked(bench)).toEqual([]);
  });

  it('a certificate that reads back otherwise sends the card unprinted to the reject box', async () => {
    const bench = await start('wrongCertificate');
    expect(bench.job()).toMatchObject({
      state: 'wasted',
      place: 'rejectBox',
      problem: { code: 'readBackDiffers', detail: { fields: 'certificate' } },
    });
    expect(count(bench, 'print')).toBe(0);
    // The re-make has another chip, so it gets another certificate under a key of its own.
    bench.drain();
    await resume(bench);
    expect(bench.job()).toMatchObject({ state: 'printed', attempt: 2 });
    expect(new Set(asked(bench).map(({ key }) => key)).size).toBe(2);
  });

  it('a chip that refuses the certificate is waste', async () => {
    const bench = await start('certificateRefused');
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'rejectBox' });
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({ reason: 'chipDead' });
  });
});

describe('D1 9.22 a certificate whose answer is lost is settled by the chip', () => {
  it('written after all: asked for again, not written again', async () => {
    const bench = await start('silentAfterCertificate');
    expect(bench.job()).toMatchObject({ state: 'printed', problem: null });
    expect(bench.printer.certificates).toBe(1);
    expect(count(bench, 'writeCertificate')).toBe(1);
    expect(new Set(asked(bench).map(({ key }) => key)).size).toBe(1);
  });

  it('not written: the chip says so first, then it is written once', async () => {
    const bench = await start('silentBeforeCertificate');
    expect(bench.job().state).toBe('printed');
    expect(bench.printer.certificates).toBe(1);
    expect(bench.trail().filter((step) => step === 'certify.intent')).toHaveLength(2);
  });

  it.each([
    ['killedBeforeCertificate', 2],
    ['killedAfterCertificate', 1],
  ] as const)('the program is killed in it (%s): one certificate, one print', async (fault, sent) => {
    const bench = await start(fault);
    await bench.restart().resumeAll();
    expect(count(bench, 'writeCertificate')).toBe(sent);
    expect(bench.printer.certificates).toBe(1);
    expect(bench.job().state).toBe('printed');
    expect(bench.printer.printedCards).toBe(101);
  });

  it('swapped while the program was down: the other card gets no certificate and goes to the reject box', async () => {
    const bench = await start('killedBeforeCertificate');
    bench.printer.takeOut();
    bench.printer.inside = { card: bench.printer.feeder.shift() as never, at: 'chip' };
    await bench.restart().resumeAll();
    expect(bench.printer.certificates).toBe(0);
    expect(bench.printer.bin).toHaveLength(1);
    expect(count(bench, 'print')).toBe(0);
  });
});

describe('D2 13.6 the certificate needs upstream with the card inside', () => {
  it('upstream away before the feed: no blank moves, the plan says so, and it goes on by the same job', async () => {
    const bench = cardBench({ certifies: true, facesAgreed: false });
    await bench.start();
    bench.upstream.offline = true;
    await bench.executor.confirmFace(bench.job().id, { good: true }, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'locked', problem: { code: 'upstreamOffline' } });
    expect(bench.printer.commands).not.toContain('feed');
    const plan = bench.handlers.cardPlan({ caseId: bench.caseId }, {} as never);
    if (!('ok' in plan) || !plan.ok) throw new Error('no plan');
    expect(plan.value.promise).toBe('whenOnline');
    expect(plan.value.blockers.map(({ code }) => code)).toContain('upstreamOffline');
    const now = Object.fromEntries(plan.value.steps.map((step) => [step.step, step.now]));
    expect(now).toMatchObject({ feed: 'waitsForUpstream', certify: 'waitsForUpstream' });

    bench.upstream.offline = false;
    await bench.executor.run(bench.job().id);
    expect(bench.job()).toMatchObject({ state: 'printed', problem: null });
  });

  it('the link drops between feed and certificate: a named stop with the card inside, then it goes on', async () => {
    const bench = cardBench({
      certifies: true,
      onJournalled: ({ step, phase }) => {
        if (step === 'writeChip' && phase === 'confirmed') bench.upstream.offline = true;
      },
    });
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'written',
      place: 'printer',
      problem: { code: 'upstreamOffline', detail: { upstream: 'cards' } },
    });
    expect(presentJob(bench.deps, bench.job()).next).toBe('resume');
    bench.upstream.offline = false;
    await bench.executor.run(bench.job().id);
    expect(bench.job().state).toBe('printed');
    expect(bench.printer.writes).toBe(1);
  });

  it('refused for good: the written chip is waste with the reason; refused by an officer: it waits', async () => {
    const waits = cardBench({ certifies: true });
    waits.upstream.refuse('cardCertificate', 'refusedByOfficer');
    await waits.start();
    expect(waits.job()).toMatchObject({ state: 'written', problem: { code: 'upstreamRefused' } });
    const ends = cardBench({ certifies: true });
    ends.upstream.refuse('cardCertificate', 'conflict', 'another key');
    await ends.start();
    expect(ends.job()).toMatchObject({ state: 'wasted', place: 'rejectBox' });
    expect(ends.deps.stores.units.get(ends.keyOf(1))).toMatchObject({ reason: 'other' });
  });
});

/** Journalled by the executor in an undisturbed run: 14 of the machine, 1 of the face, 2 of the visual check, 1 of the hand-over. */
const records = 18;

describe('D1 D6 the program is killed after any journalled step of a certified card', () => {
  it.each(Array.from({ length: records }, (_, index) => index + 1))(
    'step %i: one write, one certificate, one card',
    async (n) => {
      const { bench, seen } = await killedAt(n, { certifies: true });
      expect(seen).toBeGreaterThanOrEqual(n);
      expect(bench.job().state).toBe('handedOver');
      expect([bench.printer.writes, bench.printer.certificates]).toEqual([1, 1]);
      expect(bench.printer.printedCards).toBe(101);
    },
  );
});
