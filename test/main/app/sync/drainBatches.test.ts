import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Upstream, UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { drain } from '../../../../main/app/sync/drain.ts';
import { linkBook } from '../../../../main/app/sync/linkBook.ts';
import { outboxSource } from '../../../../main/app/sync/queueSource.ts';
import type { AttachmentId, RowId } from '../../../../main/contract/ids.ts';
import type { BatchResult, OutboxRow, UpstreamCallName } from '../../../../main/contract/upstream.ts';
import { healthSays, sampleCase, sampleRow, sampleSnapshot, testDeps } from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
const hour = 3_600_000;
const accept = (row: OutboxRow): BatchResult => ({
  id: row.id,
  outcome: 'accepted',
  receipt: { number: `R-${row.id}`, at },
});
const answer = (results: readonly BatchResult[]): UpstreamOutcome<unknown> => ({
  kind: 'answer',
  value: { results },
});
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Call {
  readonly rows: readonly OutboxRow[];
  readonly reply: (outcome: UpstreamOutcome<unknown>) => void;
}

/** An upstream whose calls stay under way until the test answers them, or that answers at once by `judge`. */
function bench(judge?: (rows: readonly OutboxRow[]) => UpstreamOutcome<unknown>) {
  const deps = testDeps();
  const calls: Call[] = [];
  const held: Upstream = {
    call<Value>(name: UpstreamCallName, input: never): Promise<UpstreamOutcome<Value>> {
      if (name !== 'outbox') return deps.upstream.call(name, input) as Promise<UpstreamOutcome<Value>>;
      const { rows } = input as { rows: readonly OutboxRow[] };
      return new Promise((resolve) => {
        const reply = (outcome: UpstreamOutcome<unknown>): void => resolve(outcome as UpstreamOutcome<Value>);
        calls.push({ rows, reply });
        if (judge !== undefined) reply(judge(rows));
      });
    },
  };
  deps.upstream.answer('health', healthSays(at));
  const sync = createSync({ ...deps, upstream: held }, { rowSettled: () => null });
  const add = (name: string, changes: Partial<Omit<OutboxRecord, 'sequence'>> = {}): RowId => {
    const id = `row_${name}` as RowId;
    deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id, ...changes })));
    return id;
  };
  const row = (id: string): OutboxRecord => {
    const found = deps.stores.outbox.get(id as RowId);
    if (found === null) throw new Error('the row is gone');
    return found;
  };
  const ids = (call: Call | undefined): string[] => call?.rows.map(({ id }) => id) ?? [];
  return { deps, upstream: held, sync, calls, add, row, ids };
}

describe('G5 batches of several cases', () => {
  it('the first goes alone; then several are under way, never with one stream in two of them', async () => {
    const { sync, calls, add, ids } = bench();
    for (let index = 0; index < 100; index += 1) add(`a${index}`, { stream: 'case_a' });
    for (let index = 0; index < 250; index += 1) add(`b${index}`, { stream: 'case_b' });
    for (let index = 0; index < 100; index += 1) add(`c${index}`, { stream: 'case_c' });
    const drained = sync.drainOnce();
    await turn();
    expect(calls).toHaveLength(1);
    calls[0]?.reply(answer(calls[0].rows.map(accept)));
    await turn();
    // Case b fills one call, case c the next; what b still has must wait for its first part.
    expect(calls.slice(1).map((call) => ids(call)[0]?.slice(0, 5))).toEqual(['row_b', 'row_c']);
    calls[2]?.reply(answer(calls[2].rows.map(accept)));
    await turn();
    expect(calls).toHaveLength(3);
    calls[1]?.reply(answer(calls[1].rows.map(accept)));
    for (let index = 3; index < 5; index += 1) {
      await turn();
      calls[index]?.reply(answer(calls[index]?.rows.map(accept) ?? []));
    }
    expect(await drained).toEqual({ acked: 450, refused: 0, stopped: 'empty' });
    const ofB = calls.flatMap(ids).filter((id) => id.startsWith('row_b'));
    expect(ofB).toEqual(Array.from({ length: 250 }, (_, index) => `row_b${index}`));
  });

  it('one that gets no answer lets no further one begin, and what upstream says to the others is stored', async () => {
    const { sync, calls, add, row } = bench();
    for (let index = 0; index < 500; index += 1) add(String(index));
    const drained = sync.drainOnce();
    await turn();
    calls[0]?.reply(answer(calls[0].rows.map(accept)));
    await turn();
    expect(calls).toHaveLength(4);
    calls[2]?.reply({ kind: 'offline', detail: 'ECONNRESET' });
    await turn();
    calls[1]?.reply(answer(calls[1].rows.map(accept)));
    calls[3]?.reply(answer(calls[3].rows.map(accept)));
    expect(await drained).toMatchObject({ acked: 300, stopped: 'offline' });
    expect(calls).toHaveLength(4);
    expect(row('row_150').state).toBe('acked');
    expect(row('row_250')).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(row('row_350').state).toBe('acked');
  });

  it('a card row ends its part of the batch: only we see whether "done before" was another card', async () => {
    const { sync, calls, add, ids } = bench((rows) => answer(rows.map(accept)));
    add('1', { stream: 'case_a' });
    add('2', { stream: 'case_a', kind: 'card.report' });
    add('3', { stream: 'case_a', kind: 'rating.given' });
    await sync.drainOnce();
    expect(calls.map(ids)).toEqual([['row_1', 'row_2'], ['row_3']]);
  });

  it('no starvation: rows that stay due do not hide those behind the first hundred', async () => {
    // Upstream forgets 250 rows again and again; they are due at once because somebody asked for all.
    const { sync, add, row, calls } = bench((rows) =>
      answer(rows.filter(({ id }) => id.startsWith('row_z')).map(accept)),
    );
    for (let index = 0; index < 250; index += 1) add(`a${index}`);
    for (let index = 0; index < 20; index += 1) add(`z${index}`);
    expect(await sync.drainOnce({ all: true })).toMatchObject({ acked: 20 });
    expect(row('row_z19').state).toBe('acked');
    // Each once: a row is not sent twice in one go.
    expect(calls.flatMap((call) => call.rows).length).toBe(270);
  });

  it('any queue: each row at most once in one go, in order per stream, and all that can go has gone', async () => {
    const queue = fc.array(
      fc.record({
        stream: fc.integer({ min: 0, max: 20 }),
        fate: fc.constantFrom('ok', 'ok', 'ok', 'no', 'silent'),
      }),
      { minLength: 1, maxLength: 160 },
    );
    await fc.assert(
      fc.asyncProperty(queue, async (rows) => {
        const fates = new Map(rows.map(({ fate }, index) => [`row_${index}`, fate]));
        const sent: string[] = [];
        const { sync, add, row, deps } = bench((batch) => {
          const stopped = new Set<string>();
          return answer(
            batch.flatMap((each): BatchResult[] => {
              sent.push(each.id);
              const fate = fates.get(each.id);
              if (stopped.has(each.caseNumber ?? '')) return [{ id: each.id, outcome: 'notTried' }];
              if (fate !== 'ok') stopped.add(each.caseNumber ?? '');
              if (fate === 'silent') return [];
              return fate === 'ok'
                ? [accept(each)]
                : [{ id: each.id, outcome: 'refused', code: 'conflict', reason: 'no' }];
            }),
          );
        });
        rows.forEach(({ stream }, index) =>
          add(String(index), { stream: `case_${stream}`, caseNumber: `SZ50-20261125-${stream}` }),
        );
        await sync.drainOnce();
        expect(new Set(sent).size).toBe(sent.length);
        const blocked = new Set<number>();
        rows.forEach(({ stream, fate }, index) => {
          const expected =
            blocked.has(stream) || fate === 'silent' ? 'waiting' : fate === 'ok' ? 'acked' : 'refused';
          if (fate !== 'ok') blocked.add(stream);
          expect(row(`row_${index}`).state).toBe(expected);
        });
        deps.stores.close();
      }),
      { numRuns: 10 },
    );
  });
});

describe('G5 pictures go before their row', () => {
  it('the row and those behind it wait, other cases go; then it goes', async () => {
    const { deps, upstream, calls, add, row, ids } = bench((rows) => answer(rows.map(accept)));
    const { id: caseId } = sampleCase();
    // The sending alone: the sync would first try to send the picture.
    const send = () =>
      drain(
        { ...deps, upstream },
        outboxSource(deps, () => null),
        {
          links: linkBook(deps),
          all: true,
          stopped: () => false,
        },
      );
    const attachmentId = 'attachment_1' as AttachmentId;
    const picture = { kind: 'photo', digest: 'a'.repeat(64), size: 3 } as const;
    deps.stores.run(() => {
      deps.stores.snapshots.insert(sampleSnapshot());
      deps.stores.cases.save(sampleCase());
      deps.stores.attachments.insert(
        {
          ...picture,
          id: attachmentId,
          caseId,
          addedAt: at,
          addedBy: 'Test Clerk',
          scan: null,
          purgedAt: null,
        },
        { key: new Uint8Array(16), sealed: new Uint8Array(3) },
      );
    });
    add('a1', { stream: 'case_a' });
    const named = add('a2', { stream: 'case_a', kind: 'case.decided' });
    deps.stores.run(() => deps.stores.rowAttachments.name({ rowId: named, attachmentId, ...picture }));
    add('a3', { stream: 'case_a' });
    add('b1', { stream: 'case_b' });
    await send();
    // Once as one behind the head, once as the head itself.
    await send();
    expect(calls.map(ids)).toEqual([['row_a1', 'row_b1']]);
    deps.stores.run(() => deps.stores.rowAttachments.confirm(picture.digest, at));
    await send();
    expect(calls.map(ids).slice(1)).toEqual([['row_a2', 'row_a3']]);
    expect(row('row_a2').state).toBe('acked');
  });
});

describe('G2 Retry-After', () => {
  it.each([
    ['at least what upstream asks for', 90_000, 90_000 * 1.05],
    ['at most an hour', 5 * hour, hour],
    ['not less than our own back-off', 100, 1500],
  ])('rows wait %s', async (_, retryAfterMs, wait) => {
    const { deps, sync, add, row } = bench(() => ({ kind: 'offline', detail: 'HTTP 429', retryAfterMs }));
    add('a');
    const report = await sync.drainOnce();
    expect(report).toMatchObject({ stopped: 'offline', retryAfterMs });
    expect(Date.parse(row('row_a').nextAttemptAt ?? '') - deps.clock.now()).toBe(wait);
  });

  it('the loop leaves that service alone so long, asks the others all the same, and a person may hurry it', async () => {
    const { deps, sync, calls, add } = bench(() => ({
      kind: 'offline',
      detail: 'HTTP 503',
      retryAfterMs: 600_000,
    }));
    add('a');
    const probed = (service: string): number =>
      deps.upstream.calls.filter(
        ({ name, input }) => name === 'health' && (input as { service: string }).service === service,
      ).length;
    const advance = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 5000) {
        deps.clock.advance(5000);
        await turn();
        await turn();
      }
    };
    sync.start();
    await advance(10_000);
    expect(calls).toHaveLength(1);
    const before = { queue: probed('queue'), permits: probed('permits') };
    await advance(300_000);
    expect(probed('queue')).toBe(before.queue);
    expect(probed('permits')).toBeGreaterThan(before.permits);
    expect(calls).toHaveLength(1);
    sync.retry();
    await advance(5000);
    expect(calls.length).toBeGreaterThan(1);
    await sync.stop();
  });
});

describe('G2 the clock of the computer', () => {
  it('put back by a day does not park a row: a wait that no wait can be counts as over', async () => {
    const { deps, sync, add, row } = bench((rows) => answer(rows.map(accept)));
    add('a', { attempts: 3, nextAttemptAt: '2026-11-25T01:25:00.000Z' });
    await sync.drainOnce();
    expect(row('row_a').state).toBe('waiting');
    deps.clock.set('2026-11-24T01:20:00.000Z');
    await sync.drainOnce();
    expect(row('row_a').state).toBe('acked');
  });
});

describe('G3 a payload that fits no shape', () => {
  it('is never lost: it stays visible as refused with a reason of ours, and stops its own case only', async () => {
    const { deps, sync, calls, add, row, ids } = bench((rows) => answer(rows.map(accept)));
    add('a1', { stream: 'case_a' });
    add('a2', { stream: 'case_a', payload: { permitNumber: 7 } });
    add('a3', { stream: 'case_a' });
    add('b1', { stream: 'case_b' });
    add('c1', { stream: 'case_c', schemaVersion: 9 });
    expect(await sync.drainOnce()).toEqual({ acked: 2, refused: 2, stopped: 'empty' });
    expect(calls.map(ids)).toEqual([['row_a1', 'row_b1']]);
    expect(row('row_a2')).toMatchObject({ state: 'refused', refusal: 'payloadShape: permitNumber' });
    expect(row('row_a2').payload).toMatchObject({ permitNumber: 7 });
    expect(row('row_a3')).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(row('row_c1').refusal).toBe('payloadShape: version');
    expect(deps.stores.outbox.standing().problems).toBe(2);
  });
});

describe('G3 what an auditor finds of the receipts of a batch', () => {
  it('one entry per case that names every row with its receipt, found under the case', async () => {
    const { deps, sync, add } = bench((rows) => answer(rows.map(accept)));
    const caseId = 'case_a' as OutboxRecord['caseId'];
    for (const name of ['1', '2', '3']) add(name, { stream: 'case_a', caseId });
    add('4');
    await sync.drainOnce();
    const { entries } = deps.stores.audit.page({ events: ['row.acked'], limit: 10 });
    expect(entries.map(({ subject, detail }) => [subject, detail])).toEqual([
      ['row_4', { kind: 'case.opened', attempts: 1, receipt: 'R-row_4', outcome: 'accepted' }],
      ['case_a', { count: 3, receipts: 'row_1=R-row_1 row_2=R-row_2 row_3=R-row_3' }],
    ]);
  });
});
