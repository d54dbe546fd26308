import { describe, expect, it } from 'vitest';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { queueHandlers } from '../../../../main/app/sync/queueHandlers.ts';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import type { UpstreamService } from '../../../../main/contract/station.ts';
import type { OutboxRow } from '../../../../main/contract/upstream.ts';
import { redact } from '../../../../main/infra/log/redact.ts';
import {
  healthSays,
  sampleCase,
  sampleJob,
  samplePermit,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  testCaller,
  testDeps,
} from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
type Health = (input: unknown) => UpstreamOutcome<unknown>;
const well = healthSays(at);
const away: Health = () => ({ kind: 'offline', detail: 'ECONNREFUSED' });
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function bench() {
  const deps = testDeps();
  const online: UpstreamService[] = [];
  let health = away;
  let outbox: (rows: OutboxRow[]) => UpstreamOutcome<unknown> = (rows) => ({
    kind: 'answer',
    value: {
      results: rows.map((row) => ({
        id: row.id,
        outcome: 'accepted',
        receipt: { number: `R-${row.id}`, at },
      })),
    },
  });
  deps.upstream.answer('health', (input) => health(input));
  deps.upstream.answer('outbox', (input) => outbox((input as { rows: OutboxRow[] }).rows));
  deps.upstream.answer('permitFeed', (input) => {
    const { cursor } = input as { cursor: string };
    const page = Number(cursor.slice(1) || 0);
    return {
      kind: 'answer',
      value: {
        permits: page < 3 ? [samplePermit({ permitNumber: `TEST0000000${page}` })] : [],
        cursor: `c${Math.min(page + 1, 3)}`,
        more: page < 2,
      },
    };
  });
  const sync = createSync(deps, { rowSettled: () => null, onOnline: (service) => online.push(service) });
  return {
    deps,
    sync,
    online,
    setHealth: (says: Health) => void (health = says),
    setOutbox: (reply: typeof outbox) => void (outbox = reply),
    add(name: string) {
      const id = `row_${name}` as RowId;
      deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id })));
      return id;
    },
    state: (id: RowId) => deps.stores.outbox.get(id)?.state,
    calls: (name: string) => deps.upstream.calls.filter((call) => call.name === name).length,
    async pass(milliseconds: number) {
      await settle();
      for (let left = milliseconds; left > 0; left -= 500) {
        deps.clock.advance(Math.min(500, left));
        await settle();
      }
    },
  };
}

describe('G11 link states per service, by asking', () => {
  it('knows nothing at first, then what the services say, and since when', async () => {
    const { deps, sync, setHealth } = bench();
    expect(sync.links.list().map((link) => link.state)).toEqual(Array(4).fill('unknown'));
    await sync.probeOnce();
    const since = deps.clock.iso();
    deps.clock.advance(60_000);
    await sync.probeOnce();
    expect(sync.links.list()).toEqual(
      ['permits', 'cards', 'certificates', 'queue'].map((service) => ({
        service,
        state: 'offline',
        since,
        detail: 'ECONNREFUSED',
      })),
    );
    setHealth(healthSays(at, 'cards'));
    deps.bus.clear();
    await sync.probeOnce();
    expect(sync.links.list().map((link) => link.state)).toEqual(['online', 'offline', 'online', 'online']);
    expect(sync.links.online('cards')).toBe(false);
    expect(deps.bus.names()).toContain('stationChanged');
    setHealth(() => ({ kind: 'linkFault', detail: 'HTTP 401' }));
    await sync.probeOnce();
    expect(sync.links.list().every((link) => link.state === 'linkFault')).toBe(true);
  });

  it('says when a service has come back, once', async () => {
    const { sync, online, setHealth } = bench();
    await sync.probeOnce();
    setHealth(well);
    await sync.probeOnce();
    await sync.probeOnce();
    expect(online.toSorted()).toEqual(['cards', 'certificates', 'permits', 'queue']);
  });
});

describe('I6 what sync logs', () => {
  it('names the kind of what broke a turn, and the log keeps it', async () => {
    const { deps, sync, setHealth, setOutbox, add, pass } = bench();
    setHealth(well);
    setOutbox(() => {
      throw new RangeError('holder EXAMPLE');
    });
    add('a');
    sync.start();
    await pass(1000);
    await sync.stop();
    const line = deps.log.lines.find(({ event }) => event === 'sync.failed');
    expect(redact(line?.facts as Record<string, unknown>)).toEqual({ kind: 'RangeError' });
  });
});

describe('G2 by itself', () => {
  it('keeps rows while the network is away and sends them all when it is back, without waiting for their back-off', async () => {
    const { deps, sync, add, state, calls, setHealth, pass } = bench();
    const first = add('a');
    deps.stores.run(() => {
      const row = deps.stores.outbox.get(first);
      if (row !== null) deps.stores.outbox.save({ ...row, nextAttemptAt: '2026-11-26T00:00:00.000Z' });
    });
    sync.start();
    await pass(120_000);
    expect(calls('outbox')).toBe(0);
    expect(state(first)).toBe('waiting');
    setHealth(well);
    await pass(30_000);
    expect(state(first)).toBe('acked');
    const probes = calls('health');
    const second = add('b');
    sync.nudge();
    deps.clock.advance(0);
    await settle();
    expect(state(second)).toBe('acked');
    expect(calls('health')).toBe(probes);
    const third = add('c');
    await pass(3000);
    expect(state(third), 'a missed nudge costs two seconds').toBe('acked');
    await sync.stop();
    expect(deps.clock.pending()).toBe(0);
  });

  it('goes on after a login page as soon as the answers are ours again', async () => {
    const { sync, add, state, setHealth, setOutbox, pass, deps } = bench();
    const id = add('a');
    setHealth(well);
    setOutbox(() => ({ kind: 'linkFault', detail: 'mediaType text/html' }));
    sync.start();
    await pass(60_000);
    expect(deps.stores.outbox.get(id)).toMatchObject({ state: 'waiting', attempts: 0, lastAttemptAt: null });
    setOutbox((rows) => ({
      kind: 'answer',
      value: {
        results: rows.map((row) => ({ id: row.id, outcome: 'accepted', receipt: { number: 'R', at } })),
      },
    }));
    await pass(60_000);
    expect(state(id)).toBe('acked');
    await sync.stop();
  });
});

describe('A3 permits are pulled by cursor', () => {
  it('page by page to the end, and later from where it stopped', async () => {
    const { deps, sync } = bench();
    expect(await sync.pullOnce()).toEqual({ permits: 3, stopped: 'upToDate' });
    expect(deps.permits.count()).toBe(3);
    expect(deps.permits.cursor()).toBe('c3');
    expect(await sync.pullOnce()).toEqual({ permits: 0, stopped: 'upToDate' });
    expect(deps.upstream.calls.map((call) => (call.input as { cursor: string }).cursor)).toEqual([
      '',
      'c1',
      'c2',
      'c3',
    ]);
  });

  it('G8 vouches for all it has once the feed came to its end, and not when it broke off', async () => {
    const { deps, sync } = bench();
    await sync.pullOnce();
    const at = deps.clock.iso();
    const [permit] = ['1', '2', '3'].flatMap(
      (each) => deps.permits.byPermitNumber(`TEST0000000${each}`) ?? [],
    );
    expect(permit?.fetchedAt).toBe(at);
    deps.clock.advance(86_400_000);
    deps.upstream.answer('permitFeed', () => ({ kind: 'offline', detail: 'cut' }));
    await sync.pullOnce();
    expect(deps.permits.byPermitNumber(permit?.record.permitNumber ?? '')?.fetchedAt).toBe(at);
    deps.upstream.answer('permitFeed', () => ({
      kind: 'answer',
      value: { permits: [], cursor: 'c3', more: false },
    }));
    await sync.pullOnce();
    expect(deps.permits.byPermitNumber(permit?.record.permitNumber ?? '')?.fetchedAt).toBe(deps.clock.iso());
  });

  it('keeps what it has when a page does not come', async () => {
    const { deps, sync } = bench();
    await sync.pullOnce();
    deps.upstream.answer('permitFeed', () => ({ kind: 'linkFault', detail: 'schema permits' }));
    expect(await sync.pullOnce()).toEqual({ permits: 0, stopped: 'linkFault' });
    expect(deps.permits.cursor()).toBe('c3');
    expect(sync.links.list()).toContainEqual(
      expect.objectContaining({ service: 'permits', state: 'linkFault' }),
    );
  });
});

describe('G1 the queue as people see it', () => {
  const states = ['waiting', 'acked', 'refused', 'conflict'] as const;

  function rows() {
    const { deps, sync } = bench();
    deps.stores.run(() =>
      states.forEach((state) =>
        deps.stores.outbox.insert(
          sampleRow({
            id: `row_${state}` as RowId,
            state,
            refusal: state === 'refused' ? 'conflict: no' : null,
            receipt: state === 'acked' ? { number: 'R1', at } : null,
          }),
        ),
      ),
    );
    return { deps, handlers: queueHandlers(deps, sync) };
  }

  it('every row is there with owner, age and next action; the open ones on demand', async () => {
    const { handlers } = rows();
    const all = await handlers.queueRows({ openOnly: false }, testCaller(sampleStaff(['clerk'])));
    if (!all.ok) throw new Error(all.error.code);
    expect(all.value.map((row) => [row.state, row.nextAction])).toEqual([
      ['conflict', 'askSupervisor'],
      ['refused', 'correct'],
      ['acked', 'none'],
      ['waiting', 'waitForNetwork'],
    ]);
    expect(all.value.every((row) => row.owner === 'Test Clerk' && row.createdAt !== '')).toBe(true);
    expect(all.value.find((row) => row.state === 'acked')?.receipt).toEqual({ number: 'R1', at });
    const open = await handlers.queueRows({ openOnly: true }, testCaller(sampleStaff(['clerk'])));
    expect(open.ok && open.value.map((row) => row.state)).toEqual(['waiting', 'refused', 'conflict']);
  });

  it('a refused row is asked again by a supervisor only, audited, under its own id', async () => {
    const { deps, handlers } = rows();
    const id = 'row_refused' as RowId;
    expect(await handlers.queueRetry({ rowId: id }, testCaller(sampleStaff(['clerk'])))).toMatchObject({
      ok: false,
      error: { code: 'upstreamRefused' },
    });
    expect(deps.stores.outbox.get(id)?.state).toBe('refused');
    const supervisor = testCaller(sampleStaff(['supervisor']));
    expect(await handlers.queueRetry({ rowId: id }, supervisor)).toEqual({ ok: true, value: {} });
    expect(deps.stores.outbox.get(id)?.state).toBe('waiting');
    expect(deps.stores.audit.verify().rows).toBe(1);
    expect(await handlers.queueRetry({ rowId: 'row_gone' as RowId }, supervisor)).toMatchObject({
      ok: false,
    });
  });

  it('D7 the row of a job in conflict is not asked again alone: its job is settled, and the row with it', async () => {
    const { deps, handlers } = rows();
    const id = 'row_conflict' as RowId;
    const supervisor = testCaller(sampleStaff(['supervisor']));
    deps.stores.run(() => {
      const job = sampleJob({ state: 'conflict' });
      deps.stores.snapshots.insert(sampleSnapshot());
      deps.stores.cases.save(sampleCase());
      deps.stores.jobs.save(job);
      deps.stores.outbox.insert(
        sampleRow({ id: 'row_ofJob' as RowId, jobId: job.id, state: 'conflict', receipt: null }),
      );
    });
    expect(await handlers.queueRetry({ rowId: 'row_ofJob' as RowId }, supervisor)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(deps.stores.outbox.get('row_ofJob' as RowId)?.state).toBe('conflict');
    expect(await handlers.queueRetry({ rowId: id }, supervisor)).toMatchObject({ ok: true });
  });
});
