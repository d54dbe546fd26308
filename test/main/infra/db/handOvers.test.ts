import { describe, expect, it } from 'vitest';
import type { HandOverRecord } from '../../../../main/app/ports/handOvers.ts';
import { inspect, openTestStores, sampleCase, sampleJob, sampleSnapshot } from '../../helpers/index.ts';
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
    const old = openTestStores({ migrations: migrations.filter(({ number }) => number <= 15) });
    const { path, key } = old;
    old.close();
    inspect({ path, key }, (database) => {
      const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('jobs');
      expect(columns).not.toContain('placeLabel');
    });
    const now = openTestStores({ path, key });
    now.run(() => {
      now.snapshots.insert(sampleSnapshot());
      now.cases.save(sampleCase());
      now.jobs.save(sampleJob({ place: 'safe', placeLabel: 'B-12' }));
    });
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
