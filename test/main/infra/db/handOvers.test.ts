import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HandOverRecord } from '../../../../main/app/ports/handOvers.ts';
import {
  inspect,
  nativeBinding,
  openTestStores,
  sampleCase,
  sampleJob,
  sampleSnapshot,
  temporaryFolder,
  testKey,
} from '../../helpers/index.ts';
import { noon } from './records.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';

const record: HandOverRecord = {
  jobId: sampleJob().id,
  caseId: sampleCase().id,
  cardNumber: 'T00000001',
  at: '2026-11-25T02:00:00.000Z',
  recipient: 'holder',
  phone: '0755 00000000',
  identity: { how: 'passportRead', at: '2026-11-25T01:59:00.000Z' },
  proof: { kind: 'signature', digest: 'a'.repeat(64) },
  pin: 'changed',
  agent: null,
  signatureId: null,
  officer: 'Test Clerk',
  officerId: null,
};

describe('0016-hand-overs: receipts of cards', () => {
  it('keeps the jobs of before, whose cards lie in no safe', () => {
    const file = { path: join(temporaryFolder(), 'old.db'), key: testKey() };
    const database = openDatabase({ ...file, nativeBinding });
    for (const { sql, number } of migrations.filter((step) => step.number <= 15)) {
      database.exec(sql);
      database.pragma(`user_version = ${number}`);
    }
    database.exec(`
      INSERT INTO snapshots (id, fetchedAt, digest, source, record) VALUES ('snapshot_1', '${noon}', 'd', 'cache', '{}');
      INSERT INTO cases (id, number, businessType, channel, state, permitNumber, snapshotId, verification, packVersion, openedAt,
        openedBy, eye, verdicts, corrections, told)
      VALUES ('case_1', 'N1', 'OVERSEAS', 'window', 'accepted', 'P', 'snapshot_1', 'verifiedOnline', 'v', '${noon}', 'c', '[]', '[]', '[]', '[]');
      INSERT INTO jobs (id, caseId, caseNumber, permitNumber, holderName, channel, state, released, attempt, place, owner, startedAt, changedAt)
      VALUES ('job_1', 'case_1', 'N1', 'P', 'X', 'window', 'enabled', 1, 1, 'desk', 'c', '${noon}', '${noon}');`);
    database.close();
    const now = openTestStores(file);
    const kept = now.jobs.get(sampleJob().id);
    expect(kept).toMatchObject({ state: 'enabled', place: 'desk', placeLabel: null });
    if (kept === null) throw new Error('the job is gone');
    now.run(() => now.jobs.save({ ...kept, place: 'safe', placeLabel: 'B-12' }));
    expect(now.jobs.get(sampleJob().id)).toMatchObject({ place: 'safe', placeLabel: 'B-12' });
    now.close();
  });

  it('D11 9.25 holds one receipt for each card, and neither change nor deletion', () => {
    const stores = openTestStores();
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.jobs.save(sampleJob());
      stores.handOvers.insert(record);
    });
    expect(stores.handOvers.get(record.jobId)).toEqual(record);
    expect(stores.handOvers.between('2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z')).toEqual([
      record,
    ]);
    expect(() => stores.run(() => stores.handOvers.insert(record))).toThrow(/UNIQUE/);
    const { path, key } = stores;
    stores.close();
    inspect({ path, key }, (database) => {
      expect(() => database.exec(`UPDATE handOvers SET phone = '1'`)).toThrow('a receipt is never changed');
      expect(() => database.exec('DELETE FROM handOvers')).toThrow('receipts are never deleted');
    });
  });
});
