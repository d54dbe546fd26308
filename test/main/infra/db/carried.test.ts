import { describe, expect, it } from 'vitest';
import type { CarriedRecord } from '../../../../main/app/ports/carried.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { carriedBehindSql, carriedDueSql } from '../../../../main/infra/db/stores/carriedStore.ts';
import { inspect, openTestStores, sampleRow, type TestStores } from '../../helpers/index.ts';

const at = '2026-11-25T01:20:00.000Z';
const due = { until: at, beyond: '2026-11-25T02:20:00.000Z' };
const receipt = { number: 'TR1', at };
const carried = (number: number, changes: Partial<CarriedRecord> = {}): Omit<CarriedRecord, 'sequence'> => ({
  id: `row_${number}` as RowId,
  stationId: 'SZ50',
  kind: 'case.opened',
  caseNumber: 'SZ50-20261125-0001',
  stream: 'SZ50 case_1',
  placeOf: null,
  businessKey: `row_${number}`,
  schemaVersion: 1,
  corrects: null,
  payload: { note: '示例' },
  createdAt: at,
  chain: { line: 0, sequence: 7, head: 'a'.repeat(64) },
  carriedAt: at,
  carriedBy: 'Test supervisor',
  state: 'waiting',
  attempts: 0,
  lastAttemptAt: null,
  nextAttemptAt: null,
  receipt: null,
  upstreamCaseNumber: null,
  ackedAt: null,
  wasKnown: false,
  refusal: null,
  ...changes,
});
const with3 = (): TestStores => {
  const stores = openTestStores();
  stores.run(() => [1, 2, 3].forEach((number) => stores.carried.insert(carried(number))));
  return stores;
};
const rowOf = (stores: TestStores, number: number): CarriedRecord => {
  const row = stores.carried.get(`row_${number}` as RowId);
  if (row === null) throw new Error('the row is missing');
  return row;
};

describe('G6 rows of other stations', () => {
  it('what came is read back as it came, and its content is never changed, nor the row deleted', () => {
    const stores = with3();
    expect(rowOf(stores, 1)).toMatchObject(carried(1));
    for (const sql of [
      `UPDATE carriedRows SET payload = '{}' WHERE id = 'row_1'`,
      `UPDATE carriedRows SET payload = NULL WHERE id = 'row_1'`,
      `UPDATE carriedRows SET stationId = 'SZ60' WHERE id = 'row_1'`,
      `UPDATE carriedRows SET businessKey = 'x' WHERE id = 'row_1'`,
      `UPDATE carriedRows SET stream = 'x' WHERE id = 'row_1'`,
      `DELETE FROM carriedRows WHERE id = 'row_1'`,
    ])
      expect(() => inspect(stores, (database) => database.exec(sql))).toThrow(/never/);
    expect(() =>
      stores.run(() => stores.carried.save({ ...rowOf(stores, 1), payload: { note: 'other' } })),
    ).toThrow(/never changed/);
  });

  it('G3 a row leaves the queue with its receipt only, once, and its content ends there', () => {
    const stores = with3();
    const acked = { ...rowOf(stores, 1), state: 'acked', ackedAt: at } as const;
    expect(() => stores.run(() => stores.carried.save(acked))).toThrow(/never changed/);
    stores.run(() => stores.carried.save({ ...acked, receipt }));
    expect(rowOf(stores, 1)).toMatchObject({ state: 'acked', receipt, payload: null });
    for (const changes of [{ state: 'waiting' }, { receipt: { number: 'TR2', at } }] as const)
      expect(() => stores.run(() => stores.carried.save({ ...rowOf(stores, 1), ...changes }))).toThrow(
        /never changed/,
      );
  });

  it('go in the order of their stream, and a refused one stops its own stream only', () => {
    const stores = with3();
    const ids = (): string[] => stores.carried.due(due, 10).map(({ id }) => id);
    stores.run(() => stores.carried.insert(carried(4, { stream: 'SZ50 case_2' })));
    expect(ids()).toEqual(['row_1', 'row_4']);
    expect(stores.carried.behind(rowOf(stores, 1), 10).map(({ id }) => id)).toEqual(['row_2', 'row_3']);
    stores.run(() => stores.carried.save({ ...rowOf(stores, 1), state: 'refused', refusal: 'x' }));
    expect(ids()).toEqual(['row_4']);
    // A later row takes the place of the refused one, before those that wait behind it.
    stores.run(() => {
      stores.carried.insert(carried(5, { placeOf: rowOf(stores, 1).sequence, corrects: 'row_1' as RowId }));
      stores.carried.save({ ...rowOf(stores, 1), state: 'superseded' });
    });
    expect(ids()).toEqual(['row_4', 'row_5']);
    expect(stores.carried.behind(rowOf(stores, 5), 10).map(({ id }) => id)).toEqual(['row_2', 'row_3']);
  });

  it('G5 a row waits for its pictures; a picture stays as long as a row needs it', () => {
    const stores = with3();
    const picture = { digest: 'b'.repeat(64), kind: 'photo', size: 3, problem: null };
    const sealed = { sealed: new Uint8Array([1, 2, 3]), key: new Uint8Array(16).fill(7) };
    stores.run(() => {
      stores.carried.insert(carried(4, { stream: 'SZ50 case_2' }));
      stores.carried.keepPicture(picture.digest, sealed);
      for (const number of [1, 4])
        stores.carried.namePicture({ ...picture, rowId: `row_${number}` as RowId });
    });
    expect(stores.carried.due(due, 10)).toEqual([]);
    expect(stores.carried.openPictures(10).map(({ rowId }) => rowId)).toEqual(['row_1', 'row_4']);
    stores.run(() => stores.carried.confirmPicture(picture.digest, at));
    expect(stores.carried.due(due, 10).map(({ id }) => id)).toEqual(['row_1', 'row_4']);
    const ack = (number: number): void =>
      stores.run(() =>
        stores.carried.save({ ...rowOf(stores, number), state: 'acked', receipt, ackedAt: at }),
      );
    ack(1);
    expect(stores.carried.picture(picture.digest)).toEqual(sealed);
    ack(4);
    expect(stores.carried.picture(picture.digest)).toBeNull();
  });

  it('writes nothing outside of a commit', () => {
    const stores = with3();
    const row = rowOf(stores, 1);
    for (const write of [
      () => stores.carried.insert(carried(9)),
      () => stores.carried.save(row),
      () => stores.carried.noteExported([row.id], at),
      () => stores.carried.confirmPicture('b', at),
      () => stores.carried.failPicture(row.id, 'b', 'gone'),
      () => stores.carried.keepPicture('b', { sealed: new Uint8Array(), key: new Uint8Array() }),
    ])
      expect(write).toThrow('a write outside a transaction');
  });

  it('own rows that left are counted until they have a receipt; what is not settled is counted by kind', () => {
    const stores = with3();
    stores.run(() => {
      for (const number of [1, 2])
        stores.outbox.insert(sampleRow({ id: `row_own${number}` as RowId, stream: 'case_9' }));
      stores.carried.noteExported(['row_own1' as RowId], at);
    });
    expect(stores.carried.exported()).toEqual({ rows: 1, lastAt: at });
    expect(stores.carried.wasExported('row_own2' as RowId)).toBe(false);
    expect(stores.carried.unsettled()).toEqual({ own: 2, carried: 3, jobs: 0 });
    expect(stores.carried.openOwn().map(({ id }) => id)).toEqual(['row_own1', 'row_own2']);
    const row = stores.outbox.get('row_own1' as RowId);
    if (row === null) throw new Error('the row is missing');
    stores.run(() => stores.outbox.save({ ...row, state: 'acked', receipt, ackedAt: at }));
    expect(stores.carried.exported()).toBeNull();
  });

  it('are found by index, however many have gone', () => {
    const stores = with3();
    const plan = (rest: string): string =>
      inspect(stores, (database) =>
        database
          .prepare(`EXPLAIN QUERY PLAN SELECT * FROM carriedRows ${rest}`)
          .all(...Array<null>((rest.match(/\?/g) ?? []).length).fill(null))
          .map((step) => (step as { detail: string }).detail)
          .join('\n'),
      );
    expect(plan(carriedDueSql)).toMatch(/SEARCH carriedRows USING INDEX carriedRows_waiting/);
    expect(plan(carriedDueSql)).toMatch(/SEARCH earlier USING (COVERING )?INDEX carriedRows_open/);
    expect(plan(carriedBehindSql)).toMatch(/USING INDEX carriedRows_open/);
    for (const rest of [carriedDueSql, carriedBehindSql]) expect(plan(rest)).not.toMatch(/SCAN/);
  });
});
