import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import type { CaseId, RowId } from '../../../../main/contract/ids.ts';
import { behindSql, dueSql, standingSql } from '../../../../main/infra/db/stores/outboxStore.ts';
import { inspect, openTestStores, sampleRow, type TestStores } from '../../helpers/index.ts';

const now = '2026-11-25T04:00:00.000Z';
const later = '2026-11-25T04:00:00.001Z';
/** No wait is that long: an hour later. */
const farAway = '2026-11-25T05:00:00.000Z';
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
  stores.outbox.due({ until: now, beyond: farAway }, limit).map(({ id }) => id);

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
      state: fc.constantFrom(
        'waiting',
        'waiting',
        'acked',
        'refused',
        'conflict',
        'superseded',
      ) as fc.Arbitrary<OutboxRecord['state']>,
      nextAttemptAt: fc.constantFrom(null, now, later, '2027-11-25T04:00:00.000Z'),
    });
    const isOpen = ({ state }: { readonly state: string }): boolean =>
      state !== 'acked' && state !== 'superseded';
    const property = fc.property(
      fc.array(row, { maxLength: 25 }),
      fc.integer({ min: 1, max: 6 }),
      (rows, limit) => {
        const stores = queued(
          rows.map((each) =>
            each.state === 'superseded' ? { ...each, supersededBy: 'row_0' as RowId, refusal: 'no' } : each,
          ),
        );
        const expected = rows.flatMap(({ stream, state, nextAttemptAt }, index) => {
          const blocked = rows
            .slice(0, index)
            .some((earlier) => earlier.stream === stream && isOpen(earlier));
          return state === 'waiting' && nextAttemptAt !== later && !blocked ? [`row_${index + 1}`] : [];
        });
        expect(dueIds(stores, limit)).toEqual(expected.slice(0, limit));
        expect(stores.outbox.open()).toHaveLength(rows.filter(isOpen).length);
        stores.close();
      },
    );
    fc.assert(property, { numRuns: 25 });
  });

  it('are found by the two partial indexes, without a scan or a sort', () => {
    const plan = inspect(openTestStores(), (database) =>
      database
        .prepare(`EXPLAIN QUERY PLAN SELECT * FROM outbox ${dueSql}`)
        .all(0, now, farAway, 100)
        .map((line) => String((line as { detail: string }).detail)),
    );
    expect(plan.join('\n')).toMatch(/outbox USING INDEX outbox_waiting/);
    expect(plan.join('\n')).toMatch(
      /SEARCH earlier USING (COVERING )?INDEX outbox_open_stream \(stream=\? AND <expr><\?\)/,
    );
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE/);
  });
});

describe('what stands behind a row, and what the queue is told in', () => {
  it('G5 the rest of a stream is read in its order by the index, a row that took a place where that was', () => {
    const stores = queued([
      { stream: 'case_a', state: 'superseded', supersededBy: 'row_4' as RowId, refusal: 'no' },
      { stream: 'case_a' },
      { stream: 'case_b' },
      { stream: 'case_a', corrects: 'row_1' as RowId, placeOf: 1 },
    ]);
    expect(dueIds(stores)).toEqual(['row_3', 'row_4']);
    const correction = stores.outbox.get('row_4' as RowId);
    if (correction === null) throw new Error('the row is missing');
    expect(stores.outbox.behind(correction, 10).map(({ id }) => id)).toEqual(['row_2']);
    expect(stores.outbox.firstOpen('case_a')).toBe('row_4');
    expect(stores.outbox.latest('row_1' as RowId)?.id).toBe('row_4');
    const plan = inspect(stores, (database) =>
      database.prepare(`EXPLAIN QUERY PLAN SELECT * FROM outbox ${behindSql}`).all('case_a', 1, 10),
    );
    expect(JSON.stringify(plan)).toMatch(
      /SEARCH outbox USING INDEX outbox_open_stream \(stream=\? AND <expr>>\?\)/,
    );
    expect(JSON.stringify(plan)).not.toMatch(/TEMP B-TREE/);
  });

  it('G11 cases and rows are counted by service from an index alone, each case once', () => {
    const stores = queued([
      { kind: 'card.report', caseId: 'case_a' as CaseId, createdAt: '2026-11-25T02:42:00.000Z' },
      { kind: 'card.enable', caseId: 'case_a' as CaseId, createdAt: '2026-11-25T02:41:00.000Z' },
      { kind: 'card.report', caseId: 'case_b' as CaseId },
      { kind: 'stock.moved' },
      { kind: 'stock.moved' },
      { kind: 'case.opened', caseId: 'case_a' as CaseId, state: 'refused' },
      { kind: 'case.opened', caseId: 'case_a' as CaseId, state: 'acked' },
    ]);
    expect(stores.outbox.standing()).toEqual({
      cards: { rows: 3, cases: 2, oldestAt: '2026-11-25T01:20:00.000Z' },
      others: { rows: 2, cases: 0, oldestAt: '2026-11-25T01:20:00.000Z' },
      problems: 1,
    });
    const plan = inspect(stores, (database) => database.prepare(`EXPLAIN QUERY PLAN ${standingSql}`).all());
    expect(JSON.stringify(plan)).toMatch(/USING COVERING INDEX outbox_waiting/);
  });
});

describe('G1 a superseded row', () => {
  const refused = { state: 'refused', refusal: 'conflict: no' } as const;
  const row = (stores: TestStores, id: string): OutboxRecord => {
    const found = stores.outbox.get(id as RowId);
    if (found === null) throw new Error('the row is missing');
    return found;
  };

  it.each([
    [
      'of which upstream has said nothing',
      { state: 'waiting' },
      { supersededBy: 'row_2' as RowId, refusal: 'x' },
    ],
    [
      'that upstream has taken',
      { state: 'acked', ackedAt: now, receipt: { number: 'R', at: now } },
      { supersededBy: 'row_2' as RowId, refusal: 'x' },
    ],
    ['without the row that took its place', refused, { supersededBy: null }],
    ['without its refusal', refused, { supersededBy: 'row_2' as RowId, refusal: null }],
  ] as const)('cannot be made of one %s', (_, before, change) => {
    const stores = queued([before]);
    expect(() =>
      stores.run(() => stores.outbox.save({ ...row(stores, 'row_1'), state: 'superseded', ...change })),
    ).toThrow('a superseded row stays');
    expect(row(stores, 'row_1').state).toBe(before.state);
  });

  it('stays as it was refused', () => {
    const stores = queued([{ ...refused }]);
    const before = row(stores, 'row_1');
    const superseded = { ...before, state: 'superseded', supersededBy: 'row_2' as RowId } as const;
    stores.run(() => stores.outbox.save(superseded));
    for (const change of [
      { state: 'waiting' as const },
      { refusal: 'other' },
      { supersededBy: 'row_3' as RowId },
    ])
      expect(() => stores.run(() => stores.outbox.save({ ...superseded, ...change }))).toThrow(
        'a superseded row stays',
      );
    expect(row(stores, 'row_1')).toEqual(superseded);
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
