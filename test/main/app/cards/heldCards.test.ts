import { describe, expect, it } from 'vitest';
import { cardRowSettled } from '../../../../main/app/cards/cardRowSettled.ts';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import type { CardRecord, RowResult } from '../../../../main/contract/upstream.ts';
import { actor, cardBench, type CardBench } from './helpers/cardBench.ts';
import { receipt, saidAtDesk } from './helpers/receipts.ts';

const made = async (): Promise<CardBench> => {
  const bench = cardBench();
  await bench.start();
  bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
  return bench;
};
const recordOf = (bench: CardBench, changes: Partial<CardRecord> = {}): CardRecord => ({
  ...([...bench.upstream.cards.values()][0] as CardRecord),
  cardIdentifier: bench.job().cardIdentifier,
  ...changes,
});
const alreadyDone = (row: OutboxRecord, record?: CardRecord): RowResult => ({
  id: row.id,
  outcome: 'alreadyDone',
  receipt: { number: 'R', at: row.createdAt },
  ...(record && { record }),
});

describe('D7 9.24 a card that is made but not reported is held', () => {
  it('waits with place and owner while the network is away, cannot be handed over, and goes on with the same keys', async () => {
    const bench = cardBench();
    await bench.start();
    bench.upstream.offline = true;
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    bench.drain();
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      state: 'pendingReport',
      place: 'desk',
      owner: actor.name,
      promise: 'whenOnline',
      next: 'wait',
    });
    expect(bench.executor.handOver(bench.job().id, receipt, actor)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
    bench.upstream.offline = false;
    bench.drain();
    expect(bench.job().state).toBe('enabled');
    expect(
      bench
        .rows()
        .map(({ businessKey }) => businessKey)
        .toSorted(),
    ).toEqual(['P202611250001:T00000001:enable', 'P202611250001:T00000001:report']);
  });

  it('9.15 the enable row exists only after the report was accepted', async () => {
    const bench = await made();
    expect(bench.rows().map(({ kind }) => kind)).toEqual(['card.report']);
    bench.drain((row) => (row.kind === 'card.report' ? bench.upstream.take(row) : refused(row)));
    expect(bench.job()).toMatchObject({ state: 'pendingEnable', problem: { code: 'upstreamRefused' } });
    expect(bench.job().reportedAt).not.toBeNull();
    expect(bench.executor.handOver(bench.job().id, receipt, actor).ok).toBe(false);
  });

  it('a refusal keeps the card, the state and the owner, with the reason', async () => {
    const bench = await made();
    bench.drain(refused);
    expect(bench.job()).toMatchObject({
      state: 'pendingReport',
      problem: { code: 'upstreamRefused', detail: { reason: 'not today' } },
      owner: actor.name,
      endedAt: null,
    });
  });
});

const refused = (row: OutboxRecord): RowResult => ({
  id: row.id,
  outcome: 'refused',
  code: 'refusedByOfficer',
  reason: 'not today',
});

describe('9.13 already done is success only when it is ours', () => {
  it('ours: the report counts, once', async () => {
    const bench = await made();
    bench.drain((row) =>
      row.kind === 'card.report' ? alreadyDone(row, recordOf(bench)) : bench.upstream.take(row),
    );
    expect(bench.job().state).toBe('enabled');
  });

  it.each([
    ['no record', null],
    ['another batch', { batch: 'X' }],
    ['another card number', { cardNumber: 'T99999999' }],
    ['another chip', { cardIdentifier: 'F'.repeat(32) }],
    ['another job', { jobKey: 'XX99:job_1' }],
  ] as const)('%s: conflict, and nothing is enabled', async (_, changes) => {
    const bench = await made();
    bench.drain((row) => alreadyDone(row, changes === null ? undefined : recordOf(bench, changes)));
    expect(presentJob(bench.deps, bench.job())).toMatchObject({
      state: 'conflict',
      next: 'resolveConflict',
      problem: { code: 'conflict' },
    });
    expect(bench.rows().map(({ kind }) => kind)).toEqual(['card.report']);
    expect(bench.executor.handOver(bench.job().id, receipt, actor).ok).toBe(false);
  });

  it('a conflict at the enable stops the hand-over', async () => {
    const bench = await made();
    bench.drain((row) => (row.kind === 'card.enable' ? alreadyDone(row) : bench.upstream.take(row)));
    expect(bench.job().state).toBe('conflict');
  });

  it('a second word about the same row changes nothing', async () => {
    const bench = await made();
    bench.drain();
    const before = bench.job();
    const [report] = bench.rows().filter(({ kind }) => kind === 'card.report');
    const row = report as OutboxRecord;
    const told = bench.deps.stores.run(() => cardRowSettled(bench.deps, row, alreadyDone(row)));
    expect(told).toBeNull();
    expect(bench.job()).toEqual(before);
  });
});

describe('9.23 a print that is not accepted is waste', () => {
  it('wastes the blank with its reason, tells upstream, and a re-make is a new attempt with the same card number', async () => {
    const bench = cardBench();
    await bench.start();
    const { id } = bench.job();
    expect(bench.executor.confirmVisual(id, { good: false, reason: 'other' }, actor)).toMatchObject({
      ok: false,
      error: { code: 'reasonMissing' },
    });
    bench.executor.confirmVisual(id, { good: false, reason: 'printNotAccepted' }, actor);
    expect(bench.job()).toMatchObject({ state: 'wasted', place: 'desk' });
    expect(bench.deps.stores.units.get(bench.keyOf(1))).toMatchObject({
      state: 'wasted',
      reason: 'printNotAccepted',
    });
    expect(bench.rows()[0]).toMatchObject({
      kind: 'card.wasted',
      payload: { reason: 'printNotAccepted', failedAt: '制卡' },
    });

    // C4: a blank was spoilt, so two people answer for the next one.
    for (const again of [
      bench.executor.resume(id, actor),
      bench.executor.startJob({
        caseId: bench.caseId,
        channel: 'window',
        owner: actor.name,
        ownerId: actor.staffId,
      }),
    ])
      expect(again).toMatchObject({ error: { code: 'countersignatureNeeded' } });
    expect(bench.job()).toMatchObject({ state: 'wasted', attempt: 1 });
    bench.executor.resume(id, actor, 'second');
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'ready', attempt: 2, problem: { code: 'upstreamOffline' } });
    bench.drain();
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({
      state: 'printed',
      attempt: 2,
      cardNumber: 'T00000001',
      unitTail: '0002',
    });
    expect(bench.printer.output.map(({ faces }) => faces)).toEqual([1, 1]);
    expect(bench.deps.stores.units.get(bench.keyOf(1))?.state).toBe('wasted');
  });
});

describe('13.8 9.25 hand-over', () => {
  it('only an enabled card, once, with a receipt upstream gets', async () => {
    const bench = await made();
    bench.drain();
    expect(bench.executor.handOver(bench.job().id, receipt, actor).ok).toBe(true);
    expect(bench.executor.handOver(bench.job().id, receipt, actor).ok).toBe(false);
    const rows = bench.rows().filter(({ kind }) => kind === 'card.handOver');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.payload).toMatchObject({ ...saidAtDesk, officer: actor.name, cardNumber: 'T00000001' });
    expect(bench.deps.stores.units.get(bench.keyOf(1))?.state).toBe('used');
    expect(JSON.stringify(bench.steps())).not.toContain('C01X00T47');
  });
});
