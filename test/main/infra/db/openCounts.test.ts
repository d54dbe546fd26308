import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowId } from '../../../../main/contract/ids.ts';
import type { RowKind, RowState } from '../../../../main/contract/sync.ts';
import { countSql } from '../../../../main/infra/db/stores/openCounts.ts';
import { inspect, openTestStores, sampleRow } from '../../helpers/index.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 25, 1, minute)).toISOString();

describe('G4 counts of what is open', () => {
  it('agree with the rows themselves, for any queue', () => {
    const stores = openTestStores();
    let next = 0;
    const row = fc.record({
      kind: fc.constantFrom<RowKind>('case.opened', 'notice.issued', 'card.report'),
      state: fc.constantFrom<RowState>('waiting', 'refused', 'conflict', 'acked'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        stores.run(() => {
          for (const { kind, state } of rows) {
            next += 1;
            const acked =
              state === 'acked' ? { ackedAt: at(next), receipt: { number: 'R', at: at(next) } } : {};
            stores.outbox.insert(
              sampleRow({ id: `row_${next}` as RowId, kind, state, createdAt: at(next), ...acked }),
            );
          }
        });
        const open = stores.outbox.open();
        const waiting = open.filter(({ state }) => state === 'waiting');
        expect(stores.outbox.counts()).toEqual({
          waiting: waiting.length,
          problems: open.length - waiting.length,
          oldestAt: open[0]?.createdAt ?? null,
          oldestWaitingAt: waiting[0]?.createdAt ?? null,
        });
        for (const kind of ['case.opened', 'notice.issued', 'day.closed'] as const)
          expect(stores.outbox.waitingOf(kind)).toBe(waiting.filter((each) => each.kind === kind).length);
      }),
      { numRuns: 30 },
    );
  });

  it('read partial indexes alone, and no row for its payload but the one whose time is told', () => {
    const plans = inspect(openTestStores(), (database) =>
      Object.entries(countSql).map(([name, sql]) => [
        name,
        database
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...(sql.includes('?') ? [1] : []))
          .map(({ detail }) => detail)
          .join(' '),
      ]),
    );
    for (const [name, plan] of plans)
      if (name === 'queuedAt') expect(plan).toContain('USING INTEGER PRIMARY KEY');
      else expect([name, plan]).toEqual([name, expect.stringContaining('USING COVERING INDEX outbox_')]);
  });
});
