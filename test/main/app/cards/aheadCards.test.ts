import { describe, expect, it } from 'vitest';
import { boardHandlers } from '../../../../main/app/cards/boardHandlers.ts';
import { createRecovery } from '../../../../main/app/cards/recovery.ts';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { samplePermit, testProfile } from '../../helpers/index.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';
import { sampleData } from './helpers/fakeUpstream.ts';

const hours = 24;
/** A station that may hold `ahead` cards, whose data may be 24 hours old at the feed. */
const withLimit = (bench: CardBench, ahead: number): CardBench => {
  Object.assign(bench.deps, {
    profile: {
      ...bench.deps.profile,
      offlineLimits: { ...testProfile.offlineLimits, cards: { ahead, hours } },
    },
  });
  return bench;
};
const benchWith = (ahead: number, options: Parameters<typeof cardBench>[0] = {}): CardBench =>
  withLimit(cardBench(options), ahead);
const board = (bench: CardBench) =>
  boardHandlers(bench.deps, bench.executor, createRecovery(bench.deps, bench.executor));
const start = async (bench: CardBench): Promise<void> => {
  const started = await bench.handlers.cardStart({ caseId: bench.caseId, ahead: true }, caller);
  if (!started.ok) throw new Error(started.error.code);
  await bench.executor.idle();
};
const jobOf = (bench: CardBench, caseId = bench.caseId) => {
  const job = bench.deps.stores.jobs.latestOfCase(caseId);
  if (job === null) throw new Error('no job');
  return job;
};
const later = (bench: CardBench, h: number): void => bench.deps.clock.advance(h * 3_600_000);
const begin = (bench: CardBench) => bench.handlers.cardBegin({ jobId: jobOf(bench).id }, caller);
const locks = (bench: CardBench): number =>
  bench.upstream.calls.filter(({ name }) => name === 'cardLock').length;

describe('D2 G4 13.6 the limit by hours: card data that are too old', () => {
  it('within the hours a card is made offline from what was fetched', async () => {
    const bench = benchWith(5);
    await start(bench);
    bench.upstream.offline = true;
    later(bench, hours);
    expect((await begin(bench)).ok).toBe(true);
    await bench.executor.idle();
    expect(jobOf(bench).state).toBe('printed');
    expect(locks(bench)).toBe(1);
  });

  it('over them and offline it is not begun: named with limit and since when, and nothing changed', async () => {
    const bench = benchWith(5);
    await start(bench);
    const { lockedAt } = jobOf(bench);
    bench.upstream.offline = true;
    later(bench, hours + 1);
    expect(await begin(bench)).toEqual({
      ok: false,
      error: { code: 'prefetchTooOld', detail: { hours, since: lockedAt } },
    });
    expect(jobOf(bench)).toMatchObject({ state: 'locked', begun: false });
    expect(bench.printer.commands).toEqual([]);
  });

  it('one that waited for its face too long stops at the feed by name, and goes on by itself when it runs online', async () => {
    const bench = benchWith(5, { facesAgreed: false });
    const { id } = await bench.start();
    bench.upstream.offline = true;
    later(bench, hours + 1);
    await bench.executor.confirmFace(id, { good: true }, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'locked', problem: { code: 'prefetchTooOld' } });
    expect(presentJob(bench.deps, bench.job()).group).toBe('upstream');
    expect(bench.printer.commands).not.toContain('feedToChip');
    bench.upstream.offline = false;
    await bench.executor.run(id);
    // The same answer by the same template: the face that was agreed to stands.
    expect(bench.job()).toMatchObject({ state: 'printed', problem: null });
    expect(locks(bench)).toBe(2);
    expect(
      new Set(
        bench.upstream.calls.flatMap(({ name, input }) =>
          name === 'cardLock' ? [JSON.stringify(input)] : [],
        ),
      ).size,
    ).toBe(1);
  });

  it('D10 data that changed meanwhile are a new face: the holder is asked again before a blank moves', async () => {
    const bench = benchWith(5, { facesAgreed: false });
    const { id } = await bench.start();
    bench.upstream.offline = true;
    later(bench, hours + 1);
    await bench.executor.confirmFace(id, { good: true }, actor);
    await bench.executor.idle();
    bench.upstream.offline = false;
    bench.upstream.data = ({ batch, cardNumber, permitNumber }) =>
      sampleData({ batch, cardNumber, permitNumber, name: 'EXAMPLE PERSON CORRECTED' });
    await bench.executor.run(id);
    expect(bench.job()).toMatchObject({ state: 'locked', faceConfirmedAt: null });
    expect(presentJob(bench.deps, bench.job()).next).toBe('confirmFace');
    expect(bench.steps().findLast(({ step }) => step === 'lock')?.facts['changed']).toBe('name');
    expect(bench.printer.commands).not.toContain('feedToChip');
  });

  it('D1 the program ended between the question and the answer: asked again, and the face still stands', async () => {
    const bench = benchWith(5, { facesAgreed: false });
    const { id } = await bench.start();
    later(bench, hours + 1);
    const { call } = bench.deps.upstream;
    Object.assign(bench.deps.upstream, { call: () => new Promise(() => undefined) });
    await bench.executor.confirmFace(id, { good: true }, actor);
    await expect.poll(() => bench.trail().at(-1)).toBe('lock.intent');
    expect(bench.job()).toMatchObject({ state: 'ready', data: { name: 'EXAMPLE PERSON' } });
    Object.assign(bench.deps.upstream, { call });
    await bench.restart().resumeAll();
    expect(bench.job().state).toBe('printed');
  });

  it('over them and online upstream is asked first, so that the holder sees what will be printed', async () => {
    const bench = benchWith(5, { facesAgreed: false });
    await start(bench);
    later(bench, hours + 1);
    expect((await begin(bench)).ok).toBe(true);
    await bench.executor.idle();
    expect(locks(bench)).toBe(2);
    expect(presentJob(bench.deps, jobOf(bench)).next).toBe('confirmFace');
  });

  it('a permit that upstream ended meanwhile ends the job when it is asked again', async () => {
    const bench = benchWith(5);
    await start(bench);
    later(bench, hours + 1);
    bench.upstream.refuse('cardLock', 'permitNotValid', 'revoked');
    await begin(bench);
    await bench.executor.idle();
    expect(jobOf(bench)).toMatchObject({ state: 'failed', problem: { code: 'permitNotValid' } });
    expect(bench.printer.commands).toEqual([]);
  });
});

describe('D2 G8 a permit that ended in the feed after its card was fetched', () => {
  it('stops the card before a blank moves, also offline and within the hours', async () => {
    const bench = benchWith(5);
    await start(bench);
    bench.deps.permits.savePage(
      [samplePermit({ permitNumber: jobOf(bench).permitNumber, status: 'cancelled' })],
      'c2',
      bench.deps.clock.iso(),
    );
    bench.upstream.offline = true;
    await begin(bench);
    await bench.executor.idle();
    expect(jobOf(bench)).toMatchObject({
      state: 'failed',
      problem: { code: 'permitRevokedAhead', detail: { status: 'cancelled' } },
    });
    expect(bench.printer.commands).toEqual([]);
    expect(bench.deps.stores.units.list().every(({ state }) => state === 'hopper')).toBe(true);
  });
});

describe('D2 G4 the limit by number, and many at once', () => {
  it('fetches one by one up to the limit; the rest is refused by name and number', async () => {
    const bench = benchWith(2);
    for (const index of [2, 3]) bench.addCase(index);
    expect(await board(bench).cardAhead({}, caller)).toMatchObject({
      value: { limit: 2, held: 0, hours, cases: 3, usableOffline: true, online: true },
    });
    const fetched = await board(bench).cardFetchAhead({}, caller);
    if (!fetched.ok) throw new Error(fetched.error.code);
    expect(methods.cardFetchAhead.out.parse(fetched.value)).toMatchObject({
      done: ['SZ50-20261125-0001', 'SZ50-20261125-0002'],
      refused: [
        {
          caseNumber: 'SZ50-20261125-0003',
          failure: { code: 'prefetchLimit', detail: { limit: 2, held: 2 } },
        },
      ],
    });
    await bench.executor.idle();
    expect(bench.deps.stores.jobs.open().map(({ state, begun }) => [state, begun])).toEqual([
      ['locked', false],
      ['locked', false],
    ]);
    // One after the other: no second person is asked about before the first is locked.
    const asked = bench.upstream.calls.map(({ name }) => name).filter((name) => name !== 'cardRelease');
    expect(asked).toEqual(['cardQuery', 'cardRegister', 'cardLock', 'cardQuery', 'cardRegister', 'cardLock']);
    expect(bench.printer.commands).toEqual([]);
  });

  it('a card that was begun makes room for another one', async () => {
    const bench = benchWith(1);
    const second = bench.addCase(2);
    await start(bench);
    const refused = await bench.handlers.cardStart({ caseId: second.id, ahead: true }, caller);
    expect(refused).toEqual({ ok: false, error: { code: 'prefetchLimit', detail: { limit: 1, held: 1 } } });
    await begin(bench);
    await bench.executor.idle();
    expect((await bench.handlers.cardStart({ caseId: second.id, ahead: true }, caller)).ok).toBe(true);
    await bench.executor.idle();
  });

  it('a card that is made now needs no room', async () => {
    const bench = benchWith(0);
    expect(await bench.handlers.cardStart({ caseId: bench.caseId, ahead: true }, caller)).toMatchObject({
      ok: false,
      error: { code: 'prefetchLimit' },
    });
    expect((await bench.handlers.cardStart({ caseId: bench.caseId }, caller)).ok).toBe(true);
    await bench.executor.idle();
  });

  it('offline nothing is fetched, and no job is left behind', async () => {
    const bench = benchWith(5);
    bench.upstream.offline = true;
    expect(await board(bench).cardFetchAhead({}, caller)).toMatchObject({
      ok: false,
      error: { code: 'upstreamOffline', detail: { upstream: 'cards' } },
    });
    expect(bench.deps.stores.jobs.open()).toEqual([]);
  });

  it('13.6 a station whose chips are certified with the card inside promises nothing offline', async () => {
    const bench = benchWith(5, { certifies: true });
    await start(bench);
    expect(await board(bench).cardAhead({}, caller)).toMatchObject({ value: { usableOffline: false } });
    const promise = () => presentJob(bench.deps, jobOf(bench)).promise;
    expect(promise()).toBe('today');
    // The queue alone is not enough: its certificate is asked for with the card inside.
    Object.assign(bench.deps.links, { online: (service: string) => service !== 'cards' });
    expect(promise()).toBe('whenOnline');
    const plain = benchWith(5);
    await start(plain);
    Object.assign(plain.deps.links, { online: (service: string) => service !== 'cards' });
    expect(presentJob(plain.deps, jobOf(plain)).promise).toBe('today');
  });
});

describe('D2 9.21 unused cards go back', () => {
  it('the job ends, upstream unlocks the person, and a new attempt may be fetched ahead again', async () => {
    const bench = benchWith(5);
    await start(bench);
    const given = await board(bench).cardGiveBack({}, caller);
    expect(given).toMatchObject({ ok: true, value: { done: ['SZ50-20261125-0001'], refused: [] } });
    expect(jobOf(bench)).toMatchObject({ state: 'failed', problem: { code: 'givenBack' } });
    expect(bench.upstream.calls.at(-1)?.name).toBe('cardRelease');
    await start(bench);
    expect(jobOf(bench)).toMatchObject({ state: 'locked', begun: false, attempt: 1 });
  });

  it('offline none goes back: a release that nobody hears would keep the person locked', async () => {
    const bench = benchWith(5);
    await start(bench);
    bench.upstream.offline = true;
    expect(await board(bench).cardGiveBack({}, caller)).toMatchObject({
      ok: false,
      error: { code: 'upstreamOffline' },
    });
    expect(jobOf(bench).state).toBe('locked');
  });

  it('a card that was begun is not given back, though no blank has moved yet', async () => {
    const bench = benchWith(5, { facesAgreed: false });
    await start(bench);
    await begin(bench);
    await bench.executor.idle();
    const given = await board(bench).cardGiveBack({ jobIds: [jobOf(bench).id] }, caller);
    expect(given).toMatchObject({ value: { done: [], refused: [{ failure: { code: 'wrongState' } }] } });
    expect(jobOf(bench).state).toBe('locked');
  });

  it('a card that is being made is not given back, also when it is named', async () => {
    const bench = benchWith(5);
    await bench.start();
    expect(bench.job().state).toBe('printed');
    const given = await board(bench).cardGiveBack({ jobIds: [bench.job().id] }, caller);
    expect(given).toMatchObject({ value: { done: [], refused: [{ failure: { code: 'wrongState' } }] } });
    expect(bench.job().state).toBe('printed');
  });
});
