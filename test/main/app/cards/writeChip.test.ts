import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { CardBench } from './helpers/cardBench.ts';
import { actor, cardBench } from './helpers/cardBench.ts';
import { killedAt } from './helpers/killedAt.ts';

const written = {
  cardNumber: 'T00000001',
  socialSecurityNumber: 'DEU0C01X00T47',
  holderName: 'EXAMPLE PERSON',
  issuedOn: '2026-11-25',
  expiresOn: '2036-11-25',
};
const count = (bench: CardBench, name: string): number =>
  bench.printer.commands.filter((command) => command === name).length;
const start = async (fault?: Parameters<CardBench['printer']['faults']['add']>[0]): Promise<CardBench> => {
  const bench = cardBench({ writesChips: true });
  if (fault !== undefined) bench.printer.faults.add(fault);
  await bench.start();
  return bench;
};

describe('D6 the chip is written, read back and compared before the face is printed', () => {
  it('equal: written, read back, printed once, and reported as written', async () => {
    const bench = await start();
    expect(bench.trail().slice(5)).toEqual([
      'readBlank.intent',
      'readBlank.confirmed',
      'writeChip.intent',
      'writeChip.confirmed',
      'certify.notAvailable',
      'readBack.intent',
      'readBack.confirmed',
      'print.intent',
      'print.confirmed',
    ]);
    expect(bench.printer.output[0]?.chip).toEqual(written);
    expect(bench.job().state).toBe('printed');
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.rows()[0]?.payload).toMatchObject({ chipWritten: true });
  });

  it('names writing and reading back in the plan as steps that can finish here', () => {
    const bench = cardBench({ writesChips: true });
    const plan = bench.handlers.cardPlan({ caseId: bench.caseId }, {} as never);
    if (!('ok' in plan) || !plan.ok) throw new Error('no plan');
    const steps = plan.value.steps.map(({ step, now }) => `${step}.${now}`);
    expect(steps.slice(4, 8).map((step) => step.split('.')[0])).toEqual([
      'writeChip',
      'certify',
      'readBack',
      'print',
    ]);
    // This one certifies no keys: named, never promised.
    expect(steps).toContain('certify.notAvailable');
    expect(steps).not.toContain('writeChip.notAvailable');
  });

  it('a wrong name: the card goes to the reject box, is waste, and nothing is printed', async () => {
    const bench = await start('wrongWrite');
    expect(bench.job()).toMatchObject({
      state: 'wasted',
      place: 'rejectBox',
      problem: { code: 'readBackDiffers', detail: { fields: 'holderName' } },
    });
    expect(JSON.stringify(bench.steps().filter(({ step }) => step === 'readBack'))).not.toContain('SOMEBODY');
    expect(count(bench, 'print')).toBe(0);
    expect(bench.printer.bin).toHaveLength(1);
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({
      state: 'wasted',
      reason: 'readBackDiffers',
    });
    expect(bench.rows()[0]).toMatchObject({
      kind: 'card.wasted',
      payload: { failedAt: '制卡', step: 'readBack', reason: 'readBackDiffers', officer: actor.name },
    });
    expect(presentJob(bench.deps, bench.job()).next).toBe('resume');
    bench.drain();
    bench.executor.resume(bench.job().id, actor, 'second');
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', attempt: 2 });
    expect(bench.printer.output[0]?.chip).toEqual(written);
  });

  it('keeps the named fields on the job when the reject box had to be emptied first', async () => {
    const bench = cardBench({ writesChips: true });
    bench.printer.faults.add('wrongWrite').add('binFull');
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'printer' });
    bench.printer.faults.delete('binFull');
    bench.executor.resume(bench.job().id, actor, 'second');
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ place: 'rejectBox', problem: { code: 'readBackDiffers' } });
  });

  it('the reader has no personaliser after all: named as not available, printed, never claimed', async () => {
    const bench = cardBench({ writesChips: true });
    bench.printer.writeChip = () =>
      Promise.resolve({ completion: { code: 'unsupportedCommand' }, provider: null });
    await bench.start();
    expect(bench.trail().slice(6)).toEqual([
      'readBlank.confirmed',
      'writeChip.intent',
      'writeChip.notAvailable',
      'print.intent',
      'print.confirmed',
    ]);
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.rows()[0]?.payload).toMatchObject({ chipWritten: false });
  });

  it('a chip that refuses the write is waste, and a chip that dies under it too', async () => {
    for (const fault of ['writeRefused', 'deadAfterWrite'] as const) {
      const bench = await start(fault);
      expect(bench.job()).toMatchObject({ state: 'wasted', place: 'rejectBox' });
      expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({ reason: 'chipDead' });
      expect(count(bench, 'print')).toBe(0);
    }
  });

  it('a blank that already holds a record is rejected before it is written to', async () => {
    const bench = cardBench({ writesChips: true });
    const [first] = bench.printer.feeder;
    if (first === undefined) throw new Error('no blank');
    first.chip = { ...written, holderName: 'SOMEBODY ELSE' };
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'blankUsed' },
      place: 'rejectBox',
    });
    expect(count(bench, 'writeChip')).toBe(0);
  });

  it('refuses a record that no chip can hold before a blank is touched', async () => {
    const bench = cardBench({ writesChips: true });
    const { data } = bench.upstream;
    bench.upstream.data = (card) => ({ ...data(card), socialSecurityNumber: '未确认 candidate' });
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'cardNotAllowed', detail: { reason: 'socialSecurityNumber' } },
    });
    expect(bench.printer.commands).toEqual([]);
  });
});

describe('D6 9.22 a write whose answer is lost is settled by the chip, never repeated blindly', () => {
  it('written after all: no second write, read back and printed', async () => {
    const bench = await start('silentAfterWrite');
    expect(bench.trail().slice(7, 10)).toEqual([
      'writeChip.intent',
      'writeChip.unknown',
      'writeChip.settled',
    ]);
    expect(bench.printer.writes).toBe(1);
    expect(bench.job().state).toBe('printed');
  });

  it('still empty: waits for a person, then writes once more as a new journalled attempt', async () => {
    const bench = await start('silentBeforeWrite');
    expect(bench.job()).toMatchObject({ state: 'fed', problem: { code: 'deviceTimeOut' } });
    expect(presentJob(bench.deps, bench.job()).next).toBe('resume');
    bench.executor.resume(bench.job().id, actor, 'second');
    await bench.executor.idle();
    expect(bench.trail().filter((step) => step === 'writeChip.intent')).toHaveLength(2);
    expect(bench.printer.writes).toBe(1);
    expect(bench.job().state).toBe('printed');
  });

  it.each([
    ['killedBeforeWrite', 2],
    ['killedAfterWrite', 1],
  ] as const)(
    'the program is killed in the write (%s): one write on the chip, one print',
    async (fault, asked) => {
      const bench = await start(fault);
      await bench.restart().resumeAll();
      expect(count(bench, 'writeChip')).toBe(asked);
      expect(bench.printer.writes).toBe(1);
      expect(bench.job().state).toBe('printed');
      expect(bench.printer.printedCards).toBe(101);
    },
  );

  it('swapped while the program was down: the other card is neither written nor printed', async () => {
    const bench = await start('killedAfterWrite');
    bench.printer.takeOut();
    bench.printer.inside = { card: bench.printer.feeder.shift() as never, at: 'chip' };
    await bench.restart().resumeAll();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({ next: 'settle', unknownStep: 'writeChip' });
    expect(bench.printer.writes).toBe(1);
    expect(count(bench, 'print')).toBe(0);
  });
});

/** Journalled by the executor in an undisturbed run: 12 of the machine, 1 that nobody certifies, 1 of the face, 2 of the visual check, 1 of the hand-over. */
const records = 17;

describe('D1 D6 the program is killed after any journalled step of a written card', () => {
  it.each(Array.from({ length: records }, (_, index) => index + 1))(
    'step %i: one write, one card',
    async (n) => {
      const { bench, seen } = await killedAt(n, { writesChips: true });
      expect(seen).toBeGreaterThanOrEqual(n);
      expect(bench.job().state).toBe('handedOver');
      expect(bench.printer.writes).toBe(1);
      expect(bench.printer.printedCards).toBe(101);
      expect(bench.printer.output.map(({ chip }) => chip)).toEqual([written]);
    },
  );
});
