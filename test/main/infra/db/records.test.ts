import { describe, expect, it } from 'vitest';
import type { CaseId, JobId, NoticeId, RowId, UnitKey } from '../../../../main/contract/ids.ts';
import {
  inspect,
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

describe('cases', () => {
  it('keep every field, nested ones too', () => {
    const stores = withCase();
    const full = sampleCase({
      passport: {
        readAt: noon,
        documentNumber: 'C01X00T47',
        issuingState: 'D',
        nationality: 'DEU',
        nationalityCode: 'D',
        familyName: 'EXAMPLE',
        givenNames: 'PERSON',
        nameMayBeCut: false,
        birthDate: '1990-01-02',
        sex: 'F',
        expiryDate: '2031-05-06',
      },
      eye: [{ field: 'name', outcome: 'same', by: 'Test Clerk', at: noon }],
      verdicts: [{ document: 'DEGREE', verdict: 'matches', note: null, by: 'Test Clerk', at: noon }],
      corrections: [{ note: '更正', by: 'Test Clerk', at: noon }],
      evidence: [{ kind: 'ecard', result: 'valid', passport: 'same', by: 'Test Clerk', at: noon }],
      told: ['DEGREE', 'PHOTO'],
      gapsToldAt: noon,
      state: 'supplement',
    });
    stores.run(() => stores.cases.save(full));
    expect(stores.cases.get(full.id)).toEqual(full);
    expect(stores.cases.byNumber(full.number)).toEqual(full);
    expect(stores.cases.byNumber('nothing')).toBeNull();
  });

  it('one permit has one open case; the newest ended one is found too', () => {
    const stores = withCase();
    const second = sampleCase({ id: 'case_2' as CaseId, number: 'SZ50-20261125-0002', openedAt: noon });
    expect(() => stores.run(() => stores.cases.save(second))).toThrow(/UNIQUE/);
    stores.run(() => {
      stores.cases.save(sampleCase({ state: 'notNeeded', endedAt: noon }));
    });
    expect(stores.cases.openOfPermit('TEST00000001')).toBeNull();
    expect(stores.cases.latestOfPermit('TEST00000001')?.id).toBe('case_1');
    stores.run(() => stores.cases.save(second));
    expect(stores.cases.openOfPermit('TEST00000001')?.id).toBe('case_2');
    expect(stores.cases.latestOfPermit('TEST00000001')?.id).toBe('case_2');
  });

  it('the list has what is open and what began or ended since, newest first', () => {
    const stores = openTestStores();
    const make = (index: number, openedAt: string, endedAt: string | null): void =>
      stores.cases.save(
        sampleCase({
          id: `case_${index}` as CaseId,
          number: `N${index}`,
          permitNumber: `TEST0000000${index}`,
          openedAt,
          endedAt,
        }),
      );
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      make(1, '2026-11-20T01:00:00.000Z', '2026-11-20T02:00:00.000Z');
      make(2, '2026-11-21T01:00:00.000Z', null);
      make(3, '2026-11-22T01:00:00.000Z', '2026-11-25T02:00:00.000Z');
      make(4, '2026-11-25T01:00:00.000Z', '2026-11-25T03:00:00.000Z');
    });
    expect(stores.cases.list('2026-11-25T00:00:00.000Z').map(({ id }) => id)).toEqual([
      'case_4',
      'case_3',
      'case_2',
    ]);
  });

  it('a case without its snapshot is not stored', () => {
    const stores = openTestStores();
    expect(() => stores.run(() => stores.cases.save(sampleCase()))).toThrow(/FOREIGN KEY/);
    expect(stores.cases.get(sampleCase().id)).toBeNull();
  });

  it('a stored value that the program never wrote is not handed on', () => {
    const stores = withCase();
    inspect(stores, (database) => database.exec(`UPDATE cases SET state = 'approved'`));
    expect(() => stores.cases.get(sampleCase().id)).toThrow(/Invalid option/);
  });
});

describe('jobs and units', () => {
  it('steps are numbered per job', () => {
    const stores = withCase();
    const step = {
      step: 'feed',
      phase: 'intent',
      at: noon,
      detail: null,
      facts: { counter: 12, bin: null },
    } as const;
    stores.run(() => {
      stores.jobs.save(sampleJob());
      stores.jobs.save(
        sampleJob({ id: 'job_2' as JobId, attempt: 2, endedAt: noon, problem: { code: 'mediaJam' } }),
      );
      stores.jobs.appendStep({ ...step, jobId: 'job_1' as JobId });
      stores.jobs.appendStep({ ...step, jobId: 'job_2' as JobId });
      stores.jobs.appendStep({
        ...step,
        jobId: 'job_1' as JobId,
        phase: 'failed',
        detail: { code: 'mediaJam' },
      });
    });
    expect(stores.jobs.steps('job_1' as JobId).map(({ sequence, phase }) => [sequence, phase])).toEqual([
      [1, 'intent'],
      [2, 'failed'],
    ]);
    expect(stores.jobs.steps('job_1' as JobId)[0]?.facts).toEqual({ counter: 12, bin: null });
    expect(stores.jobs.open().map(({ id }) => id)).toEqual(['job_1']);
    expect(stores.jobs.latestOfCase('case_1' as CaseId)?.id).toBe('job_2');
    expect(stores.jobs.ofPermit('TEST00000001')).toHaveLength(2);
    expect(stores.jobs.list(noon).map(({ id }) => id)).toEqual(['job_2', 'job_1']);
    expect(stores.jobs.list('2026-11-26T00:00:00.000Z').map(({ id }) => id)).toEqual(['job_1']);
    expect(stores.jobs.get('job_1' as JobId)).toEqual(sampleJob());
  });

  it('a unit changes only together with its movement', () => {
    const stores = withCase();
    stores.run(() => {
      stores.units.move(sampleUnit(), movement(null, 'received'));
      stores.units.move(sampleUnit({ state: 'hopper' }), movement('received', 'hopper'));
      stores.jobs.save(sampleJob());
      stores.units.bind(sampleUnit().key, 'job_1' as JobId, 'A'.repeat(32));
    });
    expect(stores.units.get(sampleUnit().key)).toMatchObject({
      state: 'hopper',
      jobId: 'job_1',
      cardIdentifier: 'A'.repeat(32),
    });
    expect(
      stores.units
        .movementsBetween('2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z')
        .map(({ to }) => to),
    ).toEqual(['received', 'hopper']);
    for (const wrong of [movement('vault', 'used'), movement('hopper', 'wasted')])
      expect(() => stores.run(() => stores.units.move(sampleUnit({ state: 'used' }), wrong))).toThrow(
        /does not fit/,
      );
    expect(stores.units.inState('hopper')).toHaveLength(1);
    expect(() =>
      stores.run(() => stores.units.bind('2'.repeat(64) as UnitKey, 'job_1' as JobId, null)),
    ).toThrow(/unknown unit/);
  });
});

describe('people, days, requests', () => {
  it('I4 a person with a forbidden pair of roles is not stored', () => {
    const stores = openTestStores();
    expect(() => stores.run(() => stores.staff.save(sampleStaff(['clerk', 'stockKeeper'])))).toThrow(
      /nobody may be/,
    );
    stores.run(() => stores.staff.save(sampleStaff(['clerk', 'supervisor'], 'Both')));
    expect(stores.staff.byUserName('bOTH')?.roles).toEqual(['clerk', 'supervisor']);
    expect(stores.staff.list()).toHaveLength(1);
  });

  it('there is one current day, and a closed one is never changed', () => {
    const stores = openTestStores();
    stores.run(() => stores.days.save(sampleDay()));
    expect(() => stores.run(() => stores.days.save(sampleDay({ date: '2026-11-26' })))).toThrow(/UNIQUE/);
    stores.run(() =>
      stores.days.save(
        sampleDay({
          state: 'counted',
          counts: [{ bank: 'Test Bank', vendor: 'Test Vendor', cardClass: 'standard', counted: 3 }],
        }),
      ),
    );
    expect(stores.days.current()).toMatchObject({ state: 'counted', counts: [{ counted: 3 }] });
    stores.run(() => stores.days.save(sampleDay({ state: 'closed' })));
    expect(stores.days.current()).toBeNull();
    expect(stores.days.latestClosed()?.date).toBe('2026-11-25');
    expect(() => stores.run(() => stores.days.save(sampleDay({ state: 'open' })))).toThrow(/closed day/);
  });

  it('an answer is kept per request and method; the last one counts', () => {
    const stores = openTestStores();
    stores.run(() => stores.requests.save('request-1', 'cardStart', { begun: true }, noon));
    stores.run(() => stores.requests.save('request-1', 'cardStart', { ok: true, value: { id: 1 } }, noon));
    expect(stores.requests.get('request-1', 'cardStart')).toEqual({ ok: true, value: { id: 1 } });
    expect(stores.requests.get('request-1', 'cardResume')).toBeNull();
  });

  it('numbers are gapless per name, also after a restart', () => {
    const stores = openTestStores();
    expect(stores.run(() => [1, 2, 3].map(() => stores.nextNumber('SZ50-BZ-2026')))).toEqual([1, 2, 3]);
    expect(stores.run(() => stores.nextNumber('SZ50-SL-2026'))).toBe(1);
    stores.close();
    const again = openTestStores({ path: stores.path, key: stores.key });
    expect(again.run(() => again.nextNumber('SZ50-BZ-2026'))).toBe(4);
  });
});

describe('what was issued or queued stays as it was', () => {
  // `rowid` would be their column `rowId`, which is a random text.
  it('papers of one instant stay in the order in which they were issued', () => {
    const stores = withCase();
    const issued = ['row_9', 'row_1', 'row_5'].map((rowId, index) => ({
      ...sampleNotice(),
      id: `notice_${index}` as NoticeId,
      number: `SZ50-SL-2026-00000${index}`,
      rowId: rowId as RowId,
    }));
    stores.run(() => {
      for (const notice of issued) {
        stores.outbox.insert({ ...sampleRow(), id: notice.rowId });
        stores.notices.save(notice);
      }
    });
    expect(stores.notices.ofCase('case_1' as CaseId).map(({ id }) => id)).toEqual(issued.map(({ id }) => id));
    expect(stores.notices.issuedBetween(noon, '2026-11-25T05:00:00.000Z').map(({ id }) => id)).toEqual(
      issued.map(({ id }) => id),
    );
  });

  it('a notice takes reprints and nothing else', () => {
    const stores = withCase();
    stores.run(() => {
      stores.outbox.insert(sampleRow());
      stores.notices.save(sampleNotice());
    });
    const reprinted = { ...sampleNotice(), reprints: [{ at: noon, by: 'Test Clerk', reason: 'lost' }] };
    stores.run(() => stores.notices.save(reprinted));
    expect(stores.notices.ofCase('case_1' as CaseId)).toEqual([reprinted]);
    expect(stores.notices.issuedBetween(noon, '2026-11-25T05:00:00.000Z')).toHaveLength(1);
    const forged = { ...reprinted, content: { ...reprinted.content, officer: 'Somebody else' } };
    expect(() => stores.run(() => stores.notices.save(forged))).toThrow(/never changed/);
    expect(stores.notices.get(forged.id)).toEqual(reprinted);
  });

  it('a queued row changes its fate only, and stays acknowledged', () => {
    const stores = openTestStores();
    stores.run(() => stores.outbox.insert(sampleRow({ payload: { a: 1 } })));
    const row = stores.outbox.get('row_1' as RowId);
    if (!row) throw new Error('the row is missing');
    // The program writes nothing but the fate; who writes past it is refused by the file.
    stores.run(() => stores.outbox.save({ ...row, payload: { a: 2 } }));
    expect(stores.outbox.get(row.id)?.payload).toEqual(row.payload);
    expect(() => inspect(stores, (file) => file.exec(`UPDATE outbox SET payload = '{}'`))).toThrow(
      /never changed/,
    );
    const acked = {
      ...row,
      state: 'acked',
      ackedAt: noon,
      attempts: 1,
      receipt: { number: 'R1', at: noon },
    } as const;
    stores.run(() => stores.outbox.save(acked));
    expect(stores.outbox.get(row.id)).toEqual(acked);
    expect(() => stores.run(() => stores.outbox.save({ ...acked, state: 'waiting' }))).toThrow(
      /stays acknowledged/,
    );
    expect(() => stores.run(() => stores.outbox.save({ ...row, id: 'row_9' as RowId }))).toThrow(
      /only a queued row/,
    );
  });
});
