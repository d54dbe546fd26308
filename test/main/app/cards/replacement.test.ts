import { describe, expect, it } from 'vitest';
import { reprintsBetween } from '../../../../main/app/cases/reprints.ts';
import { actor, caller } from './helpers/cardBench.ts';
import { replacementBench } from './helpers/replacementBench.ts';

const loss = { operation: 'formalLoss', reason: 'lost' } as const;
const always = ['2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'] as const;

describe('D8 a lost card is replaced after its loss is confirmed', () => {
  it('report, confirmation, registration that names the old card', async () => {
    const bench = replacementBench();
    const { caseId } = bench;
    const reported = await bench.replacing.cardLoss({ caseId, ...loss }, caller);
    expect(reported).toMatchObject({
      ok: true,
      value: { act: 'formalLoss', cardNumber: 'E00000001', row: { state: 'waiting' } },
    });
    expect(await bench.begin('lost', 'lost')).toMatchObject({
      state: 'ready',
      problem: { code: 'lossNotConfirmed' },
    });
    expect(bench.upstream.calls.map(({ name }) => name)).not.toContain('cardRegister');
    await bench.settle();
    expect(bench.current()).toMatchObject({ state: 'printed', purpose: 'lost', problem: null });
    expect(bench.upstream.calls.find(({ name }) => name === 'cardRegister')?.input).toMatchObject({
      replaces: 'E00000001',
    });
  });

  it('without a network the report and the job wait; nothing is asked, nothing is fed (13.9)', async () => {
    const bench = replacementBench();
    const { caseId } = bench;
    bench.upstream.offline = true;
    expect(await bench.replacing.cardEarlier({ caseId }, caller)).toMatchObject({
      value: { asked: 'offline', cards: [], insured: null, applicationOpen: null },
    });
    // Nobody here knows the card: upstream finds it by the person.
    expect(await bench.replacing.cardLoss({ caseId, ...loss }, caller)).toMatchObject({
      ok: true,
      value: { cardNumber: null },
    });
    expect(await bench.begin('lost', 'lost')).toMatchObject({
      state: 'ready',
      problem: { code: 'lossNotConfirmed' },
    });
    await bench.executor.run(bench.current().id);
    expect(bench.trail(bench.current().id)).toEqual([]);
    bench.upstream.offline = false;
    await bench.settle();
    expect(bench.current().state).toBe('printed');
  });

  it('done before (code 01) proves nothing: upstream is asked, and says that the card is in use (9.13)', async () => {
    const bench = replacementBench();
    await bench.replacing.cardLoss({ caseId: bench.caseId, ...loss }, caller);
    await bench.begin('lost', 'lost');
    await bench.settle((row) => ({
      id: row.id,
      outcome: 'alreadyDone',
      receipt: { number: 'R1', at: row.createdAt },
    }));
    expect(bench.current()).toMatchObject({
      state: 'ready',
      problem: { code: 'oldCardUsable', detail: { status: 'normal' } },
    });
    expect(bench.trail(bench.current().id)).not.toContain('feed.intent');
  });

  it('a refused report is named, and a new one may be made; then the card goes on', async () => {
    const bench = replacementBench();
    const { caseId } = bench;
    await bench.replacing.cardLoss({ caseId, ...loss }, caller);
    await bench.begin('lost', 'lost');
    await bench.settle((row) => ({ id: row.id, outcome: 'refused', code: 'conflict', reason: 'no' }));
    expect(bench.current()).toMatchObject({
      state: 'ready',
      problem: { code: 'lossRefused', detail: { reason: 'no' } },
    });
    expect(await bench.replacing.cardLoss({ caseId, ...loss }, caller)).toMatchObject({ ok: true });
    await bench.settle();
    expect(bench.current().state).toBe('printed');
  });

  it('one report at a time, and its end is not reported while the card is being replaced', async () => {
    const bench = replacementBench();
    const { caseId } = bench;
    await bench.replacing.cardLoss({ caseId, ...loss }, caller);
    expect(await bench.replacing.cardLoss({ caseId, ...loss }, caller)).toMatchObject({
      error: { code: 'lossPending' },
    });
    await bench.settle();
    await bench.begin('lost', 'lost');
    expect(
      await bench.replacing.cardLoss({ caseId, operation: 'cancelLoss', reason: 'lost' }, caller),
    ).toMatchObject({ error: { code: 'replacementOpen' } });
  });

  it('a first card stays forbidden beside a card of another desk', async () => {
    const bench = replacementBench();
    expect(await bench.begin('first')).toMatchObject({ state: 'failed', problem: { code: 'cardExists' } });
    // The same case goes on as a replacement, under a key of its own.
    await bench.replacing.cardLoss({ caseId: bench.caseId, ...loss }, caller);
    await bench.settle();
    expect(await bench.begin('lost', 'stolen')).toMatchObject({ state: 'printed', purpose: 'lost' });
  });

  it('A10 a card that this desk handed over stops a first one, and is replaced by a job of its own in the same case', async () => {
    const bench = replacementBench();
    const { caseId, deps } = bench;
    bench.upstream.cards.clear();
    bench.person.length = 0;
    const { id } = await bench.begin('first');
    bench.executor.confirmVisual(id, { good: true }, actor);
    await bench.settle();
    const given = bench.current();
    expect(given.state).toBe('enabled');
    const at = deps.clock.iso();
    deps.stores.run(() =>
      deps.stores.jobs.save({ ...given, state: 'handedOver', handedOverAt: at, endedAt: at }),
    );
    const cardNumber = given.cardNumber ?? '';
    const jobKey = `${deps.profile.stationId}:${id}`;
    bench.person.push({ cardNumber, status: 'normal', region: '440300', jobKey, making: false });

    await expect(bench.begin('first')).rejects.toThrow('cardExists');
    const codes = async (purpose: 'first' | 'lost') => {
      const plan = await bench.handlers.cardPlan({ caseId, purpose }, caller);
      return plan.ok ? plan.value.blockers.map(({ code }) => code) : [];
    };
    expect(await codes('lost')).not.toContain('cardExists');
    await bench.replacing.cardLoss({ caseId, ...loss }, caller);
    await bench.settle();
    const next = await bench.begin('lost', 'stolen');
    expect(next.state).toBe('printed');
    expect(next.id).not.toBe(id);
    expect(deps.stores.earlierCards.ofPermit(next.permitNumber).at(-1)).toMatchObject({
      act: 'replaced',
      cardNumber,
      jobId: next.id,
    });
  });

  it('a card of another city is reported lost here and replaced there', async () => {
    const bench = replacementBench({ region: '110100' });
    await bench.replacing.cardLoss({ caseId: bench.caseId, ...loss }, caller);
    await bench.settle();
    expect(await bench.begin('lost', 'lost')).toMatchObject({
      state: 'failed',
      problem: { code: 'otherCity', detail: { region: '110100' } },
    });
  });

  it('a job that nobody wants any more ends before a blank moves, and upstream is unlocked', async () => {
    const bench = replacementBench();
    await bench.begin('lost', 'lost');
    const { id: jobId } = bench.current();
    expect(bench.current().problem?.code).toBe('oldCardUsable');
    expect(await bench.replacing.cardGiveUp({ jobId, note: '' }, caller)).toMatchObject({
      error: { code: 'reasonMissing' },
    });
    expect(await bench.replacing.cardGiveUp({ jobId, note: 'found' }, caller)).toMatchObject({
      value: { state: 'failed', problem: { code: 'cardGivenUp' } },
    });
    expect(bench.upstream.calls.at(-1)?.name).toBe('cardRelease');
  });
});

describe('I1 a look at the cards of a person is on the chain', () => {
  it('once for each look, about the case', async () => {
    const bench = replacementBench();
    const { caseId, deps } = bench;
    expect(deps.stores.audit.tells('read.cardEarlier', caseId)).toBe(false);
    expect(await bench.replacing.cardEarlier({ caseId }, caller)).toMatchObject({
      value: { asked: 'answered', insured: true, cards: [{ status: 'normal', sameCity: true }] },
    });
    const { rows } = deps.stores.audit.verify();
    await bench.replacing.cardEarlier({ caseId }, caller);
    expect(deps.stores.audit.tells('read.cardEarlier', caseId)).toBe(true);
    expect(deps.stores.audit.verify().rows).toBe(rows);
  });
});

describe('C4 a replacement has a reason of the closed list, in the one report', () => {
  it('no reason, or one of another purpose, starts nothing', async () => {
    const bench = replacementBench();
    await expect(bench.begin('lost')).rejects.toThrow('reasonMissing');
    await expect(bench.begin('lost', 'faceWorn')).rejects.toThrow('invalidInput');
    await expect(bench.begin('damaged', 'other')).rejects.toThrow('reasonMissing');
    expect(bench.deps.stores.jobs.list(always[0])).toEqual([]);
    await bench.begin('damaged', 'faceWorn');
    expect(reprintsBetween(bench.deps, ...always)).toEqual([
      expect.objectContaining({ subject: 'replacement', reason: 'damaged faceWorn', copy: 1 }),
    ]);
  });
});
