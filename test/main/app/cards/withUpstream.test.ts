import { describe, expect, it } from 'vitest';
import { createCardExecutor, type CardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { createSync, type Sync } from '../../../../main/app/sync/createSync.ts';
import type { JobRecord } from '../../../../main/app/ports/stores.ts';
import { upstreamBench, type UpstreamBench } from '../../training/helpers/bench.ts';
import { actor, cardBench, withFacesAgreed, type CardBench } from './helpers/cardBench.ts';
import { receipt } from './helpers/receipts.ts';

interface Station {
  readonly desk: CardBench;
  readonly central: UpstreamBench;
  readonly executor: CardExecutor;
  readonly sync: Sync;
  job(): JobRecord;
  idle(): Promise<void>;
}

/** Executor and sync over the real adapter and the embedded upstream, with the fake printer. */
async function station(): Promise<Station> {
  const central = await upstreamBench();
  const person = central.people.find(
    ({ permit }) => permit?.status === 'valid' && permit.photoReceipt !== null && permit.insured,
  );
  if (!person?.permit) throw new Error('no sample person can have a card');
  const desk = cardBench({ permit: person.permit });
  const deps = { ...desk.deps, upstream: central.upstream };
  const executor = withFacesAgreed(deps.stores, createCardExecutor(deps));
  const sync = createSync(deps, { rowSettled: (row, result) => executor.rowSettled(row, result) });
  const { jobs } = deps.stores;
  return {
    desk,
    central,
    executor,
    sync,
    idle: () => executor.idle(),
    job() {
      const job = jobs.latestOfCase(desk.caseId);
      if (job === null) throw new Error('no job');
      return job;
    },
  };
}

async function start({ executor, desk, idle }: Station): Promise<void> {
  const wish = { caseId: desk.caseId, channel: 'window', owner: actor.name, ownerId: actor.staffId } as const;
  const started = executor.startJob(wish);
  if (!started.ok) throw new Error(started.error.code);
  await idle();
}

describe('D1 D7 the card and the books of the reference upstream', () => {
  it('one card, one report, one enable, one hand-over, although an answer is dropped after the work was done', async () => {
    const here = await station();
    await start(here);
    expect(here.job()).toMatchObject({ state: 'printed', problem: null });
    here.executor.confirmVisual(here.job().id, { good: true }, actor);
    here.central.embedded.setFault({ fault: 'dropAnswer', calls: 1, path: '/v1/outbox' });
    await here.sync.drainOnce({ all: true });
    expect(here.job().state).toBe('pendingReport');
    await here.sync.drainOnce({ all: true });
    await here.sync.drainOnce({ all: true });
    expect(here.job().state).toBe('enabled');
    here.executor.handOver(here.job().id, receipt, actor);
    await here.sync.drainOnce({ all: true });
    const books = here.central.embedded.books();
    expect(books.cards).toMatchObject([
      { cardNumber: here.job().cardNumber, state: 'handedOver', reports: 1, enables: 1, handOvers: 1 },
    ]);
    expect(books.effects.every(({ times }) => times === 1)).toBe(true);
  });

  it('a re-make after waste keeps batch and card number, and goes on when the waste is heard', async () => {
    const here = await station();
    await start(here);
    const { batch, cardNumber } = here.job();
    here.executor.confirmVisual(here.job().id, { good: false }, actor);
    here.executor.resume(here.job().id, actor, 'second');
    await here.idle();
    expect(here.job()).toMatchObject({ state: 'ready', attempt: 2 });
    await here.sync.drainOnce({ all: true });
    await here.idle();
    expect(here.job()).toMatchObject({ state: 'printed', attempt: 2, batch, cardNumber });
    here.executor.confirmVisual(here.job().id, { good: true }, actor);
    await here.sync.drainOnce({ all: true });
    await here.sync.drainOnce({ all: true });
    expect(here.job()).toMatchObject({ state: 'enabled' });
    expect(here.central.embedded.books().cards).toHaveLength(1);
  });

  it('9.20 an answer lost at the lock: the next try has the same card', async () => {
    const here = await station();
    here.central.embedded.setFault({ fault: 'dropAnswer', calls: 1, path: '/v1/cards/register' });
    await start(here);
    expect(here.job()).toMatchObject({ state: 'ready', problem: { code: 'upstreamOffline' } });
    here.executor.resume(here.job().id, actor, 'second');
    await here.idle();
    expect(here.job().state).toBe('printed');
    expect(here.central.embedded.books().cards).toHaveLength(1);
  });

  it.each([
    ['error500', 'upstreamOffline'],
    ['garbage', 'upstreamAnswerBad'],
    ['loginPage', 'upstreamAnswerBad'],
  ] as const)('%s at the lock: %s, and no blank is touched', async (fault, code) => {
    const here = await station();
    here.central.embedded.setFault({ fault, calls: 1, path: '/v1/cards/query' });
    await start(here);
    expect(here.job()).toMatchObject({ state: 'ready', problem: { code } });
    expect(here.desk.printer.commands).toEqual([]);
  });

  it('9.21 a refused blank releases the record, and the next try gets the same number', async () => {
    const here = await station();
    const [first] = here.desk.printer.feeder;
    if (first !== undefined) first.dead = true;
    await start(here);
    expect(here.job()).toMatchObject({ state: 'failed', problem: { code: 'chipDead' } });
    here.executor.resume(here.job().id, actor, 'second');
    await here.idle();
    expect(here.job()).toMatchObject({ state: 'printed', unitTail: '0002' });
    expect(here.central.embedded.books().cards).toHaveLength(1);
  });
});
