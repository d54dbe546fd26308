import { describe, expect, it } from 'vitest';
import { queueHandlers } from '../../../../main/app/sync/queueHandlers.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { sampleRow, sampleStaff, testCaller, testDeps } from '../../helpers/index.ts';

describe('G1 a long queue on the page', () => {
  it('lists every row that a person has to see to, and the oldest of those that only wait', async () => {
    const deps = testDeps();
    const id = (name: string, number: number): RowId => `row_${name}${number}` as RowId;
    deps.stores.run(() => {
      for (let number = 0; number < 700; number += 1)
        deps.stores.outbox.insert(sampleRow({ id: id('w', number), stream: `w${number}` }));
      for (let number = 0; number < 3; number += 1)
        deps.stores.outbox.insert(
          sampleRow({
            id: id('r', number),
            stream: `r${number}`,
            state: 'refused',
            refusal: 'conflict: test',
          }),
        );
    });
    const handlers = queueHandlers(deps, { retry: () => undefined, drainProgress: () => null });
    const caller = testCaller(sampleStaff(['clerk']));
    const listed = await handlers.queueRows({ openOnly: true }, caller);
    const rows = listed.ok ? listed.value : [];
    expect(rows.filter(({ state }) => state === 'refused')).toHaveLength(3);
    const waiting = rows.filter(({ state }) => state === 'waiting');
    expect(waiting).toHaveLength(500);
    expect(waiting.map((row) => row.id)).toEqual(Array.from({ length: 500 }, (_, number) => id('w', number)));
    const overview = await handlers.queueOverview({}, caller);
    expect(overview).toMatchObject({ ok: true, value: { waiting: 700, problems: 3 } });
  });
});
