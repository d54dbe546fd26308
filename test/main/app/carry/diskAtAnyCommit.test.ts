import { describe, expect, it } from 'vitest';
import { NotWritten } from '../../../../main/app/ports/notWritten.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import type { OutboxRow } from '../../../../main/contract/upstream.ts';
import { failingStores } from '../../helpers/failingStores.ts';
import { healthSays, stubUpstream } from '../../helpers/index.ts';
import { codeOf, station, type Station } from './stations.ts';

const at = '2026-11-25T01:21:00.000Z';

/** A queue is carried from one station to another; the disk of one of them is full at one of its commits, and has room again after it. */
async function carried(where: 'out' | 'in' | 'none', failAt: number) {
  const upstream = stubUpstream();
  const effects = new Map<string, number>();
  upstream.answer('health', healthSays(at));
  upstream.answer('outbox', (input) => ({
    kind: 'answer',
    value: {
      results: (input as { rows: OutboxRow[] }).rows.map(({ id }) => {
        const known = effects.has(id);
        effects.set(id, 1);
        return { id, outcome: known ? 'alreadyDone' : 'accepted', receipt: { number: `R-${id}`, at } };
      }),
    },
  }));
  const away = station('SZ50', { upstream: stubUpstream(), knows: ['SZ51'] });
  const online = station('SZ51', { upstream, knows: ['SZ50'] });
  const queued = [
    ...away.queueCase(['case.opened', 'notice.issued']).rowIds,
    ...away.queueCase(['case.opened']).rowIds,
  ];
  const disks = [away, online].map((each: Station, index) => {
    const inner = each.deps.stores;
    const disk = failingStores(inner, where === (index === 0 ? 'out' : 'in') ? failAt : null);
    Object.assign(each.deps, { stores: disk.stores });
    return { ...disk, inner };
  });
  const [out, into] = disks;
  if (out === undefined || into === undefined) throw new Error('two stations');
  const named: string[] = [];
  async function act<Value>(work: () => Promise<Value>): Promise<Value> {
    for (;;)
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof NotWritten)) throw thrown;
        named.push(thrown.failure.code);
      }
  }
  const made = await act(async () => away.carryOut());
  const took = await act(async () => online.carryIn(made));
  await act(async () => online.send());
  return {
    named,
    tried: { out: out.tried(), in: into.tried() },
    failed: out.failed() || into.failed(),
    took: codeOf(took),
    intact: [out, into].map(({ inner }) => inner.audit.verify().intact),
    effects: queued.map((id: RowId) => effects.get(id)),
    strangers: [...effects.keys()].filter((id) => !queued.includes(id as RowId)),
  };
}

describe('G7 a full disk at any commit of carrying the queue by hand', () => {
  it('is named, and every row of the station that was away arrives once', { timeout: 200_000 }, async () => {
    const whole = await carried('none', 0);
    expect(whole).toMatchObject({ took: 'ok', effects: [1, 1, 1], strangers: [], named: [] });
    for (const where of ['out', 'in'] as const) {
      expect(whole.tried[where]).toBeGreaterThan(0);
      for (let n = 1; n <= whole.tried[where]; n += 1)
        expect([where, n, await carried(where, n)]).toMatchObject([
          where,
          n,
          {
            failed: true,
            named: ['diskFull'],
            took: 'ok',
            intact: [true, true],
            effects: [1, 1, 1],
            strangers: [],
          },
        ]);
    }
  });
});
