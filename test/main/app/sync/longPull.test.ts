import { expect, it } from 'vitest';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import type { Upstream } from '../../../../main/app/ports/outside.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { healthSays, sampleRow, stubUpstream, testDeps } from '../../helpers/index.ts';

it('G1 G8 a pull that does not come to an end holds up no row of the queue', async () => {
  const at = '2026-11-25T01:21:00.000Z';
  const known = stubUpstream();
  known.answer('health', healthSays(at));
  known.answer('outbox', (input) => ({
    kind: 'answer',
    value: {
      results: (input as { rows: { id: string }[] }).rows.map(({ id }) => ({
        id,
        outcome: 'accepted',
        receipt: { number: `R-${id}`, at },
      })),
    },
  }));
  let endPull: () => void = () => undefined;
  const never = new Promise<{ kind: 'offline'; detail: string }>((done) => {
    endPull = () => done({ kind: 'offline', detail: 'cut' });
  });
  const call: Upstream['call'] = async (name, ...rest) =>
    name === 'permitFeed' ? never : known.call(name, ...rest);
  const deps = testDeps({ upstream: { call } });
  const sync = createSync(deps, { rowSettled: () => null });
  const pass = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((done) => setImmediate(done));
      deps.clock.advance(500);
    }
  };
  sync.start();
  await pass();
  const id = 'row_late' as RowId;
  deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id })));
  await pass();
  expect(deps.stores.outbox.get(id)?.state).toBe('acked');
  endPull();
  await sync.stop();
});
