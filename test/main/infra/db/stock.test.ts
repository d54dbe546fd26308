import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UnitKey } from '../../../../main/contract/ids.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { nativeBinding, openTestStores, sampleUnit, temporaryFolder, testKey } from '../../helpers/index.ts';
import { movement, noon } from './records.ts';

const key = (digit: string): UnitKey => digit.repeat(64) as UnitKey;

/** A file of version 13 with blanks, a job, and a day that was closed before blanks had a class. */
function olderFile(): { readonly path: string; readonly key: Uint8Array } {
  const file = { path: join(temporaryFolder(), 'old.db'), key: testKey() };
  const database = openDatabase({ ...file, nativeBinding });
  try {
    for (const { sql, number } of migrations.filter((step) => step.number <= 13)) {
      database.exec(sql);
      database.pragma(`user_version = ${number}`);
    }
    const unit = (digit: string, state: string, jobId: string | null): void =>
      void database
        .prepare(
          `INSERT INTO units (key, tail, bank, vendor, state, since, jobId, reason) VALUES (?, ?, 'B', 'V', ?, ?, ?, ?)`,
        )
        .run(key(digit), digit.repeat(4), state, noon, jobId, state === 'wasted' ? 'jam' : null);
    database.exec(`
      INSERT INTO snapshots (id, fetchedAt, digest, source, record) VALUES ('snapshot_1', '${noon}', 'd', 'cache', '{}');
      INSERT INTO cases (id, number, businessType, channel, state, permitNumber, snapshotId, verification, packVersion, openedAt,
        openedBy, eye, verdicts, corrections, told)
      VALUES ('case_1', 'N1', 'OVERSEAS', 'window', 'accepted', 'P', 'snapshot_1', 'verifiedOnline', 'v', '${noon}', 'c', '[]', '[]', '[]', '[]');
      INSERT INTO jobs (id, caseId, caseNumber, permitNumber, holderName, channel, state, released, attempt, place, owner, startedAt, changedAt, unitKey)
      VALUES ('job_1', 'case_1', 'N1', 'P', 'X', 'window', 'wasted', 1, 1, 'rejectBox', 'c', '${noon}', '${noon}', '${key('1')}');`);
    unit('1', 'wasted', 'job_1');
    unit('2', 'wasted', 'job_1');
    unit('3', 'hopper', null);
    database.exec(
      `INSERT INTO movements (unitKey, "to", at, "by") VALUES ('${key('3')}', 'hopper', '${noon}', 'system')`,
    );
    database
      .prepare(
        `INSERT INTO days (date, state, openedAt, openedBy, openedById, opening, openCasesAtStart, openJobsAtStart, openRowsAtStart, counts)
       VALUES ('2026-11-25', 'counted', ?, 'S', 'staff_1', ?, 0, 0, 0, ?)`,
      )
      .run(
        noon,
        JSON.stringify([{ bank: 'B', vendor: 'V', opening: 3 }]),
        JSON.stringify([{ bank: 'B', vendor: 'V', counted: 1 }]),
      );
  } finally {
    database.close();
  }
  return file;
}

describe('D3 D5 0014-stock', () => {
  it('keeps every blank, move and day of before; they are standard, and waste lies where its job says', () => {
    const stores = openTestStores(olderFile());
    expect(stores.units.list().map(({ tail, cardClass, custody }) => [tail, cardClass, custody])).toEqual([
      ['1111', 'standard', 'rejectBox'],
      // The job has another blank by now: this one is with people.
      ['2222', 'standard', 'desk'],
      ['3333', 'standard', null],
    ]);
    expect(stores.units.movementsBetween('2026', '2027')).toMatchObject([{ fromClerk: null, toClerk: null }]);
    expect(stores.jobs.ofPermit('P')).toMatchObject([{ cardClass: 'standard' }]);
    expect(stores.days.current()).toMatchObject({
      opening: [{ bank: 'B', vendor: 'V', cardClass: 'standard', opening: 3 }],
      counts: [{ cardClass: 'standard', counted: 1 }],
    });
  });

  it('a blank cannot be deleted, and only waste has a custody', () => {
    const stores = openTestStores();
    stores.run(() => stores.units.move(sampleUnit(), movement(null, 'received')));
    expect(() => stores.run(() => stores.units.keepWaste(sampleUnit().key, 'safe'))).toThrow(/wasted/);
    expect(stores.units.get(sampleUnit().key)).toEqual(sampleUnit());
  });
});
