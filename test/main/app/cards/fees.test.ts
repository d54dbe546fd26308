import { describe, expect, it } from 'vitest';
import { feesOfDay } from '../../../../main/app/day/gatherFees.ts';
import { sampleStaff } from '../../helpers/index.ts';
import { actor, caller } from './helpers/cardBench.ts';
import { replacementBench, type ReplacementBench } from './helpers/replacementBench.ts';

const password = 'second';
/** A supervisor and another clerk, who can sign beside the clerk at the desk. */
async function withSecond(bench: ReplacementBench): Promise<void> {
  const passwordHash = await bench.deps.crypto.hashPassword(password);
  bench.deps.stores.run(() => {
    for (const staff of [sampleStaff(['supervisor'], 'boss'), sampleStaff(['clerk'], 'colleague')])
      bench.deps.stores.staff.save({ ...staff, passwordHash });
  });
}
const signedBy = (userName: string) => ({ userName, password });

/** A locked card whose holder has just reported the loss, with a fee of 20 yuan. */
async function lockedBench(): Promise<ReplacementBench> {
  const bench = replacementBench({ cents: 2000, facesAgreed: false });
  await withSecond(bench);
  await bench.replacing.cardLoss({ caseId: bench.caseId, operation: 'formalLoss', reason: 'lost' }, caller);
  await bench.settle();
  expect(await bench.begin('lost', 'lost')).toMatchObject({ state: 'locked' });
  return bench;
}

describe('D12 a fee is paid before a blank moves', () => {
  it('the plan names it, the face is not agreed to, and nothing is fed until it is paid', async () => {
    const bench = await lockedBench();
    const { id: jobId } = bench.current();
    const owed = { code: 'feeUnpaid', detail: { amount: '20.00' } };
    expect(await bench.handlers.cardPlan({ caseId: bench.caseId }, caller)).toMatchObject({
      value: { blockers: expect.arrayContaining([owed]) },
    });
    expect(await bench.executor.confirmFace(jobId, { good: true }, actor)).toMatchObject({ error: owed });
    expect(
      await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0001' }, caller),
    ).toMatchObject({ value: { state: 'paid', due: 2000 } });
    expect(await bench.executor.confirmFace(jobId, { good: true }, actor)).toMatchObject({ ok: true });
    await bench.executor.idle();
    expect(bench.current().state).toBe('printed');
    const row = bench.rows().find(({ kind }) => kind === 'fee.paid');
    expect(row?.payload).toMatchObject({ amount: 2000, means: 'cash', receiptNumber: 'GD-0001' });
  });

  it('a job that was agreed to before, and owes again, is not fed', async () => {
    const bench = await lockedBench();
    const { id: jobId } = bench.current();
    bench.deps.stores.run(() =>
      bench.deps.stores.jobs.save({ ...bench.current(), faceConfirmedAt: bench.deps.clock.iso() }),
    );
    await bench.executor.run(jobId);
    expect(bench.current()).toMatchObject({ state: 'locked', problem: { code: 'feeUnpaid' } });
    await bench.replacing.feeTake({ jobId, means: 'pos', receiptNumber: 'GD-0002' }, caller);
    await bench.executor.idle();
    expect(bench.current().state).toBe('printed');
  });

  it('once, with a receipt that was not written before', async () => {
    const bench = await lockedBench();
    const { id: jobId } = bench.current();
    expect(await bench.replacing.feeTake({ jobId, means: 'cash' }, caller)).toMatchObject({
      error: { code: 'invalidInput', detail: { field: 'receiptNumber' } },
    });
    await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0001' }, caller);
    expect(
      await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0003' }, caller),
    ).toMatchObject({ error: { code: 'feeNotDue' } });
    await bench.replacing.cardGiveUp({ jobId, note: 'found' }, caller);
    await bench.replacing.feeRefund({ jobId, note: 'found', countersignature: signedBy('boss') }, caller);
    bench.executor.resume(jobId, actor);
    await bench.executor.idle();
    expect(
      await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0001' }, caller),
    ).toMatchObject({ error: { code: 'feeReceiptKnown', detail: { number: 'GD-0001' } } });
  });

  it('is waived only before a supervisor, with words', async () => {
    const bench = await lockedBench();
    const { id: jobId } = bench.current();
    const waive = { jobId, means: 'waived', note: 'hardship' } as const;
    expect(await bench.replacing.feeTake({ ...waive, note: '' }, caller)).toMatchObject({
      error: { code: 'reasonMissing' },
    });
    expect(await bench.replacing.feeTake(waive, caller)).toMatchObject({
      error: { detail: { field: 'countersignature' } },
    });
    expect(
      await bench.replacing.feeTake({ ...waive, countersignature: signedBy('colleague') }, caller),
    ).toMatchObject({ error: { code: 'forbidden' } });
    expect(
      await bench.replacing.feeTake({ ...waive, countersignature: signedBy('boss') }, caller),
    ).toMatchObject({ value: { state: 'waived', entries: [{ amount: 0, by2: 'Test boss' }] } });
  });
});

describe('D12 a payment of which no card came is given back', () => {
  it('two people, once, and the payment stays in the book', async () => {
    const bench = await lockedBench();
    const { id: jobId } = bench.current();
    await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0001' }, caller);
    await bench.replacing.cardGiveUp({ jobId, note: 'found' }, caller);
    const refund = { jobId, note: 'card was found', countersignature: signedBy('boss') };
    expect(
      await bench.replacing.feeRefund(
        { ...refund, countersignature: { userName: actor.userName, password } },
        caller,
      ),
    ).toMatchObject({ ok: false });
    expect(await bench.replacing.feeRefund(refund, caller)).toMatchObject({
      value: { state: 'due', entries: [{ kind: 'paid' }, { kind: 'refunded', amount: 2000 }] },
    });
    expect(await bench.replacing.feeRefund(refund, caller)).toMatchObject({
      error: { code: 'feeNotRefundable' },
    });
    expect(
      bench
        .rows()
        .filter(({ kind }) => kind.startsWith('fee.'))
        .map(({ kind }) => kind),
    ).toEqual(expect.arrayContaining(['fee.paid', 'fee.refunded']));
    expect(feesOfDay(bench.deps, '2000-01-01T00:00:00.000Z')).toMatchObject({
      jobs: [{ due: 2000, cameToNothing: true }],
    });
  });

  it('not once a card came of it', async () => {
    const bench = await lockedBench();
    const { id: jobId } = bench.current();
    await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0001' }, caller);
    await bench.executor.confirmFace(jobId, { good: true }, actor);
    await bench.executor.idle();
    expect(
      await bench.replacing.feeRefund(
        { jobId, note: 'too late', countersignature: signedBy('boss') },
        caller,
      ),
    ).toMatchObject({ error: { code: 'feeNotRefundable' } });
  });
});

describe('D8 a damaged card is handed in before two people', () => {
  it('cancelled upstream with code 04, then replaced', async () => {
    const bench = replacementBench();
    await withSecond(bench);
    expect(await bench.begin('damaged', 'broken')).toMatchObject({
      state: 'ready',
      problem: { code: 'oldCardUsable' },
    });
    const wish = {
      caseId: bench.caseId,
      cardNumber: 'E00000001',
      reason: 'broken',
      countersignature: signedBy('colleague'),
    } as const;
    expect(await bench.replacing.cardCollect(wish, caller)).toMatchObject({
      value: { act: 'collected', by: actor.name, by2: 'Test colleague', row: { state: 'waiting' } },
    });
    await bench.settle();
    expect(bench.person[0]?.status).toBe('cancelled');
    expect(bench.current().state).toBe('printed');
  });

  it('not alone, not in another city, not a card of somebody else', async () => {
    const bench = replacementBench({ region: '110100' });
    await withSecond(bench);
    const wish = { caseId: bench.caseId, cardNumber: 'E00000001', reason: 'broken' } as const;
    expect(
      await bench.replacing.cardCollect(
        { ...wish, countersignature: { userName: actor.userName, password } },
        caller,
      ),
    ).toMatchObject({ ok: false });
    const two = { ...wish, countersignature: signedBy('boss') };
    expect(await bench.replacing.cardCollect(two, caller)).toMatchObject({
      error: { code: 'otherCity', detail: { region: '110100' } },
    });
    expect(await bench.replacing.cardCollect({ ...two, cardNumber: 'E00000009' }, caller)).toMatchObject({
      error: { code: 'noOldCard' },
    });
    expect(bench.deps.stores.earlierCards.ofPermit('TEST00000001')).toEqual([]);
  });
});

describe('D12 D8 the books of fees and of earlier cards only grow', () => {
  it('the file refuses changes and a second refund of one payment', async () => {
    const bench = await lockedBench();
    const { stores } = bench.deps;
    const { id: jobId } = bench.current();
    await bench.replacing.feeTake({ jobId, means: 'cash', receiptNumber: 'GD-0001' }, caller);
    const [payment] = stores.fees.ofJob(jobId);
    if (payment === undefined) throw new Error('no payment');
    const again = { ...payment, id: 'fee_again' as typeof payment.id };
    expect(() => stores.run(() => stores.fees.insert(again))).toThrow(/UNIQUE/);
    const back = { ...again, kind: 'refunded', of: payment.id } as const;
    stores.run(() => stores.fees.insert(back));
    expect(() =>
      stores.run(() => stores.fees.insert({ ...back, id: 'fee_third' as typeof payment.id })),
    ).toThrow(/UNIQUE/);
    expect(() => stores.run(() => stores.fees.insert(payment))).toThrow(/UNIQUE/);
  });
});
