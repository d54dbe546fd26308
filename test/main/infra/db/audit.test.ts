import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../main/app/ports/stores.ts';
import type { JobId } from '../../../../main/contract/ids.ts';
import { openDatabase, type Sqlite } from '../../../../main/infra/db/database.ts';
import { auditHash } from '../../../../main/infra/db/stores/auditStore.ts';
import {
  inspect,
  nativeBinding,
  openTestStores,
  sampleCase,
  sampleJob,
  sampleSnapshot,
  sampleUnit,
  tamper,
  type TestStores,
} from '../../helpers/index.ts';

const entry = (index: number): AuditEntry => ({
  at: `2026-11-25T01:20:${String(index).padStart(2, '0')}.000Z`,
  actor: 'clerk',
  surface: 'window',
  event: 'read.caseGet',
  subject: `case_${index}`,
  detail: { index, online: index % 2 === 0, note: null },
});

const rows = 12;
function audited(): TestStores {
  const stores = openTestStores();
  for (let index = 1; index <= rows; index += 1) stores.run(() => stores.audit.append(entry(index)));
  return stores;
}

describe('I1 the audit log is a chain', () => {
  it('is intact as written, and its head is the hash of the newest row', () => {
    const stores = openTestStores();
    expect(stores.audit.verify()).toEqual({ intact: true, rows: 0, head: '0'.repeat(64), firstBad: null });
    stores.run(() => stores.audit.append(entry(1)));
    const first = stores.audit.head();
    stores.run(() => stores.audit.append(entry(1)));
    expect(stores.audit.head()).not.toBe(first);
    expect(stores.audit.verify()).toEqual({
      intact: true,
      rows: 2,
      head: stores.audit.head(),
      firstBad: null,
    });
  });

  it('goes on where it stopped after a restart', () => {
    const stores = audited();
    stores.close();
    const again = openTestStores({ path: stores.path, key: stores.key });
    again.run(() => again.audit.append(entry(13)));
    expect(again.audit.verify()).toMatchObject({ intact: true, rows: rows + 1 });
  });

  it('the newest time is that of what is committed, whatever order it was written in', () => {
    const stores = openTestStores();
    expect(stores.audit.latestAt()).toBeNull();
    const write = (index: number): void => stores.run(() => stores.audit.append(entry(index)));
    write(30);
    write(20);
    expect(stores.audit.latestAt()).toBe(entry(30).at);
    // An entry that is undone was never there, although it was looked at; its number is given again.
    expect(() =>
      stores.run(() => {
        stores.audit.append(entry(50));
        expect(stores.audit.latestAt()).toBe(entry(50).at);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(stores.audit.latestAt()).toBe(entry(30).at);
    write(40);
    expect(stores.audit.latestAt()).toBe(entry(40).at);
    write(10);
    expect(stores.audit.latestAt()).toBe(entry(40).at);
  });

  it('any column of any row altered is located', () => {
    const columns = {
      at: 'x',
      actor: 'x',
      surface: 'kiosk',
      event: 'x',
      subject: 'x',
      detail: '{"index":99}',
      previous: 'x',
      hash: 'x',
    };
    const stores = audited();
    const property = fc.property(
      fc.integer({ min: 1, max: rows }),
      fc.constantFrom(...Object.entries(columns)),
      (sequence, [column, value]) => {
        let before: unknown;
        tamper(stores, (database) => {
          before = database.prepare(`SELECT "${column}" FROM audit WHERE sequence = ?`).pluck().get(sequence);
          database.prepare(`UPDATE audit SET "${column}" = ? WHERE sequence = ?`).run(value, sequence);
        });
        expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad: sequence });
        tamper(stores, (database) =>
          database.prepare(`UPDATE audit SET "${column}" = ? WHERE sequence = ?`).run(before, sequence),
        );
        expect(stores.audit.verify().intact).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 40 });
  });

  it('a row altered together with its own hash is found at the next one', () => {
    const stores = audited();
    tamper(stores, (database) => relink(database, 5, 5, (row) => ({ ...row, actor: 'somebody else' })));
    expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad: 6 });
  });

  it('a row taken out and all later ones hashed anew are found at the gap', () => {
    const stores = audited();
    tamper(stores, (database) => {
      database.exec('DELETE FROM audit WHERE sequence = 7');
      relink(database, 8, rows, (row) => row);
    });
    expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad: 7 });
  });

  it.each([
    ['the first row', 'DELETE FROM audit WHERE sequence = 1', 1],
    ['a row in the middle', 'DELETE FROM audit WHERE sequence = 7', 7],
    ['the newest row', `DELETE FROM audit WHERE sequence = ${rows}`, rows],
    ['the newest three rows', `DELETE FROM audit WHERE sequence > ${rows - 3}`, rows - 2],
    ['every row', 'DELETE FROM audit', 1],
  ])('deleting %s is located', (_what, sql, firstBad) => {
    const stores = audited();
    tamper(stores, (database) => database.exec(sql));
    expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad });
  });

  it('a deleted row cannot be hidden by numbering the rest anew', () => {
    const stores = audited();
    tamper(stores, (database) =>
      database.exec(
        'DELETE FROM audit WHERE sequence = 7; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 7',
      ),
    );
    expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad: 7 });
  });

  it('two rows swapped are located at the first of them', () => {
    const stores = audited();
    tamper(stores, (database) =>
      database.exec(`
        UPDATE audit SET sequence = -4 WHERE sequence = 4;
        UPDATE audit SET sequence = 4 WHERE sequence = 9;
        UPDATE audit SET sequence = 9 WHERE sequence = -4;`),
    );
    expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad: 4 });
  });

  it('a row slipped in at the end is located', () => {
    const stores = audited();
    tamper(stores, (database) =>
      database.exec(
        `INSERT INTO audit SELECT ${rows + 1}, at, actor, surface, event, subject, detail, previous, hash FROM audit WHERE sequence = 3`,
      ),
    );
    expect(stores.audit.verify()).toMatchObject({ intact: false, firstBad: rows + 1 });
  });
});

type Row = Parameters<typeof auditHash>[0];
/** A forger who knows the rule: changes rows, and makes each follow the one before and fit its own hash; the head too. */
function relink(database: Sqlite, from: number, to: number, change: (row: Row) => Row): void {
  const hashOf = database
    .prepare('SELECT hash FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT 1')
    .pluck();
  for (let sequence = from; sequence <= to; sequence += 1) {
    const found = database
      .prepare<[number], Omit<Row, 'detail'> & { detail: string }>('SELECT * FROM audit WHERE sequence = ?')
      .get(sequence);
    if (!found) throw new Error('the row is missing');
    const row = change({
      ...found,
      detail: JSON.parse(found.detail) as Row['detail'],
      previous: String(hashOf.get(sequence)),
    });
    const hash = auditHash(row);
    database
      .prepare('UPDATE audit SET actor = ?, previous = ?, hash = ? WHERE sequence = ?')
      .run(row.actor, row.previous, hash, sequence);
    if (sequence === rows) database.prepare('UPDATE auditHead SET hash = ?').run(hash);
  }
}

describe('append-only tables', () => {
  const step = {
    jobId: 'job_1' as JobId,
    step: 'lock',
    phase: 'intent',
    at: '2026-11-25T01:20:00.000Z',
    detail: null,
    facts: {},
  } as const;
  function filled(): TestStores {
    const stores = openTestStores();
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.jobs.save(sampleJob());
      stores.jobs.appendStep(step);
      stores.units.move(sampleUnit(), {
        unitKey: sampleUnit().key,
        from: null,
        to: 'received',
        at: step.at,
        by: 'keeper',
        by2: null,
        jobId: null,
        reason: null,
        note: null,
      });
      stores.audit.append(entry(1));
    });
    return stores;
  }

  it.each(['audit', 'steps', 'movements', 'snapshots'])(
    '%s refuses change, deletion and replacement',
    (table) => {
      const stores = filled();
      inspect(stores, (database) => {
        const before = database.prepare(`SELECT * FROM ${table}`).all();
        const column = table === 'snapshots' ? 'fetchedAt' : 'at';
        expect(before).toHaveLength(1);
        for (const sql of [
          `UPDATE ${table} SET "${column}" = 'x'`,
          `DELETE FROM ${table}`,
          `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
        ])
          expect(() => database.exec(sql)).toThrow(/never (changed|deleted)/);
        expect(database.prepare(`SELECT * FROM ${table}`).all()).toEqual(before);
      });
    },
  );

  it('the head of the audit log only grows', () => {
    const { path, key } = filled();
    const database = openDatabase({ path, key, nativeBinding });
    expect(() => database.exec('UPDATE auditHead SET sequence = 0')).toThrow(/only grows/);
    expect(() => database.exec('DELETE FROM auditHead')).toThrow(/never deleted/);
    database.close();
  });
});
