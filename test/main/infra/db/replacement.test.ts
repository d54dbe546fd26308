import { describe, expect, it } from 'vitest';
import type { EarlierActRecord, FeeRecord } from '../../../../main/app/ports/replacements.ts';
import type { EarlierActId, FeeId } from '../../../../main/contract/ids.ts';
import { enqueue } from '../../../../main/app/sync/enqueue.ts';
import type { RowPayload } from '../../../../main/domain/sync/rowShapes.ts';
import { sampleCase, sampleJob, samplePayload, sampleSnapshot, testDeps } from '../../helpers/index.ts';
import { inspect } from '../../helpers/raw.ts';
import { openTestStores } from '../../helpers/stores.ts';

const at = '2026-11-25T01:20:00.000Z';

describe('D8 D12 the books of earlier cards and of fees only grow', () => {
  it('what was written is read back, and the file itself refuses a change', () => {
    const stores = openTestStores();
    const deps = { ...testDeps({}), stores };
    const { id: jobId, caseId, caseNumber, permitNumber } = sampleJob();
    const kept = stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.jobs.save(sampleJob());
      const rowId = enqueue(deps, {
        kind: 'fee.paid',
        caseId,
        caseNumber,
        payload: samplePayload('fee.paid') as RowPayload<'fee.paid'>,
        owner: 'x',
      });
      const act: EarlierActRecord = {
        id: 'earlier_1' as EarlierActId,
        caseId,
        caseNumber,
        permitNumber,
        jobId: null,
        act: 'formalLoss',
        cardNumber: 'E00000001',
        purpose: null,
        reason: 'stolen',
        note: null,
        by: 'Test clerk',
        byId: null,
        by2: null,
        at,
        rowId,
      };
      const fee: FeeRecord = {
        id: 'fee_1' as FeeId,
        jobId,
        caseId,
        caseNumber,
        kind: 'paid',
        amount: 2000,
        means: 'pos',
        receiptNumber: 'GD-0001',
        note: null,
        of: null,
        by: 'Test clerk',
        byId: null,
        by2: null,
        at,
        rowId,
      };
      stores.earlierCards.insert(act);
      stores.fees.insert(fee);
      return { act, fee };
    });
    expect(stores.earlierCards.ofPermit(permitNumber)).toEqual([kept.act]);
    expect(stores.fees.ofJob(jobId)).toEqual([kept.fee]);
    // In order of writing, whatever the ids of their queue rows.
    stores.run(() => {
      for (const name of ['z', 'a', 'm'])
        stores.earlierCards.insert({ ...kept.act, id: `earlier_${name}` as EarlierActId, rowId: null });
    });
    expect(stores.earlierCards.ofPermit(permitNumber).map(({ id }) => id)).toEqual([
      'earlier_1',
      'earlier_z',
      'earlier_a',
      'earlier_m',
    ]);
    expect(stores.fees.hasReceipt('GD-0001')).toBe(true);
    expect(stores.fees.between(at, '2026-11-25T01:20:00.001Z')).toEqual([kept.fee]);
    expect(stores.fees.between('2026-11-25T01:20:00.001Z', '2027-01-01T00:00:00.000Z')).toEqual([]);
    const { path, key } = stores;
    stores.close();
    inspect({ path, key }, (database) => {
      expect(() => database.exec('UPDATE fees SET amount = 1')).toThrow('fees are never changed');
      expect(() => database.exec('DELETE FROM fees')).toThrow('fees are never deleted');
      expect(() => database.exec(`UPDATE oldCardActs SET act = 'cancel'`)).toThrow('never changed');
      expect(() => database.exec('DELETE FROM oldCardActs')).toThrow('never deleted');
    });
  });
});
