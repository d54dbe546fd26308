import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowId } from '../../../../main/contract/ids.ts';
import type { KnownCorrection } from '../../../../main/domain/day/dayInputs.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import {
  inspect,
  nativeBinding,
  openTestStores,
  sampleDay,
  temporaryFolder,
  testKey,
} from '../../helpers/index.ts';
import { noon } from './records.ts';

const figures = JSON.stringify({
  date: '2026-11-24',
  stationId: 'SZ50',
  stock: [],
  identities: [],
  cases: { carried: 0, received: 4, accepted: 0, supplement: 0, notNeeded: 0, notOurs: 0, open: 0 },
  cards: { started: 0, visualOk: 2, reported: 0, enabled: 0, handedOver: 0, wasted: 0, open: 0 },
  queue: { openAtStart: 0, created: 0, acknowledged: 0, open: 0 },
  exceptions: [],
  ledger: [],
});
const closed = `{"date":"2026-11-24","closedAt":"${noon}","signatures":[{"staff":"A","userName":"a","at":"${noon}"}],"chainHead":"h","rowCount":3,"csvHash":"c","reasons":{},"figures":${figures}}`;
const correction: KnownCorrection = {
  date: '2026-11-24',
  at: noon,
  kind: 'receipt',
  rowId: 'row_1' as RowId,
  rowKind: 'case.opened',
  caseId: null,
  caseNumber: null,
  outcome: 'R1',
};

describe('0018-day-books: days of before', () => {
  it('H4 H5 keeps a closed day byte for byte, lists it, and keeps it from changes', () => {
    const file = { path: join(temporaryFolder(), 'old.db'), key: testKey() };
    const database = openDatabase({ ...file, nativeBinding });
    for (const { sql, number } of migrations.filter((step) => step.number <= 17)) {
      database.exec(sql);
      database.pragma(`user_version = ${number}`);
    }
    const insert = database.prepare(
      `INSERT INTO days (date, state, openedAt, openedBy, openedById, opening, openCasesAtStart, openJobsAtStart, openRowsAtStart, counts, countedBy, closed)
       VALUES (?, ?, '${noon}', 'A', 'staff_a', '[]', 0, 0, 0, NULL, NULL, ?)`,
    );
    insert.run('2026-11-24', 'closed', closed);
    insert.run('2026-11-25', 'open', null);
    database.close();

    const stores = openTestStores(file);
    expect(stores.days.get('2026-11-24')).toMatchObject({
      countedById: null,
      overridden: null,
      state: 'closed',
    });
    expect(stores.days.list({ limit: 5 })).toMatchObject([
      { date: '2026-11-25', state: 'open', closedAt: null },
      { date: '2026-11-24', state: 'closed', signedBy: ['A'], cases: 4, cards: 2, csvHash: 'c' },
    ]);
    stores.close();
    inspect(file, (after) => {
      expect(after.prepare(`SELECT closed FROM days WHERE date = '2026-11-24'`).pluck().get()).toBe(closed);
      expect(() => after.exec(`UPDATE days SET openedBy = 'B' WHERE state = 'closed'`)).toThrow(
        'never changed',
      );
      expect(() => after.exec('DELETE FROM days')).toThrow('never deleted');
      expect(() =>
        after.exec(`UPDATE days SET state = 'open', date = '2026-11-26' WHERE state = 'closed'`),
      ).toThrow('never changed');
    });
  });
});

describe('G9 the corrections of ended days', () => {
  it('are written once for each row and kind, and neither changed nor deleted', () => {
    const stores = openTestStores();
    const add = (changes: Partial<KnownCorrection>): boolean =>
      stores.run(() => stores.days.addCorrection({ ...correction, ...changes }));
    expect([
      add({}),
      add({ outcome: 'R2' }),
      add({ kind: 'refusal' }),
      add({ rowId: 'row_2' as RowId }),
    ]).toEqual([true, false, true, true]);
    const books = { kind: 'books', rowId: null } as const;
    expect([add(books), add(books), add({ ...books, date: '2026-11-23' })]).toEqual([true, false, true]);
    expect(stores.days.correctionsOf('2026-11-24').map(({ outcome, kind }) => [kind, outcome])).toEqual([
      ['receipt', 'R1'],
      ['refusal', 'R1'],
      ['receipt', 'R1'],
      ['books', 'R1'],
    ]);
    expect(stores.days.correctionsBetween(noon, noon)).toEqual([]);
    expect(() => stores.days.addCorrection(correction)).toThrow(/transaction/);
    inspect(stores, (file) => {
      expect(() => file.exec(`UPDATE dayCorrections SET outcome = 'x'`)).toThrow('never changed');
      expect(() => file.exec('DELETE FROM dayCorrections')).toThrow('never deleted');
    });
  });

  it('an instant belongs to the day in whose span it lies, and to none between two days', () => {
    const stores = openTestStores();
    const ended = { ...(JSON.parse(closed) as object), closedAt: '2026-11-24T10:00:00.000Z' } as never;
    stores.run(() => {
      stores.days.save(
        sampleDay({
          date: '2026-11-24',
          openedAt: '2026-11-24T01:00:00.000Z',
          state: 'closed',
          closed: ended,
        }),
      );
      stores.days.save(sampleDay({ date: '2026-11-25', openedAt: '2026-11-25T01:00:00.000Z' }));
    });
    const dateAt = (instant: string): string | null => stores.days.endedDateAt(instant);
    expect(dateAt('2026-11-24T00:59:59.999Z')).toBeNull();
    expect(dateAt('2026-11-24T01:00:00.000Z')).toBe('2026-11-24');
    expect(dateAt('2026-11-24T10:00:00.000Z')).toBe('2026-11-24');
    expect(dateAt('2026-11-24T10:00:00.001Z')).toBeNull();
    expect(dateAt('2026-11-25T02:00:00.000Z')).toBeNull();
  });
});
