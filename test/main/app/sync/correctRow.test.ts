import { describe, expect, it } from 'vitest';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { isConfirmed } from '../../../../main/app/sync/isConfirmed.ts';
import { queueHandlers } from '../../../../main/app/sync/queueHandlers.ts';
import type { AttachmentId, RowId } from '../../../../main/contract/ids.ts';
import type { BatchResult, OutboxRow } from '../../../../main/contract/upstream.ts';
import { rowKind, type RowKind } from '../../../../main/contract/sync.ts';
import {
  sampleCase,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  testCaller,
  testDeps,
} from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
const supervisor = testCaller({ ...sampleStaff(['supervisor']), displayName: 'Test Supervisor' });
const reason = 'permit number was typed wrongly';

/** A desk with one case, whose upstream refuses the rows that the test names and takes everything else. */
function bench() {
  const deps = testDeps();
  const refused = new Set<string>();
  const sent: OutboxRow[][] = [];
  deps.upstream.answer('outbox', (input): UpstreamOutcome<unknown> => {
    const { rows } = input as { rows: OutboxRow[] };
    sent.push(rows);
    const held = new Set<string | null>();
    const results = rows.map((row): BatchResult => {
      if (row.caseNumber !== null && held.has(row.caseNumber)) return { id: row.id, outcome: 'notTried' };
      if (!refused.has(row.id))
        return { id: row.id, outcome: 'accepted', receipt: { number: `R-${row.id}`, at } };
      held.add(row.caseNumber);
      return { id: row.id, outcome: 'refused', code: 'permitUnknown', reason: 'no such permit' };
    });
    return { kind: 'answer', value: { results } };
  });
  const record = sampleCase();
  deps.stores.run(() => {
    deps.stores.snapshots.insert(sampleSnapshot());
    deps.stores.cases.save(record);
  });
  const sync = createSync(deps, { rowSettled: () => null });
  const handlers = queueHandlers(deps, { ...sync, retry: () => undefined });
  const add = (name: string, changes: Partial<Omit<OutboxRecord, 'sequence'>> = {}): RowId => {
    const id = `row_${name}` as RowId;
    const ofCase = { caseId: record.id, caseNumber: record.number, stream: record.id };
    deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id, ...ofCase, ...changes })));
    return id;
  };
  const row = (id: string): OutboxRecord => {
    const found = deps.stores.outbox.get(id as RowId);
    if (found === null) throw new Error('the row is gone');
    return found;
  };
  const made = async (outcome: ReturnType<typeof handlers.queueCorrect>): Promise<RowId> => {
    const result = await outcome;
    if (!result.ok) throw new Error(result.error.code);
    return result.value.rowId;
  };
  return { deps, sync, handlers, add, row, refused, sent, record, made };
}

describe('G1 a refused row is corrected by a new record, never by editing', () => {
  it('the new row says which it corrects, is built from the case as it is now, and goes where the old one stood', async () => {
    const { deps, sync, handlers, add, row, refused, sent, record, made } = bench();
    refused.add('row_1');
    const first = add('1', { payload: { permitNumber: 'TEST99999999' } });
    add('2', { kind: 'rating.given' });
    await sync.drainOnce();
    const before = row(first);
    expect(before).toMatchObject({ state: 'refused', refusal: 'permitUnknown: no such permit' });

    const id = await made(handlers.queueCorrect({ rowId: first, reason }, supervisor));
    expect(row(first)).toEqual({ ...before, state: 'superseded', supersededBy: id });
    expect(row(id)).toMatchObject({
      kind: 'case.opened',
      corrects: first,
      owner: 'Test Supervisor',
      payload: { permitNumber: record.permitNumber, openedAt: record.openedAt },
    });
    await sync.drainOnce();
    expect(sent.at(-1)?.map((each) => [each.id, each.corrects])).toEqual([
      [id, first],
      ['row_2', undefined],
    ]);
    expect([first, id, 'row_2'].map((each) => row(each).state)).toEqual(['superseded', 'acked', 'acked']);
    expect(isConfirmed(deps, first)).toBe(true);
    expect(deps.stores.outbox.open()).toEqual([]);
    // Who, what and that there was a reason; the words themselves stay out of the chain.
    const { entries } = deps.stores.audit.page({ events: ['row.corrected'], limit: 5 });
    expect(entries).toMatchObject([
      { subject: first, actor: supervisor.staff?.userName, detail: { by: id } },
    ]);
    expect(JSON.stringify(entries)).not.toContain(reason);
  });

  it('a correction that is refused too is corrected again, in the same place', async () => {
    const { sync, handlers, add, row, refused, sent, made } = bench();
    refused.add('row_1');
    const first = add('1');
    add('2', { kind: 'rating.given' });
    await sync.drainOnce();
    const second = await made(handlers.queueCorrect({ rowId: first, reason }, supervisor));
    refused.add(second);
    await sync.drainOnce();
    expect(row(second).state).toBe('refused');
    const third = await made(handlers.queueCorrect({ rowId: second, reason }, supervisor));
    await sync.drainOnce();
    expect([first, second, third, 'row_2'].map((each) => row(each).state)).toEqual([
      'superseded',
      'superseded',
      'acked',
      'acked',
    ]);
    expect(sent.at(-1)?.map(({ id }) => id)).toEqual([third, 'row_2']);
  });

  it('the day counts it once: open at start + created = acknowledged + open', async () => {
    const { deps, sync, handlers, add, refused, made } = bench();
    refused.add('row_1');
    const first = add('1');
    await sync.drainOnce();
    const span = ['2026-11-24T16:00:00.000Z', '2026-11-25T16:00:00.000Z'] as const;
    const sums = (): number[] => {
      const { outbox } = deps.stores;
      return [outbox.createdBetween(...span), outbox.ackedBetween(...span) + outbox.open().length];
    };
    expect(sums()).toEqual([1, 1]);
    await made(handlers.queueCorrect({ rowId: first, reason }, supervisor));
    expect(sums()).toEqual([1, 1]);
    await sync.drainOnce();
    expect(sums()).toEqual([1, 1]);
  });

  it('a decision is told anew with the pictures that the case has now, and waits for them', async () => {
    const { deps, sync, handlers, add, row, refused, record, made } = bench();
    refused.add('row_1');
    const decided = { outcome: 'accepted', permitNumber: 'TEST1', at, officer: 'clerk', items: [] };
    const first = add('1', { kind: 'case.decided', payload: decided });
    await sync.drainOnce();
    const picture = { kind: 'photo', digest: 'b'.repeat(64), size: 3 } as const;
    deps.stores.run(() =>
      deps.stores.attachments.insert(
        {
          ...picture,
          id: 'attachment_1' as AttachmentId,
          caseId: record.id,
          addedAt: at,
          addedBy: 'x',
          scan: null,
          purgedAt: null,
        },
        { key: new Uint8Array(16), sealed: new Uint8Array(3) },
      ),
    );
    const id = await made(handlers.queueCorrect({ rowId: first, reason }, supervisor));
    expect(row(id)).toMatchObject({
      schemaVersion: 2,
      payload: { ...decided, permitNumber: record.permitNumber, attachments: [picture] },
    });
    expect(deps.stores.outbox.lacksPictures(id)).toBe(true);
  });

  it('a row that was refused here because it fits no shape is built anew and goes', async () => {
    const { sync, handlers, add, row, made } = bench();
    const first = add('1', { payload: { openedAt: 7 } });
    await sync.drainOnce();
    expect(row(first).refusal).toBe('payloadShape: openedAt');
    const id = await made(handlers.queueCorrect({ rowId: first, reason }, supervisor));
    await sync.drainOnce();
    expect(row(id).state).toBe('acked');
  });

  const settledElsewhere: readonly RowKind[] = [
    'card.report',
    'card.enable',
    'card.handOver',
    'card.wasted',
    'card.loss',
    'day.closed',
    'day.overridden',
    'row.withdrawn',
  ];
  it.each(rowKind.options)('%s: corrected here, or a named error', (kind) => {
    const { handlers, add, row } = bench();
    const id = add('1', { kind, state: 'refused', refusal: 'conflict: no' });
    const answer = handlers.queueCorrect({ rowId: id, reason }, supervisor);
    const expected = settledElsewhere.includes(kind)
      ? { ok: false, error: { code: 'rowNotCorrectable', detail: { kind } } }
      : { ok: true };
    expect(answer).toMatchObject(expected);
    expect(row(id).state).toBe(settledElsewhere.includes(kind) ? 'refused' : 'superseded');
    expect(handlers.queueRows({ openOnly: false }, supervisor)).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ id })]),
    });
  });

  it.each(['waiting', 'acked', 'conflict'] as const)('a row that is %s cannot be corrected', (state) => {
    const { handlers, add } = bench();
    const id = add('1', { state, ...(state === 'acked' && { ackedAt: at, receipt: { number: 'R', at } }) });
    for (const act of [handlers.queueCorrect, handlers.queueWithdraw])
      expect(act({ rowId: id, reason }, supervisor)).toMatchObject({
        error: { code: 'rowNotRefused', detail: { state } },
      });
  });
});

describe('G1 a refused row is given up', () => {
  it('upstream is told by a row of its own, the case goes on, and nothing counts as confirmed by it', async () => {
    const { deps, sync, handlers, add, row, refused, sent, made } = bench();
    refused.add('row_1');
    const first = add('1', { kind: 'notice.issued' });
    add('2', { kind: 'rating.given' });
    await sync.drainOnce();
    const id = await made(handlers.queueWithdraw({ rowId: first, reason }, supervisor));
    await sync.drainOnce();
    expect(sent.at(-1)?.map((each) => each.id)).toEqual([id, 'row_2']);
    expect(sent.at(-1)?.[0]).toMatchObject({
      kind: 'row.withdrawn',
      corrects: first,
      businessKey: id,
      payload: { rowId: first, kind: 'notice.issued', reason },
    });
    expect([first, id, 'row_2'].map((each) => row(each).state)).toEqual(['superseded', 'acked', 'acked']);
    expect(isConfirmed(deps, first)).toBe(false);
  });

  it.each(['card.report', 'card.wasted', 'card.loss', 'day.closed', 'row.withdrawn'] as const)(
    'not a %s: what was done stays done',
    (kind) => {
      const { handlers, add, row } = bench();
      const id = add('1', { kind, state: 'refused', refusal: 'conflict: no' });
      expect(handlers.queueWithdraw({ rowId: id, reason }, supervisor)).toMatchObject({
        error: { code: 'rowNotWithdrawable' },
      });
      expect(row(id).state).toBe('refused');
    },
  );
});

describe('G1 what people see of the queue', () => {
  it('whose word a row waits for, and what it waits for beside the network', async () => {
    const { handlers, add, refused, sync, record } = bench();
    refused.add('row_1');
    add('1');
    add('2', { kind: 'card.report' });
    await sync.drainOnce();
    expect(handlers.queueOfCase({ caseId: record.id }, supervisor)).toMatchObject({
      value: [
        { id: 'row_1', nextAction: 'correct', correctable: true, withdrawable: true },
        { id: 'row_2', nextAction: 'waitForNetwork', waitsFor: 'earlierRow', service: 'cards' },
      ],
    });
  });
});
