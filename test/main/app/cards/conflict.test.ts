import { describe, expect, it } from 'vitest';
import { conflictHandlers } from '../../../../main/app/cards/conflictHandlers.ts';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import { createStaff } from '../../../../main/app/people/createStaff.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import { settleRows } from '../../../../main/app/sync/settleRow.ts';
import type { ConflictDecision } from '../../../../main/contract/cardConflict.ts';
import type { PersonCard } from '../../../../main/contract/earlierCards.ts';
import type { CardRecord, RowResult } from '../../../../main/contract/upstream.ts';
import { sampleStaff, testCaller } from '../../helpers/index.ts';
import { actor, cardBench, caller, clerk, type CardBench } from './helpers/cardBench.ts';

const boss = testCaller(sampleStaff(['supervisor'], 'other'));
const password = 'correct horse';

const theirCard: CardRecord = {
  batch: 'P9',
  cardNumber: 'T00000009',
  permitNumber: 'TEST00000001',
  stationId: 'SZ51',
  jobKey: 'SZ51:job_9',
  cardIdentifier: 'B'.repeat(32),
  state: 'enabled',
};
const recordOf = (bench: CardBench, changes: Partial<CardRecord> = {}): CardRecord => ({
  ...([...bench.upstream.cards.values()].find(({ jobKey }) => jobKey.startsWith('SZ50:')) as CardRecord),
  cardIdentifier: bench.job().cardIdentifier,
  ...changes,
});
const alreadyDone = (row: OutboxRecord, record?: CardRecord): RowResult => ({
  id: row.id,
  outcome: 'alreadyDone',
  receipt: { number: `R-${row.kind}`, at: row.createdAt },
  ...(record && { record }),
});

/** Sends what is due as sync does: receipt, row and job in one commit. */
function send(bench: CardBench, word: (row: OutboxRecord) => RowResult = bench.upstream.take): void {
  const { deps } = bench;
  for (let turn = 0; turn < 10; turn += 1) {
    const due = deps.stores.outbox.due({ until: deps.clock.iso(), beyond: '9999' }, 100);
    for (const row of due) {
      const result = word(row);
      deps.stores.run(() =>
        settleRows(deps, [{ row, result }], (each, said) => bench.executor.rowSettled(each, said)),
      );
    }
    if (due.length === 0) return;
  }
}
const openRows = (bench: CardBench) =>
  bench.deps.stores.outbox.open().map(({ kind, state }) => `${kind} ${state}`);
const resolve = (bench: CardBench, decision: ConflictDecision, by = boss, more = {}) =>
  conflictHandlers(bench.deps, bench.executor).cardResolveConflict(
    { jobId: bench.job().id, decision, ...more },
    by,
  );
const show = async (bench: CardBench) => {
  const shown = await conflictHandlers(bench.deps, bench.executor).cardConflict(
    { jobId: bench.job().id },
    boss,
  );
  if (!shown.ok) throw new Error(shown.error.code);
  return shown.value;
};

/** A made card whose report was "done before" with somebody else's record. */
async function madeInConflict(): Promise<CardBench> {
  const bench = cardBench();
  await bench.start();
  bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
  bench.upstream.cards.set(theirCard.jobKey, theirCard);
  send(bench, (row) => alreadyDone(row, theirCard));
  expect(presentJob(bench.deps, bench.job())).toMatchObject({ state: 'conflict', next: 'resolveConflict' });
  expect(openRows(bench)).toEqual(['card.report conflict']);
  return bench;
}
/** A job whose registration came back as somebody else's: no blank was touched. */
async function unmadeInConflict(): Promise<CardBench> {
  const bench = cardBench();
  bench.upstream.refuse('cardRegister', 'conflict');
  await bench.start();
  expect(bench.job()).toMatchObject({ state: 'conflict', unitKey: null });
  return bench;
}

describe('D7 G1 9.13 the way out of a conflict about a card that is made', () => {
  it('another card counts: ours is waste, its rows are over, upstream is told, and nobody can hand it over', async () => {
    const bench = await madeInConflict();
    expect(await show(bench)).toMatchObject({
      verdict: 'other',
      made: true,
      offers: ['waste'],
      here: { stationId: 'SZ50', cardTail: '0001', ours: true },
      upstream: [
        { ours: true, state: 'locked' },
        { stationId: 'SZ51', cardTail: '0009', chipTail: 'BBBB', state: 'enabled', ours: false },
      ],
    });
    expect(await resolve(bench, 'goOn')).toMatchObject({
      ok: false,
      error: { code: 'conflictNotAllowed', detail: { verdict: 'other' } },
    });
    expect((await resolve(bench, 'waste')).ok).toBe(true);

    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'desk', problem: { code: 'cardExists' } });
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({
      state: 'wasted',
      reason: 'otherCardExists',
      custody: 'desk',
    });
    expect(bench.steps().at(-1)).toMatchObject({
      step: 'report',
      phase: 'settled',
      facts: { outcome: 'wasted', reason: 'otherCardExists' },
    });
    const { audit } = bench.deps.stores;
    expect(audit.tells('card.conflict.resolved', bench.job().id)).toBe(true);
    // The receipt that came with the conflict is what the row leaves with (G3); the waste goes on behind it.
    expect(bench.rows().find(({ kind }) => kind === 'card.report')).toMatchObject({
      state: 'acked',
      receipt: { number: 'R-card.report' },
    });
    const [waste] = bench.rows().filter(({ kind }) => kind === 'card.wasted');
    expect(waste?.payload).toMatchObject({
      reason: 'otherCardExists',
      cardNumber: 'T00000001',
      bankCardNumber: expect.stringMatching(/0001$/),
    });
    send(bench);
    expect(openRows(bench)).toEqual([]);
    expect(recordOf(bench).state).toBe('wasted');
    expect(bench.upstream.cards.get(theirCard.jobKey)?.state).toBe('enabled');
    // Another try is stopped at the lock, before a blank.
    const fed = bench.printer.commands.length;
    bench.executor.resume(bench.job().id, actor, 'second');
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: { code: 'cardExists' },
      visualOkAt: null,
      attempt: 2,
    });
    expect(bench.printer.commands).toHaveLength(fed);
  });

  it('a number that is not ours any more is not wasted upstream under it', async () => {
    const bench = await madeInConflict();
    const ours = recordOf(bench);
    bench.upstream.cards.set(ours.jobKey, { ...ours, state: 'reported', cardIdentifier: 'C'.repeat(32) });
    await resolve(bench, 'waste');
    const [waste] = bench.rows().filter(({ kind }) => kind === 'card.wasted');
    expect(waste?.payload).toMatchObject({ batch: null, cardNumber: null, reason: 'otherCardExists' });
  });

  it('ours after all, and reported: the query proves it, and the card goes on to enable', async () => {
    const bench = await madeInConflict();
    bench.upstream.cards.delete(theirCard.jobKey);
    const ours = recordOf(bench, { state: 'reported' });
    bench.upstream.cards.set(ours.jobKey, ours);
    expect(await show(bench)).toMatchObject({ verdict: 'ours', offers: ['goOn'] });
    expect((await resolve(bench, 'goOn')).ok).toBe(true);
    expect(bench.job()).toMatchObject({ state: 'pendingEnable', problem: null });
    expect(openRows(bench)).toEqual(['card.enable waiting']);
    send(bench);
    expect(bench.job().state).toBe('enabled');
    expect(bench.trail().filter((each) => each === 'report.confirmed')).toHaveLength(1);
  });

  it('ours, but not reported: the same row with the same key goes again', async () => {
    const bench = await madeInConflict();
    bench.upstream.cards.delete(theirCard.jobKey);
    const before = bench.rows().map(({ id }) => id);
    await resolve(bench, 'goOn');
    expect(bench.job()).toMatchObject({ state: 'pendingReport', problem: null });
    expect(bench.rows().map(({ id }) => id)).toEqual(before);
    expect(openRows(bench)).toEqual(['card.report waiting']);
    send(bench);
    expect(bench.job().state).toBe('enabled');
  });

  it('a conflict at the enable: enabled upstream, so the card can be handed over', async () => {
    const bench = cardBench();
    await bench.start();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    send(bench, (row) => (row.kind === 'card.enable' ? alreadyDone(row) : bench.upstream.take(row)));
    expect(bench.job()).toMatchObject({ state: 'conflict', reportedAt: expect.any(String) });
    const ours = recordOf(bench, { state: 'enabled' });
    bench.upstream.cards.set(ours.jobKey, ours);
    await resolve(bench, 'goOn');
    expect(bench.job()).toMatchObject({ state: 'enabled', enabledAt: expect.any(String) });
    expect(openRows(bench)).toEqual([]);
  });

  it('upstream has no record, or is silent: the card stays where it is, and says so', async () => {
    const bench = await madeInConflict();
    bench.upstream.cards.clear();
    expect(await show(bench)).toMatchObject({ verdict: 'none', offers: [] });
    for (const decision of ['goOn', 'giveUp', 'waste'] as const)
      expect(await resolve(bench, decision)).toMatchObject({ error: { code: 'conflictNotAllowed' } });
    bench.upstream.offline = true;
    expect(await resolve(bench, 'waste')).toMatchObject({ error: { code: 'upstreamOffline' } });
    bench.upstream.offline = false;
    bench.upstream.answer('cardQuery', () => ({ kind: 'linkFault', detail: 'x' }));
    expect(await resolve(bench, 'waste')).toMatchObject({ error: { code: 'upstreamAnswerBad' } });
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      state: 'conflict',
      next: 'resolveConflict',
      owner: actor.name,
    });
    expect(bench.deps.stores.units.get(bench.keyOf(1))?.state).toBe('used');
  });
});

describe('D7 G1 9.13 the way out of a conflict before a card is made', () => {
  it('another card counts: the job fails with its reason, and what is ours is unlocked', async () => {
    const bench = await unmadeInConflict();
    bench.upstream.cards.set(theirCard.jobKey, theirCard);
    expect(await show(bench)).toMatchObject({ verdict: 'other', made: false, offers: ['giveUp'] });
    expect(await resolve(bench, 'waste')).toMatchObject({ error: { code: 'conflictNotAllowed' } });
    const jobKey = `SZ50:${bench.job().id}`;
    bench.upstream.cards.set(jobKey, { ...theirCard, jobKey, stationId: 'SZ50', state: 'locked' });
    expect((await resolve(bench, 'giveUp')).ok).toBe(true);
    expect(bench.job()).toMatchObject({ state: 'failed', problem: { code: 'cardExists' } });
    expect(bench.upstream.calls.at(-1)).toMatchObject({ name: 'cardRelease', input: { jobKey } });
    expect(bench.printer.commands).toEqual([]);
  });

  it('9.20 ours after all: the lock goes on with the same key, and the card is made', async () => {
    const bench = cardBench();
    bench.upstream.answer('cardRegister', () => ({
      kind: 'answer',
      value: { card: theirCard, resumed: true },
    }));
    await bench.start();
    expect(bench.job().state).toBe('conflict');
    const jobKey = `SZ50:${bench.job().id}`;
    const ours: CardRecord = {
      ...theirCard,
      jobKey,
      stationId: 'SZ50',
      cardIdentifier: null,
      state: 'locked',
    };
    bench.upstream.cards.set(jobKey, ours);
    bench.upstream.answer('cardRegister', () => ({
      kind: 'answer',
      value: { card: ours, resumed: true },
    }));
    expect((await resolve(bench, 'goOn')).ok).toBe(true);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', batch: 'P9', cardNumber: 'T00000009' });
  });
});

describe('D8 9.13 a conflict about a replacement', () => {
  const inConflict = async (oldStatus: 'formalLoss' | 'normal') => {
    const bench = await madeInConflict();
    const { deps } = bench;
    deps.stores.run(() => deps.stores.jobs.save({ ...bench.job(), purpose: 'lost' }));
    const old: PersonCard = {
      cardNumber: theirCard.cardNumber,
      status: oldStatus,
      region: '440300',
      jobKey: theirCard.jobKey,
      making: false,
    };
    bench.upstream.answer('cardPerson', () => ({
      kind: 'answer',
      value: { insured: true, cards: [old], at: theirCard.batch },
    }));
    return bench;
  };

  it('the card that it replaces is no card beside it', async () => {
    const bench = await inConflict('formalLoss');
    expect(await show(bench)).toMatchObject({
      verdict: 'ours',
      offers: ['goOn'],
      upstream: [{ ours: true }],
    });
  });

  it('an earlier card that can still be used is', async () => {
    const bench = await inConflict('normal');
    expect(await show(bench)).toMatchObject({ verdict: 'other', offers: ['waste'] });
  });

  it('while upstream does not say, nothing is decided', async () => {
    const bench = await inConflict('formalLoss');
    bench.upstream.answer('cardPerson', () => ({ kind: 'offline', detail: 'x' }));
    expect(await resolve(bench, 'waste')).toMatchObject({ error: { code: 'upstreamOffline' } });
  });
});

describe('D7 H10 who settles a conflict', () => {
  it('no clerk alone, no owner alone, and the second person is another one', async () => {
    const bench = await madeInConflict();
    const { deps } = bench;
    const person = { userName: 'boss', displayName: 'Boss', roles: ['supervisor'] as const, password };
    const made = await createStaff(deps, person, 'system');
    if (!made.ok) throw new Error(made.error.code);
    await createStaff(deps, { ...person, userName: 'desk2', roles: ['clerk'] }, 'system');

    expect(await resolve(bench, 'waste', caller)).toMatchObject({
      error: { code: 'countersignatureNeeded' },
    });
    const own = testCaller({ ...clerk, roles: ['clerk', 'supervisor'] });
    expect(await resolve(bench, 'waste', own)).toMatchObject({ error: { code: 'countersignatureNeeded' } });
    const signed = (userName: string, word = password) => ({
      countersignature: { userName, password: word },
    });
    expect(await resolve(bench, 'waste', caller, signed('desk2'))).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await resolve(bench, 'waste', caller, signed('boss', 'wrong'))).toMatchObject({
      error: { code: 'wrongCredentials' },
    });
    expect(bench.job().state).toBe('conflict');
    expect((await resolve(bench, 'waste', caller, signed('boss'))).ok).toBe(true);
    expect(bench.job().state).toBe('wasted');
    expect(await resolve(bench, 'waste')).toMatchObject({ error: { code: 'wrongState' } });
  });
});
