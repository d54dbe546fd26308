import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSync } from '../../../main/app/sync/createSync.ts';
import { enqueue } from '../../../main/app/sync/enqueue.ts';
import type { UpstreamFault } from '../../../main/contract/devdock.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { RowPayload } from '../../../main/domain/sync/rowShapes.ts';
import { samplePayload, testDeps } from '../helpers/index.ts';
import { caseIdOf, registerInput, upstreamBench } from './helpers/bench.ts';

/** Real stores, real adapter, real HTTP, embedded upstream; only time stands still. */
async function station() {
  const bench = await upstreamBench();
  const deps = testDeps({ upstream: bench.upstream });
  const sync = createSync(deps, { rowSettled: () => null });
  const queue = (stream: string | null, note: string, kind: 'case.opened' | 'stock.moved' = 'case.opened') =>
    deps.stores.run(() =>
      enqueue(deps, {
        kind,
        caseId: stream === null ? null : caseIdOf(stream),
        caseNumber: stream === null ? null : `SZ50-20261125-${stream}`,
        payload: { ...samplePayload(kind), note } as RowPayload<typeof kind>,
        owner: '李敏',
      }),
    );
  /** Goes on as the timer would: probe, send everything, until nothing waits. */
  const settle = async (limit = 40): Promise<void> => {
    for (
      let round = 0;
      round < limit && deps.stores.outbox.due({ until: '9999', beyond: '9999' }, 1).length > 0;
      round += 1
    ) {
      await sync.probeOnce();
      await sync.drainOnce({ all: true });
    }
  };
  return { ...bench, deps, sync, queue, settle };
}

describe('G2 G3 the queue over HTTP', () => {
  it('an answer that is lost after the work was done leads to one effect and one receipt', async () => {
    const { embedded, deps, sync, queue } = await station();
    const id = queue('0001', 'x');
    embedded.setFault({ fault: 'dropAnswer', calls: 1, path: '/v1/outbox' });
    expect((await sync.drainOnce()).stopped).toBe('offline');
    expect(deps.stores.outbox.get(id)).toMatchObject({ state: 'waiting', receipt: null, attempts: 1 });
    expect(embedded.books().effects).toEqual([{ businessKey: id, times: 1 }]);
    await sync.drainOnce({ all: true });
    expect(deps.stores.outbox.get(id)?.receipt?.number).toMatch(/^TR2026/);
    expect(embedded.books()).toMatchObject({ effects: [{ times: 1 }], rows: [{ times: 2 }] });
  });

  it('a card operation has one effect per business key, also under another row id', async () => {
    const { embedded, upstream, person, deps, sync } = await station();
    const registered = await upstream.call('cardRegister', registerInput(person('anna'), 'job_00000000'));
    if (registered.kind !== 'answer') throw new Error(registered.kind);
    const { batch, cardNumber, jobKey } = registered.value.card;
    await upstream.call('cardLock', { jobKey, batch, cardNumber });
    const report = () =>
      deps.stores.run(() =>
        enqueue(deps, {
          kind: 'card.report',
          caseId: null,
          caseNumber: null,
          businessKey: `${batch}:${cardNumber}:report`,
          payload: {
            jobKey,
            permitNumber: 'TRN440300000001',
            batch,
            cardNumber,
            cardIdentifier: 'B'.repeat(32),
          },
          owner: '李敏',
        }),
      );
    const ids = [report(), report()];
    embedded.setFault({ fault: 'duplicate', calls: 1, path: '/v1/outbox' });
    await sync.drainOnce();
    expect(ids.map((id) => deps.stores.outbox.get(id)?.state)).toEqual(['acked', 'acked']);
    expect(embedded.books().cards).toMatchObject([{ state: 'reported', reports: 1 }]);
  });

  it('a login page pauses the queue and leaves the rows as they are (design 4)', async () => {
    const { embedded, deps, sync, queue } = await station();
    const id = queue('0001', 'x');
    const before = deps.stores.outbox.get(id);
    embedded.setFault({ fault: 'loginPage', calls: 5 });
    expect((await sync.drainOnce()).stopped).toBe('linkFault');
    expect(sync.paused()).toBe(true);
    await sync.probeOnce();
    expect(sync.links.list().map((link) => link.state)).toEqual(Array(4).fill('linkFault'));
    expect(deps.stores.outbox.get(id)).toEqual(before);
    await sync.probeOnce();
    await sync.drainOnce();
    expect(deps.stores.outbox.get(id)?.state).toBe('acked');
  });

  it('G5 a refused row stops its own case only', async () => {
    const { embedded, deps, sync, queue } = await station();
    const bad = queue('0001', 'x');
    embedded.setFault({ fault: 'refuse', calls: 1, path: '/v1/outbox' });
    await sync.drainOnce();
    const behind = queue('0001', 'y');
    const other = queue('0002', 'z');
    await sync.drainOnce();
    expect([bad, behind, other].map((id) => deps.stores.outbox.get(id)?.state)).toEqual([
      'refused',
      'waiting',
      'acked',
    ]);
    expect(embedded.books().effects.map((effect) => effect.businessKey)).toEqual([other]);
  });

  it('A3 pulls the whole feed into the cache', async () => {
    const { deps, sync, people } = await station();
    await sync.pullOnce();
    expect(deps.permits.count()).toBe(people.filter((person) => person.permit !== null).length);
    expect(deps.permits.byPermitNumber('TRN440300000001')?.record.holder.familyName).toBe('SPECIMEN');
  });

  it('upstream has the head of the audit chain as it was with each batch (I1)', async () => {
    const { embedded, deps, sync, queue } = await station();
    queue('0001', 'x');
    const head = deps.stores.audit.head();
    await sync.drainOnce();
    queue('0001', 'y');
    const next = deps.stores.audit.head();
    await sync.drainOnce();
    expect(embedded.chainHeads().map((each) => each.head)).toEqual([head, next]);
    expect(next).not.toBe(head);
  });
});

describe('G1 G2 G3 G5 whatever the network does', () => {
  type Act =
    | { readonly do: 'queue'; readonly stream: number }
    | { readonly do: 'fault'; readonly fault: UpstreamFault; readonly calls: number }
    | { readonly do: 'network'; readonly on: boolean }
    | { readonly do: 'drain' };
  const act: fc.Arbitrary<Act> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('queue' as const), stream: fc.nat({ max: 4 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('fault' as const),
        fault: fc.constantFrom<UpstreamFault>('dropAnswer', 'error500', 'duplicate', 'garbage', 'loginPage'),
        calls: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('network' as const), on: fc.boolean() }) },
    { weight: 4, arbitrary: fc.constant({ do: 'drain' as const }) },
  );

  it('every row is acknowledged once, has one effect, keeps its order, and none is stuck', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 45 }), async (acts) => {
        const { embedded, deps, sync, queue, settle } = await station();
        const queued: { id: string; stream: CaseId | null }[] = [];
        for (const step of acts) {
          if (step.do === 'queue') {
            const stream = step.stream === 0 ? null : `000${step.stream}`;
            const id = queue(stream, String(queued.length), stream === null ? 'stock.moved' : 'case.opened');
            queued.push({ id, stream: stream === null ? null : caseIdOf(stream) });
          } else if (step.do === 'fault')
            embedded.setFault({ fault: step.fault, calls: step.calls, path: '/v1/outbox' });
          else if (step.do === 'network') embedded.setNetwork(step.on);
          else {
            await sync.probeOnce();
            await sync.drainOnce();
            deps.clock.advance(1700);
          }
        }
        embedded.setNetwork(true);
        await settle();
        const rows = deps.stores.outbox.list(1000);
        expect(rows).toHaveLength(queued.length);
        expect(rows.filter((row) => row.state !== 'acked' || row.receipt === null)).toEqual([]);
        expect(new Set(rows.map((row) => row.receipt?.number)).size).toBe(rows.length);
        const { effects } = embedded.books();
        expect(effects.filter((effect) => effect.times !== 1)).toEqual([]);
        expect(effects.map((effect) => effect.businessKey).toSorted()).toEqual(
          queued.map(({ id }) => id).toSorted(),
        );
        for (const stream of new Set(queued.map((row) => row.stream).filter((each) => each !== null))) {
          const wanted = queued.filter((row) => row.stream === stream).map((row) => row.id);
          expect(effects.map((effect) => effect.businessKey).filter((key) => wanted.includes(key))).toEqual(
            wanted,
          );
        }
        expect(deps.stores.audit.verify().intact).toBe(true);
      }),
      { seed: 20261125, numRuns: 25 },
    );
  });
});
