import { describe, expect, it } from 'vitest';
import type { JobId, SnapshotId } from '../../../../main/contract/ids.ts';
import {
  openTestStores,
  sampleCase,
  sampleDay,
  sampleJob,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  sampleUnit,
} from '../../helpers/index.ts';
import { movement, noon, sampleNotice, withCase } from './records.ts';

describe('one act is one commit', () => {
  it('what throws inside undoes all of it', () => {
    const stores = withCase();
    expect(() =>
      stores.run(() => {
        stores.cases.save(sampleCase({ state: 'accepted' }));
        stores.outbox.insert(sampleRow());
        stores.nextNumber('test');
        stores.audit.append({
          at: noon,
          actor: 'a',
          surface: 'window',
          event: 'e',
          subject: 's',
          detail: {},
        });
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    expect(stores.cases.get(sampleCase().id)).toEqual(sampleCase());
    expect(stores.outbox.open()).toEqual([]);
    expect(stores.audit.verify()).toMatchObject({ intact: true, rows: 0 });
    expect(stores.run(() => stores.nextNumber('test'))).toBe(1);
  });

  it('a part that throws and is caught undoes that part only', () => {
    const stores = withCase();
    stores.run(() => {
      stores.nextNumber('outer');
      expect(() =>
        stores.run(() => {
          stores.nextNumber('inner');
          throw new Error('part');
        }),
      ).toThrow('part');
    });
    expect(stores.run(() => [stores.nextNumber('outer'), stores.nextNumber('inner')])).toEqual([2, 1]);
  });

  it('an outer part that throws undoes the inner one too', () => {
    const stores = openTestStores();
    expect(() =>
      stores.run(() => {
        stores.run(() => stores.nextNumber('inner'));
        throw new Error('outer');
      }),
    ).toThrow('outer');
    expect(stores.run(() => stores.nextNumber('inner'))).toBe(1);
  });

  it('a promise cannot be the work: nothing of it is kept', () => {
    const stores = openTestStores();
    expect(() => stores.run(() => Promise.resolve(stores.nextNumber('late')))).toThrow(/promise/);
    expect(stores.run(() => stores.nextNumber('late'))).toBe(1);
  });

  it('every write outside throws', () => {
    const stores = withCase();
    const writes: readonly (() => unknown)[] = [
      () => stores.cases.save(sampleCase()),
      () => stores.snapshots.insert(sampleSnapshot({ id: 'snapshot_2' as SnapshotId })),
      () => stores.notices.save(sampleNotice()),
      () => stores.jobs.save(sampleJob()),
      () =>
        stores.jobs.appendStep({
          jobId: 'job_1' as JobId,
          step: 'lock',
          phase: 'intent',
          at: noon,
          detail: null,
          facts: {},
        }),
      () => stores.units.move(sampleUnit(), movement(null, 'received')),
      () => stores.units.bind(sampleUnit().key, 'job_1' as JobId, null),
      () => stores.outbox.insert(sampleRow()),
      () => stores.staff.save(sampleStaff(['clerk'])),
      () => stores.days.save(sampleDay()),
      () =>
        stores.audit.append({
          at: noon,
          actor: 'a',
          surface: 'window',
          event: 'e',
          subject: 's',
          detail: {},
        }),
      () => stores.requests.save('request-1', 'm', {}, noon),
      () =>
        stores.scans.insert({
          at: noon,
          deviceId: 'd',
          surface: 'window',
          kind: 'qr',
          outcome: 'ok',
          caseId: null,
        }),
      () => stores.nextNumber('n'),
    ];
    for (const write of writes) expect(write).toThrow('a write outside a transaction');
  });
});
