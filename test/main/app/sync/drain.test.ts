import { describe, expect, it } from 'vitest';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import type { RowSettled } from '../../../../main/app/sync/settleRow.ts';
import type { CaseId, JobId, RowId } from '../../../../main/contract/ids.ts';
import type { BatchResult, OutboxRow, RowResult } from '../../../../main/contract/upstream.ts';
import {
  healthSays,
  sampleCase,
  sampleJob,
  sampleRow,
  sampleSnapshot,
  testDeps,
} from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
const accept = (row: OutboxRow): RowResult => ({
  id: row.id,
  outcome: 'accepted',
  receipt: { number: `R-${row.id}`, at },
});
const answer = (results: BatchResult[]): UpstreamOutcome<unknown> => ({ kind: 'answer', value: { results } });

function bench(judge: (row: OutboxRow) => RowResult | null = accept, rowSettled: RowSettled = () => null) {
  const deps = testDeps();
  const sent: OutboxRow[][] = [];
  const replyWith = (reply: (rows: OutboxRow[]) => UpstreamOutcome<unknown>): void =>
    deps.upstream.answer('outbox', (input) => {
      const { rows } = input as { rows: OutboxRow[] };
      sent.push(rows);
      return reply(rows);
    });
  replyWith((rows) => answer(rows.flatMap((row) => judge(row) ?? [])));
  const sync = createSync(deps, { rowSettled });
  const add = (name: string, changes: Partial<Omit<OutboxRecord, 'sequence'>> = {}): RowId => {
    const id = `row_${name}` as RowId;
    deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id, ...changes })));
    return id;
  };
  const row = (id: RowId): OutboxRecord => {
    const found = deps.stores.outbox.get(id);
    if (found === null) throw new Error('the row is gone');
    return found;
  };
  return { deps, sync, sent, add, row, replyWith };
}

describe('G3 a row leaves only with its receipt', () => {
  it('stores receipt, end of the row, case number and audit in one commit', async () => {
    const { deps, sync, add, row } = bench(
      (each) => ({ ...accept(each), upstreamCaseNumber: 'WGR2026000001' }) as RowResult,
    );
    deps.stores.run(() => {
      deps.stores.snapshots.insert(sampleSnapshot());
      deps.stores.cases.save(sampleCase());
    });
    const id = add('a', { caseId: 'case_1' as CaseId, caseNumber: 'SZ50-20261125-0001', stream: 'case_1' });
    expect(await sync.drainOnce()).toEqual({ acked: 1, refused: 0, stopped: 'empty' });
    expect(row(id)).toMatchObject({
      state: 'acked',
      receipt: { number: 'R-row_a', at },
      ackedAt: deps.clock.iso(),
      attempts: 1,
    });
    expect(deps.stores.cases.get('case_1' as CaseId)?.upstreamNumber).toBe('WGR2026000001');
    expect(deps.stores.audit.verify()).toMatchObject({ intact: true, rows: 1 });
    expect(deps.bus.names()).toEqual(
      expect.arrayContaining(['queueChanged', 'caseChanged', 'stationChanged']),
    );
  });

  it('when the commit does not come about the row is still there, and is sent again with the same id', async () => {
    let broken = true;
    const { sync, add, row, sent } = bench(accept, () => {
      if (broken) throw new Error('no room on the disk');
      return null;
    });
    const id = add('a');
    await expect(sync.drainOnce()).rejects.toThrow('no room');
    expect(row(id)).toMatchObject({ state: 'waiting', receipt: null, attempts: 0 });
    broken = false;
    await sync.drainOnce();
    expect(row(id).state).toBe('acked');
    expect(sent.map((rows) => rows.map((each) => each.id))).toEqual([[id], [id]]);
  });

  it('a row that the answer forgets stays and is tried later', async () => {
    const { sync, add, row } = bench((each) => (each.id === 'row_a' ? null : accept(each)));
    const [a, b] = [add('a'), add('b')];
    await sync.drainOnce();
    expect(row(b).state).toBe('acked');
    expect(row(a)).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(row(a).nextAttemptAt).not.toBeNull();
  });
});

describe('A8 upstream gives its own number later', () => {
  it('is noted beside the number of the station, which stays what is printed on every paper', async () => {
    const { deps, sync, add } = bench((each) => ({ ...accept(each), upstreamCaseNumber: 'WGR2026000001' }));
    const { id: caseId, number } = sampleCase();
    deps.stores.run(() => {
      deps.stores.snapshots.insert(sampleSnapshot());
      deps.stores.cases.save(sampleCase());
    });
    add('a', { caseId, caseNumber: number, stream: caseId });
    await sync.drainOnce();
    expect(deps.stores.cases.get(caseId)).toEqual({ ...sampleCase(), upstreamNumber: 'WGR2026000001' });
    expect(deps.stores.cases.byNumber(number)?.id).toBe(caseId);
  });
});

describe('G5 one bad row stops its own stream only', () => {
  const refuseB = (row: OutboxRow): RowResult =>
    row.id === 'row_b1'
      ? { id: row.id, outcome: 'refused', code: 'refusedByOfficer', reason: 'no' }
      : accept(row);

  it('keeps order in a stream, sends the others, and shows the refused row with owner and next action', async () => {
    const { sync, add, row, sent, replyWith } = bench(refuseB);
    const streams = { a: 'case_a', b: 'case_b' };
    const ids = ['a1', 'b1', 'a2', 'b2', 'a3'].map((name) =>
      add(name, { stream: name.startsWith('a') ? streams.a : streams.b }),
    );
    replyWith((rows) =>
      answer(
        rows.map((each) => (each.id === 'row_b2' ? { id: each.id, outcome: 'notTried' } : refuseB(each))),
      ),
    );
    expect(await sync.drainOnce()).toEqual({ acked: 3, refused: 1, stopped: 'empty' });
    expect(ids.map((id) => row(id).state)).toEqual(['acked', 'refused', 'acked', 'waiting', 'acked']);
    // Streams whole and in order in one call; what was not tried has not been put off, and waits for the one before it.
    expect(sent.map((rows) => rows.map((each) => each.id))).toEqual([
      ['row_a1', 'row_a2', 'row_a3', 'row_b1', 'row_b2'],
    ]);
    expect(row('row_b2' as RowId)).toMatchObject({ attempts: 0, nextAttemptAt: null });
    await sync.drainOnce({ all: true });
    expect(sent).toHaveLength(1);
    expect(row('row_b1' as RowId)).toMatchObject({ refusal: 'refusedByOfficer: no', owner: 'Test Clerk' });
  });

  it('a refusal of a whole batch is asked row by row', async () => {
    const { sync, add, row, replyWith } = bench();
    replyWith((rows) =>
      rows.some((each) => each.id === 'row_b1')
        ? { kind: 'refused', refusal: { refused: true, code: 'conflict', reason: 'one of these' } }
        : answer(rows.map(accept)),
    );
    const ids = ['a1', 'b1', 'c1'].map((name) => add(name));
    await sync.drainOnce();
    expect(ids.map((id) => row(id).state)).toEqual(['acked', 'refused', 'acked']);
  });

  it('sends at most a hundred at once, with the head of the audit chain', async () => {
    const { deps, sync, add, sent } = bench();
    for (let index = 0; index < 230; index += 1) add(`r${String(index).padStart(3, '0')}`);
    const before = deps.stores.audit.head();
    await sync.drainOnce();
    expect(sent.map((rows) => rows.length)).toEqual([100, 100, 30]);
    const heads = deps.upstream.calls.map((call) => (call.input as { chainHead: string }).chainHead);
    expect(heads[0]).toBe(before);
    // The second and the third go side by side, both with what the first has left.
    expect(heads[1]).not.toBe(before);
    expect(heads[2]).toBe(heads[1]);
  });
});

describe('G2 no answer', () => {
  it('tries again later with the same key, waiting longer each time, for ever', async () => {
    const { deps, sync, add, row, replyWith } = bench();
    const id = add('a');
    replyWith(() => ({ kind: 'offline', detail: 'HTTP 500' }));
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      expect((await sync.drainOnce()).stopped).toBe('offline');
      const next = Date.parse(row(id).nextAttemptAt ?? '');
      waits.push(next - deps.clock.now());
      // Not due yet: nothing is sent.
      expect((await sync.drainOnce()).stopped).toBe('empty');
      deps.clock.advance(next - deps.clock.now());
    }
    expect(waits.slice(0, 3)).toEqual([1500, 3000, 6000]);
    expect(Math.max(...waits)).toBe(225_000);
    expect(row(id)).toMatchObject({ state: 'waiting', attempts: 12 });
    expect(new Set(deps.upstream.calls.map((call) => call.key))).toEqual(new Set([id]));
    expect(sync.links.list()).toContainEqual(
      expect.objectContaining({ service: 'queue', state: 'offline', detail: 'HTTP 500' }),
    );
  });

  it('the same batch has the same key', async () => {
    const { deps, sync, add, replyWith } = bench();
    add('a');
    add('b');
    replyWith(() => ({ kind: 'offline', detail: 'HTTP 500' }));
    await sync.drainOnce();
    await sync.drainOnce({ all: true });
    const keys = deps.upstream.calls.map((call) => call.key);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });
});

describe('G1 an answer that is not ours pauses the queue', () => {
  it('touches no row, sends nothing more, and goes on after a good probe', async () => {
    const { deps, sync, add, row, replyWith } = bench();
    const id = add('a');
    const before = row(id);
    replyWith(() => ({ kind: 'linkFault', detail: 'mediaType text/html' }));
    expect((await sync.drainOnce()).stopped).toBe('linkFault');
    expect(sync.paused()).toBe(true);
    await sync.drainOnce({ all: true });
    expect(deps.upstream.calls).toHaveLength(1);
    expect(row(id)).toEqual(before);
    replyWith((rows) => answer(rows.map(accept)));
    deps.upstream.answer('health', healthSays(at));
    await sync.probeOnce();
    expect(sync.paused()).toBe(false);
    await sync.drainOnce();
    expect(row(id).state).toBe('acked');
  });
});

describe('D1 G1 done before', () => {
  const record = {
    batch: 'P1',
    cardNumber: 'T00000001',
    permitNumber: 'TEST00000001',
    stationId: 'SZ50',
    jobKey: 'SZ50:job_1',
    cardIdentifier: null,
    state: 'reported' as const,
  };
  const before = (own: RowResult & { outcome: 'alreadyDone' }) => own;
  const cardRow = { kind: 'card.report', payload: { batch: 'P1', cardNumber: 'T00000001' } } as const;

  it.each([
    ['of a row without a card is success', { kind: 'case.opened' } as const, undefined, 'acked'],
    ['of our card is success', cardRow, record, 'acked'],
    ['of another card is a conflict', cardRow, { ...record, cardNumber: 'T00000002' }, 'conflict'],
    ['without a record is a conflict', cardRow, undefined, 'conflict'],
  ])('%s', async (_, changes, found, state) => {
    const { deps, sync, add, row } = bench((each) =>
      before({
        id: each.id,
        outcome: 'alreadyDone',
        receipt: { number: 'R1', at },
        ...(found === undefined ? {} : { record: found }),
      }),
    );
    const id = add('a', changes);
    await sync.drainOnce();
    expect(row(id).state).toBe(state);
    expect(deps.stores.outbox.open()).toHaveLength(state === 'acked' ? 0 : 1);
  });

  it('follows the judgement of the card area, and tells the screens which job changed', async () => {
    const { deps, sync, add, row } = bench(
      (each) => before({ id: each.id, outcome: 'alreadyDone', receipt: { number: 'R1', at }, record }),
      () => {
        deps.stores.jobs.save(sampleJob({ state: 'conflict' }));
        return 'job_1' as JobId;
      },
    );
    deps.stores.run(() => {
      deps.stores.snapshots.insert(sampleSnapshot());
      deps.stores.cases.save(sampleCase());
      deps.stores.jobs.save(sampleJob());
    });
    const id = add('a', { ...cardRow, jobId: 'job_1' as JobId });
    await sync.drainOnce();
    expect(row(id).state).toBe('conflict');
    expect(deps.bus.events).toContainEqual({ name: 'cardJobChanged', data: { jobId: 'job_1' } });
  });
});
