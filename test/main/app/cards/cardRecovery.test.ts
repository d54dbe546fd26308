import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { StepRecord } from '../../../../main/app/ports/stores.ts';
import { actor, cardBench, type CardBench } from './helpers/cardBench.ts';
import { receipt } from './helpers/receipts.ts';

/** What the person at the desk does, as the screen says. Stops where eyes are needed. */
async function actOn(bench: CardBench): Promise<string> {
  for (let turn = 0; turn < 20; turn += 1) {
    await bench.executor.idle();
    const job = bench.job();
    const { next } = presentJob(bench.deps, job);
    if (next === 'confirmVisual') bench.executor.confirmVisual(job.id, { good: true }, actor);
    else if (next === 'handOver') bench.executor.handOver(job.id, receipt, actor);
    else if (next === 'resume') bench.executor.resume(job.id, actor);
    else if (next === 'wait') bench.drain();
    else {
      bench.drain();
      return next;
    }
  }
  throw new Error('the job does not come to an end');
}

/** Ends the program at the n-th journalled step, starts a new one, and goes on to the end. */
async function killedAt(n: number): Promise<{ bench: CardBench; struck: StepRecord | null }> {
  let count = 0;
  let struck: StepRecord | null = null;
  const bench = cardBench({
    onJournalled: (record) => {
      count += 1;
      if (count < n) return;
      struck ??= record;
      throw new Error('killed');
    },
  });
  await bench.start();
  try {
    await actOn(bench);
  } catch (thrown) {
    if (!(thrown instanceof Error) || !/killed|has ended|come to an end/.test(thrown.message)) throw thrown;
  }
  await bench.restart().resumeAll();
  return { bench, struck };
}

const expectOneCard = (bench: CardBench): void => {
  expect(bench.printer.printedCards).toBe(101);
  expect(bench.printer.output.map(({ faces }) => faces)).toEqual([1]);
  expect(bench.printer.inside).toBeNull();
  expect([...bench.upstream.effects.values()]).toEqual([1, 1, 1]);
  expect(bench.upstream.cards.size).toBe(1);
  expect(bench.deps.stores.units.list().map(({ state }) => state)).toEqual(['used', 'hopper', 'hopper']);
  expect(bench.rows().every(({ state }) => state === 'acked')).toBe(true);
};

/** Journalled by the executor in an undisturbed run: 9 of the machine, 1 of the face, 2 of the visual check, 1 of the hand-over. */
const records = 13;

describe('D1 the program is killed after any journalled step', () => {
  it.each(Array.from({ length: records }, (_, index) => index + 1))(
    'step %i: one card, one report, one enable',
    async (n) => {
      const { bench, struck } = await killedAt(n);
      expect(struck).not.toBeNull();
      expect(await actOn(bench)).toBe('none');
      expect(bench.job().state).toBe('handedOver');
      expectOneCard(bench);
    },
  );

  it('has no more steps than are tried here', async () => {
    const { struck } = await killedAt(records + 1);
    expect(struck).toBeNull();
  });
});

describe('D1 9.22 the program is killed while the machine works', () => {
  const kill = async (fault: Parameters<CardBench['printer']['faults']['add']>[0]): Promise<CardBench> => {
    const bench = cardBench();
    bench.printer.faults.add(fault);
    await bench.start();
    await bench.restart().resumeAll();
    return bench;
  };

  it('printed but not heard: the life counter and the empty transport prove it, nothing is printed again', async () => {
    const bench = await kill('killedAfterPrint');
    expect(bench.trail().slice(-3)).toEqual(['print.intent', 'print.unknown', 'print.settled']);
    expect(bench.job().state).toBe('printed');
    await actOn(bench);
    expectOneCard(bench);
    expect(bench.printer.commands.filter((name) => name === 'print')).toHaveLength(1);
  });

  it('not printed: the blank is read again, is the same, and is printed once', async () => {
    const bench = await kill('killedBeforePrint');
    expect(bench.trail()).toContain('print.settled');
    expect(bench.trail().slice(-4)).toEqual([
      'readBlank.intent',
      'readBlank.confirmed',
      'print.intent',
      'print.confirmed',
    ]);
    await actOn(bench);
    expectOneCard(bench);
  });

  it('fed but not heard: the card at the chip is the one', async () => {
    const bench = await kill('killedAfterFeed');
    expect(bench.printer.commands.filter((name) => name === 'feed')).toHaveLength(1);
    await actOn(bench);
    expectOneCard(bench);
  });

  it('half printed: the counter did not move but the card did, so only eyes can tell', async () => {
    const bench = cardBench();
    bench.printer.faults.add('powerCutMidPrint');
    await bench.start();
    await bench.restart().resumeAll();
    const view = presentJob(bench.deps, bench.job());
    expect(view).toMatchObject({ state: 'fed', next: 'settle', unknownStep: 'print' });
    expect(bench.printer.commands.filter((name) => name === 'print')).toHaveLength(1);
    await bench.executor.settle(bench.job().id, { cardIs: 'printer', face: 'incomplete' }, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'rejectBox' });
    expect(bench.printer.bin).toHaveLength(1);
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({
      state: 'wasted',
      reason: 'printFault',
    });
  });

  it('a blank that was swapped while the program was down is not printed', async () => {
    const bench = cardBench();
    bench.printer.faults.add('killedBeforePrint');
    await bench.start();
    const bound = bench.printer.takeOut();
    bench.printer.inside = { card: bench.printer.feeder.shift() as never, at: 'chip' };
    await bench.restart().resumeAll();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'blankUnknown' },
      place: 'rejectBox',
    });
    expect(bench.printer.printedCards).toBe(100);
    expect(bound?.faces).toBe(0);
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({
      state: 'hopper',
      jobId: bench.job().id,
    });
  });

  it('a blank that was swapped between its read and its print is not printed either', async () => {
    const bench = cardBench({
      onJournalled: ({ step }) => {
        if (step === 'writeChip') throw new Error('killed');
      },
    });
    await bench.start();
    expect(bench.trail().at(-1)).toBe('writeChip.notAvailable');
    bench.printer.takeOut();
    bench.printer.inside = { card: bench.printer.feeder.shift() as never, at: 'chip' };
    await bench.restart().resumeAll();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'blankUnknown' } });
    expect(bench.printer.printedCards).toBe(100);
  });

  it('the printer is dark after the restart: the job waits and asks again later', async () => {
    const bench = cardBench();
    bench.printer.faults.add('killedAfterPrint');
    await bench.start();
    bench.printer.faults.add('offline');
    await bench.restart().resumeAll();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      state: 'fed',
      next: 'settle',
      unknownStep: 'print',
    });
    bench.printer.faults.delete('offline');
    bench.executor.resume(bench.job().id, actor);
    expect(await actOn(bench)).toBe('none');
    expectOneCard(bench);
  });
});

describe('D1 9.22 the two questions', () => {
  const unknownPrint = async (): Promise<CardBench> => {
    const bench = cardBench();
    bench.printer.faults.add('jamAtPrint');
    await bench.start();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      next: 'settle',
      problem: { code: 'mediaJam' },
    });
    return bench;
  };

  it('output and complete: it is printed', async () => {
    const bench = await unknownPrint();
    bench.printer.takeOut();
    await bench.executor.settle(bench.job().id, { cardIs: 'output', face: 'complete' }, actor);
    expect(bench.job()).toMatchObject({ state: 'printed', place: 'output' });
  });

  it('output and incomplete: waste with the reason of the jam, told upstream', async () => {
    const bench = await unknownPrint();
    bench.printer.takeOut();
    await bench.executor.settle(bench.job().id, { cardIs: 'output', face: 'incomplete' }, actor);
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'desk', bankCardNumber: null });
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({ state: 'wasted', reason: 'jam' });
    expect(bench.rows()[0]).toMatchObject({
      kind: 'card.wasted',
      payload: { failedAt: '制卡', reason: 'jam' },
    });
  });

  it('printer and blank: printed once, after the chip was read again', async () => {
    const bench = cardBench();
    bench.printer.faults.add('silentBeforePrint');
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'fed' });
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job().state).toBe('printed');
    expect(bench.printer.printedCards).toBe(101);
  });

  it('nowhere: the card is retained with its owner until it is found', async () => {
    const bench = await unknownPrint();
    bench.printer.takeOut();
    await bench.executor.settle(bench.job().id, { cardIs: 'nowhere', face: 'incomplete' }, actor);
    expect(bench.job()).toMatchObject({
      state: 'retained',
      place: 'unknown',
      owner: actor.name,
      endedAt: null,
    });
    expect(presentJob(bench.deps, bench.job())).toMatchObject({ next: 'settle', unknownStep: 'print' });
    await bench.executor.settle(bench.job().id, { cardIs: 'output', face: 'incomplete' }, actor);
    expect(bench.job().state).toBe('wasted');
  });

  it('answers when no step is unknown are refused', async () => {
    const bench = cardBench();
    await bench.start();
    const answer = await bench.executor.settle(bench.job().id, { cardIs: 'output', face: 'complete' }, actor);
    expect(answer).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  });
});
