import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NoticePrint } from '../../../../main/domain/papers/noticePrints.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { nativeBinding, sampleRow, temporaryFolder, testKey } from '../../helpers/index.ts';
import { noon, sampleNotice, withCase } from './records.ts';

const print: NoticePrint = {
  copy: 1,
  reason: 'lost',
  at: noon,
  by: 'Test Clerk',
  state: 'failed',
  failure: { code: 'documentPrinterStopped' },
  job: null,
};

describe('C4 0003-notice-prints', () => {
  it('a paper of an older file was never printed by the station', () => {
    const database = openDatabase({
      path: join(temporaryFolder(), 'old.db'),
      key: testKey(),
      nativeBinding,
    });
    try {
      const [first, second, third] = migrations.map(({ sql }) => sql);
      database.exec(`${first ?? ''}${second ?? ''}`);
      database.pragma('foreign_keys = OFF');
      database.exec(
        `INSERT INTO notices (id, number, kind, caseId, issuedAt, issuedBy, content, rowId, reprints)
         VALUES ('notice_1', 'SZ50-SL-2026-000001', 'acceptance', 'case_1', '${noon}', 'Test Clerk', '{}', 'row_1', '[]')`,
      );
      database.exec(third ?? '');
      expect(database.prepare('SELECT prints FROM notices').pluck().all()).toEqual(['[]']);
    } finally {
      database.close();
    }
  });

  it('prints are kept as they are, and a paper with prints still never changes', () => {
    const stores = withCase();
    const printed = { ...sampleNotice(), prints: [print] };
    stores.run(() => {
      stores.outbox.insert(sampleRow());
      stores.notices.save(sampleNotice());
      stores.notices.save(printed);
    });
    expect(stores.notices.get(printed.id)).toEqual(printed);
    const forged = { ...printed, number: 'SZ50-SL-2026-000009' };
    expect(() => stores.run(() => stores.notices.save(forged))).toThrow(/never changed/);
    stores.run(() => stores.notices.save({ ...printed, prints: [{ ...print, copy: -1 }] }));
    // What the program never writes is not read either.
    expect(() => stores.notices.get(printed.id)).toThrow(/copy/);
  });
});
