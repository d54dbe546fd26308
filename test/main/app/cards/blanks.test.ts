import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { JobId, UnitKey } from '../../../../main/contract/ids.ts';
import type { UnitState } from '../../../../main/contract/stock.ts';
import { actor, cardBench, type CardBench } from './helpers/cardBench.ts';
import { fakeCard } from './helpers/fakePrinter.ts';

/** Puts a blank of the stock into another state, as people would have booked it. */
const book = (bench: CardBench, to: UnitState, index = 1): UnitKey => {
  const key = bench.keyOf(index);
  const { units } = bench.deps.stores;
  const unit = units.get(key);
  if (unit === null) throw new Error('no unit');
  bench.deps.stores.run(() =>
    units.move(
      { ...unit, state: to },
      {
        unitKey: key,
        from: unit.state,
        to,
        at: bench.deps.clock.iso(),
        by: 'a',
        by2: 'b',
        jobId: null,
        reason: null,
        note: null,
      },
    ),
  );
  return key;
};

describe('D3 every blank is known by its number', () => {
  it('binds the blank when its chip is read, in the commit of that step', async () => {
    const bench = cardBench();
    await bench.start();
    const unit = bench.deps.stores.units.get(bench.keyOf(1));
    expect(unit).toMatchObject({
      jobId: bench.job().id,
      cardIdentifier: '1'.padStart(32, '0'),
      state: 'hopper',
    });
    expect(bench.job()).toMatchObject({ unitKey: bench.keyOf(1), unitTail: '0001', atr: '3B00' });
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.deps.stores.units.get(bench.keyOf(1))?.state).toBe('used');
    expect(bench.deps.stores.units.movementsBetween('2026', '2027').at(-1)).toMatchObject({
      from: 'hopper',
      to: 'used',
    });
  });

  it('a blank of nobody is rejected unprinted and stops the job', async () => {
    const bench = cardBench();
    bench.printer.feeder.unshift(fakeCard(77));
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'blankUnknown' }, unitKey: null });
    expect(bench.printer.bin.map(({ number, faces }) => [number, faces])).toEqual([[fakeCard(77).number, 0]]);
    expect(bench.printer.commands).not.toContain('print');
    expect(bench.trail().slice(-3)).toEqual(['readBlank.failed', 'reject.intent', 'reject.confirmed']);
    expect(bench.upstream.cards.size).toBe(0);
  });

  it.each([
    ['used', 'blankUsed'],
    ['wasted', 'blankUsed'],
    ['vault', 'blankElsewhere'],
    ['returned', 'blankElsewhere'],
  ] as const)('a blank that is booked as %s is rejected: %s', async (state, code) => {
    const bench = cardBench();
    const key = book(bench, state);
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code } });
    expect(bench.printer.commands).not.toContain('print');
    expect(bench.deps.stores.units.get(key)).toMatchObject({ state, jobId: null });
  });

  it('a blank that belongs to another job is rejected', async () => {
    const bench = cardBench();
    const other = bench.addCase(2);
    bench.upstream.offline = true;
    const waiting = await bench.start('window', other.id);
    bench.upstream.offline = false;
    bench.deps.stores.run(() => bench.deps.stores.units.bind(bench.keyOf(1), waiting.id, null));
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'blankUsed' } });
  });

  it('a dead chip is rejected; no unit is bound and none is guessed', async () => {
    const bench = cardBench();
    const [first] = bench.printer.feeder;
    if (first !== undefined) first.dead = true;
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'chipDead' }, unitKey: null });
    expect(
      bench.deps.stores.units.list().every(({ jobId, state }) => jobId === null && state === 'hopper'),
    ).toBe(true);
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', unitTail: '0002', attempt: 1 });
  });

  it('without a free place in the hopper nothing is fed', async () => {
    const bench = cardBench();
    [1, 2, 3].forEach((index) => book(bench, 'vault', index));
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'locked', problem: { code: 'noBlank' } });
    expect(bench.printer.commands).toEqual([]);
  });

  it('keeps the full number out of steps, units and views, and out of the job once it is reported', async () => {
    const bench = cardBench();
    await bench.start();
    const { number } = bench.printer.output[0] ?? { number: '' };
    const shown = (): string =>
      JSON.stringify([
        bench.steps(),
        bench.deps.stores.units.list(),
        presentJob(bench.deps, bench.job()),
        bench.deps.log.lines,
      ]);
    expect(shown()).not.toContain(number);
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    expect(bench.rows()[0]).toMatchObject({ kind: 'card.report', payload: { bankCardNumber: number } });
    expect(bench.job().bankCardNumber).toBeNull();
    expect(shown()).not.toContain(number);
  });
});

describe('9.21 a fault at the feed uses no blank', () => {
  it.each(['jamAtFeed', 'coverOpen', 'ribbonOut'] as const)(
    '%s: stops, and goes on when the cause is gone',
    async (fault) => {
      const bench = cardBench();
      bench.printer.faults.add(fault);
      await bench.start();
      const codes = { jamAtFeed: 'mediaJam', coverOpen: 'coverOpen', ribbonOut: 'tonerOut' } as const;
      expect(presentJob(bench.deps, bench.job())).toMatchObject({
        state: 'locked',
        problem: { code: codes[fault] },
        next: 'resume',
      });
      expect(bench.deps.stores.units.list().every(({ jobId }) => jobId === null)).toBe(true);
      bench.printer.faults.delete(fault);
      bench.printer.takeOut();
      bench.executor.resume(bench.job().id, actor);
      await bench.executor.idle();
      expect(bench.printer.commands).toContain('reset');
      expect(bench.job().state).toBe('printed');
      expect(bench.printer.printedCards).toBe(101);
    },
  );

  it('an empty feeder is named', async () => {
    const bench = cardBench();
    bench.printer.feeder.splice(0);
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'locked', problem: { code: 'feederEmpty' } });
  });
});

describe('D1 faults with a card inside', () => {
  it('the ribbon runs out before the print: the job stays fed, and the same blank is printed once', async () => {
    const bench = cardBench({
      onJournalled: ({ step, phase }) => {
        if (
          step === 'print' &&
          phase === 'intent' &&
          bench.printer.commands.filter((name) => name === 'reset').length === 0
        )
          bench.printer.faults.add('ribbonOut');
      },
    });
    await bench.start();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      state: 'fed',
      problem: { code: 'tonerOut' },
      next: 'resume',
    });
    bench.printer.faults.delete('ribbonOut');
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', unitTail: '0001' });
    expect(bench.printer.output.map(({ faces }) => faces)).toEqual([1]);
    expect(bench.printer.commands.filter((name) => name === 'feed')).toHaveLength(1);
  });

  it('the reader does not answer: the card stays, nothing is rejected', async () => {
    const bench = cardBench();
    bench.printer.faults.add('readerOffline');
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'fed',
      problem: { code: 'deviceNotReady' },
      place: 'printer',
    });
    expect(bench.printer.commands).not.toContain('reject');
    bench.printer.faults.delete('readerOffline');
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job().state).toBe('printed');
  });

  it('the reject box is full: the job waits with its reason, then ends', async () => {
    const bench = cardBench();
    bench.printer.feeder.unshift(fakeCard(77));
    bench.printer.faults.add('binFull');
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'fed', problem: { code: 'deviceFault' } });
    bench.printer.faults.delete('binFull');
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'blankUnknown' } });
  });

  it('the next job waits while a card of another one is inside, then goes on by itself', async () => {
    const bench = cardBench();
    const other = bench.addCase(2);
    bench.printer.faults.add('readerOffline');
    const first = await bench.start();
    const second = await bench.start('window', other.id);
    expect(bench.job(second.id)).toMatchObject({ state: 'locked', problem: { code: 'deviceFault' } });
    expect(bench.printer.commands.filter((name) => name === 'feed')).toHaveLength(1);
    bench.printer.faults.delete('readerOffline');
    bench.executor.resume(first.id, actor);
    await bench.executor.idle();
    expect([bench.job(first.id).state, bench.job(second.id).state]).toEqual(['printed', 'printed']);
    expect(bench.printer.output.map(({ faces }) => faces)).toEqual([1, 1]);
  });

  it('two runs of one job at the same time are one run', async () => {
    const bench = cardBench();
    const started = bench.executor.startJob({
      caseId: bench.caseId,
      channel: 'window',
      owner: 'x',
      ownerId: null,
    });
    if (!started.ok) throw new Error('not started');
    const id: JobId = started.value.id;
    await Promise.all([bench.executor.run(id), bench.executor.run(id), bench.executor.resumeAll()]);
    await bench.executor.idle();
    expect(bench.printer.printedCards).toBe(101);
  });

  it('an error inside names an incident and loses nothing', async () => {
    const bench = cardBench();
    const { cardFace } = bench.deps.paper;
    bench.deps.paper.cardFace = () => Promise.reject(new Error('worker died'));
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'ready', problem: { code: 'internal' } });
    bench.deps.paper.cardFace = cardFace;
    await bench.restart().resumeAll();
    expect(bench.job().state).toBe('printed');
    expect(bench.upstream.cards.size).toBe(1);
  });
});
