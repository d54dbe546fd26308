import { describe, expect, it } from 'vitest';
import { unlessOffByHand } from '../../../../main/app/sync/byHand.ts';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { queueHandlers } from '../../../../main/app/sync/queueHandlers.ts';
import type { CaseId, RowId } from '../../../../main/contract/ids.ts';
import type { OutboxRow } from '../../../../main/contract/upstream.ts';
import { healthSays, sampleRow, sampleStaff, testCaller, testDeps } from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
const clerk = testCaller({ ...sampleStaff(['clerk']), displayName: 'Test Clerk' });
const reason = 'the line is being worked on';
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function bench() {
  const made = testDeps();
  const deps = { ...made, upstream: unlessOffByHand(made.upstream, made) };
  made.upstream.answer('health', healthSays(at));
  made.upstream.answer('outbox', (input) => ({
    kind: 'answer',
    value: {
      results: (input as { rows: OutboxRow[] }).rows.map(({ id }) => ({
        id,
        outcome: 'accepted',
        receipt: { number: `R-${id}`, at },
      })),
    },
  }));
  const sync = createSync(deps, { rowSettled: () => null });
  const handlers = queueHandlers({ ...deps, links: sync.links }, sync);
  const overview = () => {
    const answer = handlers.queueOverview({}, clerk);
    if (answer instanceof Promise || !answer.ok) throw new Error('no overview');
    return answer.value;
  };
  return { made, deps, sync, handlers, overview, asked: () => made.upstream.calls.length };
}

describe('G11 kept off the network by hand', () => {
  it('no call of any service leaves the station, the links say why, rows stay as they are; ending it asks at once', async () => {
    const { made, deps, sync, handlers, overview, asked } = bench();
    sync.start();
    deps.clock.advance(0);
    await turn();
    expect(sync.links.online('cards')).toBe(true);
    deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id: 'row_1' as RowId })));

    expect(handlers.queueWorkOffline({ on: true, reason }, clerk)).toEqual({ ok: true, value: {} });
    const before = asked();
    for (let round = 0; round < 20; round += 1) {
      deps.clock.advance(10_000);
      await turn();
    }
    for (const name of ['permitVerify', 'ecardCheck', 'cardQuery', 'permitFeed'] as const)
      expect(await deps.upstream.call(name, {} as never)).toEqual({ kind: 'offline', detail: 'byHand' });
    expect(asked()).toBe(before);
    expect(overview()).toMatchObject({
      offlineByHand: { by: 'Test Clerk', reason },
      waiting: 1,
      services: [...Array(4)].map(() => ({ state: 'offline', detail: 'byHand' })),
    });
    expect(deps.stores.outbox.get('row_1' as RowId)).toMatchObject({ state: 'waiting', attempts: 0 });

    expect(handlers.queueWorkOffline({ on: false }, clerk)).toEqual({ ok: true, value: {} });
    deps.clock.advance(0);
    await turn();
    await turn();
    // The feed of the permits is not served here; every other service is there again.
    expect(['cards', 'certificates', 'queue'].every((service) => sync.links.online(service as 'queue'))).toBe(
      true,
    );
    expect(deps.stores.outbox.get('row_1' as RowId)?.state).toBe('acked');
    expect(overview().offlineByHand).toBeNull();
    await sync.stop();
    const { entries } = made.stores.audit.page({ events: ['queue.'], limit: 10 });
    expect(entries.map(({ event, actor }) => [event, actor])).toEqual([
      ['queue.onlineAgain', clerk.staff?.userName],
      ['queue.offlineByHand', clerk.staff?.userName],
    ]);
  });

  it('holds over a restart, and who began it and why stays as it was', async () => {
    const { deps, handlers } = bench();
    void handlers.queueWorkOffline({ on: true, reason }, clerk);
    deps.clock.advance(60_000);
    void handlers.queueWorkOffline(
      { on: true, reason: 'somebody else, later' },
      testCaller({ ...sampleStaff(['clerk']), displayName: 'Other' }),
    );
    const again = createSync(deps, { rowSettled: () => null });
    await again.probeOnce();
    expect(again.links.list().map(({ detail }) => detail)).toEqual(Array(4).fill('byHand'));
    const { value } = queueHandlers({ ...deps, links: again.links }, again).queueOverview({}, clerk) as {
      value: { offlineByHand: unknown };
    };
    expect(value.offlineByHand).toMatchObject({ by: 'Test Clerk', reason });
  });

  it('a drain under way ends between two batches, and what upstream has answered is stored', async () => {
    const { made, deps, sync, handlers } = bench();
    for (let index = 0; index < 250; index += 1)
      deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id: `row_${index}` as RowId })));
    let batches = 0;
    made.upstream.answer('outbox', (input) => {
      batches += 1;
      void handlers.queueWorkOffline({ on: true, reason }, clerk);
      return {
        kind: 'answer',
        value: {
          results: (input as { rows: OutboxRow[] }).rows.map(({ id }) => ({
            id,
            outcome: 'accepted',
            receipt: { number: `R-${id}`, at },
          })),
        },
      };
    });
    expect(await sync.drainOnce()).toMatchObject({ acked: 100 });
    expect(batches).toBe(1);
    expect(deps.stores.outbox.counts().waiting).toBe(150);
  });
});

describe('G11 the queue in one look', () => {
  it('says how many cases and rows wait for which service and since when', () => {
    const { deps, overview } = bench();
    const caseId = 'case_a' as CaseId;
    const rows = [
      { kind: 'card.report', caseId, createdAt: '2026-11-25T02:42:00.000Z' },
      { kind: 'card.handOver', caseId: 'case_b' as CaseId, createdAt: '2026-11-25T02:43:00.000Z' },
      { kind: 'case.opened', caseId, createdAt: '2026-11-25T02:40:00.000Z' },
      { kind: 'notice.issued', caseId, state: 'refused' },
    ] as const;
    deps.stores.run(() =>
      rows.forEach((row, index) =>
        deps.stores.outbox.insert(sampleRow({ ...row, id: `row_${index}` as RowId })),
      ),
    );
    expect(overview()).toMatchObject({ waiting: 3, problems: 1, drain: null, revokedAt: null });
    expect(overview().services).toMatchObject([
      { service: 'permits', cases: 0, rows: 0, oldestAt: null },
      { service: 'cards', cases: 2, rows: 2, oldestAt: '2026-11-25T02:42:00.000Z' },
      { service: 'certificates', cases: 0, rows: 0, oldestAt: null },
      { service: 'queue', cases: 1, rows: 1, oldestAt: '2026-11-25T02:40:00.000Z' },
    ]);
  });

  it('while rows are sent it says how far they have come and how long it will take', async () => {
    const { made, deps, sync, overview } = bench();
    for (let index = 0; index < 300; index += 1)
      deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id: `row_${index}` as RowId })));
    const seen: unknown[] = [];
    made.upstream.answer('outbox', (input) => {
      deps.clock.advance(1000);
      seen.push(overview().drain);
      return {
        kind: 'answer',
        value: {
          results: (input as { rows: OutboxRow[] }).rows.map(({ id }) => ({
            id,
            outcome: 'accepted',
            receipt: { number: `R-${id}`, at },
          })),
        },
      };
    });
    await sync.drainOnce();
    expect(seen[0]).toMatchObject({ done: 0, total: 300 });
    expect(seen[1]).toMatchObject({ done: 100, total: 300, perSecond: 50, secondsLeft: 4 });
    expect(overview().drain).toBeNull();
  });
});
