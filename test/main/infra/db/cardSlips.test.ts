import { describe, expect, it } from 'vitest';
import type { CardSlipRecord } from '../../../../main/app/ports/cardSlips.ts';
import type { JobRecord } from '../../../../main/app/ports/stores.ts';
import { inspect, openTestStores, sampleCase, sampleJob, sampleSnapshot } from '../../helpers/index.ts';

const job: JobRecord = sampleJob();
const slip = (copy: number, changes: Partial<CardSlipRecord> = {}): CardSlipRecord => ({
  jobId: job.id,
  copy,
  promise: 'today',
  reason: copy === 1 ? null : 'holder lost it',
  at: job.startedAt,
  by: 'Test Clerk',
  ...changes,
});
const withJob = () => {
  const stores = openTestStores();
  stores.run(() => {
    stores.snapshots.insert(sampleSnapshot());
    stores.cases.save(sampleCase({ id: job.caseId }));
    stores.jobs.save(job);
  });
  return stores;
};

describe('D2 C4 the slips of cards', () => {
  it('keeps every copy with its promise, in order, over a restart', () => {
    const stores = withJob();
    stores.run(() => stores.cardSlips.insert(slip(1)));
    stores.run(() => stores.cardSlips.insert(slip(2, { promise: 'whenOnline' })));
    stores.close();
    expect(openTestStores(stores).cardSlips.ofJob(job.id)).toEqual([
      slip(1),
      slip(2, { promise: 'whenOnline' }),
    ]);
  });

  it.each([
    ['the same copy twice', slip(1)],
    ['a second one without a reason', slip(2, { reason: null })],
    ['another promise', slip(2, { promise: 'tomorrow' as CardSlipRecord['promise'] })],
  ])('refuses %s', (_name, bad) => {
    const stores = withJob();
    stores.run(() => stores.cardSlips.insert(slip(1)));
    expect(() => stores.run(() => stores.cardSlips.insert(bad))).toThrow(/constraint/i);
  });

  it('is never changed and never deleted', () => {
    const stores = withJob();
    stores.run(() => stores.cardSlips.insert(slip(1)));
    expect(() =>
      inspect(stores, (database) => database.exec("UPDATE cardSlips SET promise = 'whenOnline'")),
    ).toThrow('slips are never changed');
    expect(() => inspect(stores, (database) => database.exec('DELETE FROM cardSlips'))).toThrow(
      'slips are never deleted',
    );
  });
});
