import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { dueSql } from '../../../../main/infra/db/stores/outboxStore.ts';
import { inspect, openTestStores, sampleRow, type TestStores } from '../../helpers/index.ts';

const now = '2026-11-25T04:00:00.000Z';
const later = '2026-11-25T04:00:00.001Z';
type Change = Partial<Omit<OutboxRecord, 'sequence' | 'id'>>;

function queued(rows: readonly Change[]): TestStores {
  const stores = openTestStores();
  stores.run(() =>
    rows.forEach((row, index) =>
      stores.outbox.insert(sampleRow({ ...row, id: `row_${index + 1}` as RowId })),
    ),
  );
  return stores;
}
const dueIds = (stores: TestStores, limit = 100): string[] =>
  stores.outbox.due(now, limit).map(({ id }) => id);

describe('rows that may go upstream', () => {
  it('are the oldest open ones of their streams, in order of creation', () => {
    const stores = queued([
      { stream: 'case_a' },
      { stream: 'case_b' },
      { stream: 'case_a' },
      { stream: 'case_c' },
    ]);
    expect(dueIds(stores)).toEqual(['row_1', 'row_2', 'row_4']);
    expect(dueIds(stores, 2)).toEqual(['row_1', 'row_2']);
  });

  it('the next of a stream follows once the one before is acknowledged', () => {
    const stores = queued([{ stream: 'case_a' }, { stream: 'case_a' }]);
    const first = stores.outbox.get('row_1' as RowId);
    if (!first) throw new Error('the row is missing');
    stores.run(() =>
      stores.outbox.save({ ...first, state: 'acked', ackedAt: now, receipt: { number: 'R', at: now } }),
    );
    expect(dueIds(stores)).toEqual(['row_2']);
  });

  it.each(['refused', 'conflict'] as const)('a %s row stops its own stream and no other', (state) => {
    const stores = queued([{ stream: 'case_a', state }, { stream: 'case_a' }, { stream: 'case_b' }]);
    expect(dueIds(stores)).toEqual(['row_3']);
  });

  it('a row that waits for its time holds back its stream', () => {
    const stores = queued([
      { stream: 'case_a', nextAttemptAt: later },
      { stream: 'case_a' },
      { stream: 'case_b', nextAttemptAt: now },
    ]);
    expect(dueIds(stores)).toEqual(['row_3']);
  });

  it('agree with the rule for any queue', () => {
    const row = fc.record({
      stream: fc.constantFrom('a', 'b', 'c', 'd'),
      state: fc.constantFrom('waiting', 'waiting', 'acked', 'refused', 'conflict') as fc.Arbitrary<
        OutboxRecord['state']
      >,
      nextAttemptAt: fc.constantFrom(null, now, later),
    });
    const property = fc.property(
      fc.array(row, { maxLength: 25 }),
      fc.integer({ min: 1, max: 6 }),
      (rows, limit) => {
        const stores = queued(rows);
        const expected = rows.flatMap(({ stream, state, nextAttemptAt }, index) => {
          const blocked = rows
            .slice(0, index)
            .some((earlier) => earlier.stream === stream && earlier.state !== 'acked');
          return state === 'waiting' && nextAttemptAt !== later && !blocked ? [`row_${index + 1}`] : [];
        });
        expect(dueIds(stores, limit)).toEqual(expected.slice(0, limit));
        expect(stores.outbox.open()).toHaveLength(rows.filter(({ state }) => state !== 'acked').length);
        stores.close();
      },
    );
    fc.assert(property, { numRuns: 25 });
  });

  it('are found by the two partial indexes, without a scan or a sort', () => {
    const plan = inspect(openTestStores(), (database) =>
      database
        .prepare(`EXPLAIN QUERY PLAN SELECT * FROM outbox ${dueSql}`)
        .all(now, 100)
        .map((line) => String((line as { detail: string }).detail)),
    );
    expect(plan.join('\n')).toMatch(/outbox USING INDEX outbox_waiting/);
    expect(plan.join('\n')).toMatch(
      /SEARCH earlier USING (COVERING )?INDEX outbox_open_stream \(stream=\? AND sequence<\?\)/,
    );
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE/);
  });
});

describe('counts of the day', () => {
  it('take the start and leave the end', () => {
    const stores = queued([
      { createdAt: '2026-11-24T16:00:00.000Z' },
      { createdAt: now, state: 'acked', ackedAt: now },
      { createdAt: '2026-11-25T16:00:00.000Z', state: 'acked', ackedAt: '2026-11-25T16:00:00.000Z' },
    ]);
    const day = ['2026-11-24T16:00:00.000Z', '2026-11-25T16:00:00.000Z'] as const;
    expect(stores.outbox.createdBetween(...day)).toBe(2);
    expect(stores.outbox.ackedBetween(...day)).toBe(1);
    expect(stores.outbox.list(2).map(({ id }) => id)).toEqual(['row_3', 'row_2']);
  });
});
