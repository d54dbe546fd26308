import type { DayRecord, CaseRecord, JobRecord } from '../../../../main/app/ports/stores.ts';
import {
  runRetention,
  type RunReport,
  type RunOptions,
} from '../../../../main/app/retention/runRetention.ts';
import type { AttachmentKind } from '../../../../main/app/ports/attachments.ts';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import type { CardData } from '../../../../main/contract/cards.ts';
import type { AttachmentId, CaseId, JobId, RowId, SnapshotId } from '../../../../main/contract/ids.ts';
import {
  sampleCase,
  sampleDay,
  sampleJob,
  samplePermit,
  sampleRow,
  sampleSnapshot,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

export const opened = '2026-11-25T01:20:00.000Z';
export const closedAt = '2026-11-25T10:00:00.000Z';
export const dayMs = 86_400_000;

const cardData: CardData = {
  batch: 'B1',
  cardNumber: 'A00000001',
  socialSecurityNumber: 'DEU0EXAMPLE01',
  name: 'EXAMPLE PERSON',
  name50: 'EXAMPLE PERSON',
  sex: 'F',
  birthDate: '1990-01-02',
  nationality: 'DEU',
  documentNumber: 'C01X00T47',
  permitNumber: 'TEST00000001',
  category: 'B',
  issueDate: '2026-11-25',
  validUntil: '2031-11-25',
  bankName: 'Test Bank',
  photo: 'cGljdHVyZQ==',
};

/** A station with cases that a test lets grow old. Everything is real but time and upstream. */
export function retentionBench(profile = testProfile) {
  const deps = testDeps({ profile });
  const { stores, clock } = deps;
  const openDay = (changes: Partial<DayRecord> = {}): void =>
    stores.run(() => stores.days.save(sampleDay({ openedAt: '2026-11-25T00:30:00.000Z', ...changes })));
  const closeDay = (at = closedAt): void => {
    const current = stores.days.current();
    if (current === null) throw new Error('no day is open');
    const closed = {
      date: current.date,
      closedAt: at,
      signatures: [],
      chainHead: '',
      rowCount: 0,
      csvHash: '',
      reasons: {},
      figures: emptyFigures(current.date),
    };
    stores.run(() => stores.days.save({ ...current, state: 'closed', closed: closed as ClosedDay }));
  };
  /** An ended case with a photo, a scan, a signature, a handed-over card and two rows; its row waits until `ack`. */
  const addCase = (number = 1, changes: Partial<CaseRecord> = {}): CaseId => {
    const id = `case_${number}` as CaseId;
    const snapshot = `snapshot_${number}` as SnapshotId;
    const permitNumber = `TEST${String(number).padStart(8, '0')}`;
    const job: Partial<JobRecord> = {
      id: `job_${number}` as JobId,
      caseId: id,
      permitNumber,
      state: 'handedOver',
      data: { ...cardData, permitNumber },
      endedAt: '2026-11-25T03:00:00.000Z',
      changedAt: '2026-11-25T03:00:00.000Z',
    };
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot({ id: snapshot, record: samplePermit({ permitNumber }) }));
      stores.cases.save(
        sampleCase({
          id,
          number: `SZ50-20261125-${String(number).padStart(4, '0')}`,
          snapshotId: snapshot,
          permitNumber,
          state: 'accepted',
          acceptedAt: '2026-11-25T02:00:00.000Z',
          endedAt: '2026-11-25T02:00:00.000Z',
          ...changes,
        }),
      );
      stores.jobs.save(sampleJob(job));
      for (const kind of [
        'photo',
        'photo:card',
        'original:PASSPORT',
        'original:MEDICAL',
        'signature',
      ] as const)
        addPicture(id, kind);
      stores.outbox.insert(
        sampleRow({
          id: `row_a${number}` as RowId,
          kind: 'card.report',
          caseId: id,
          payload: { batch: 'B1', name: 'EXAMPLE PERSON', bankCardNumber: '6212000000000000001' },
          createdAt: '2026-11-25T02:30:00.000Z',
        }),
      );
    });
    deps.permits.savePage([samplePermit({ permitNumber })], `c${number}`, opened);
    return id;
  };
  let pictures = 0;
  const addPicture = (
    caseId: CaseId,
    kind: AttachmentKind,
    key = Buffer.alloc(16, 7),
    addedAt = opened,
  ): AttachmentId => {
    const id = `attachment_${++pictures}` as AttachmentId;
    stores.attachments.insert(
      {
        id,
        caseId,
        kind,
        size: 3,
        digest: 'd'.repeat(64),
        addedAt,
        addedBy: 'Test Clerk',
        scan: null,
        purgedAt: null,
      },
      { key, sealed: Buffer.from(`sealed picture ${pictures}`) },
    );
    return id;
  };
  /** Upstream's receipt for every row that waits. */
  const ack = (at = '2026-11-25T05:00:00.000Z'): void =>
    stores.run(() => {
      for (const row of stores.outbox.open())
        stores.outbox.save({ ...row, state: 'acked', receipt: { number: 'R1', at }, ackedAt: at });
    });
  const run = async (options: RunOptions = {}): Promise<RunReport> =>
    runRetention(deps, { pause: () => Promise.resolve(), ...options });
  const pictureOf = (caseId: CaseId): string[] =>
    stores.attachments
      .ofCase(caseId)
      .map(({ kind }) => kind)
      .toSorted();
  return { deps, stores, clock, openDay, closeDay, addCase, addPicture, ack, run, pictureOf };
}

const zero = { carried: 0, received: 0, accepted: 0, supplement: 0, notNeeded: 0, notOurs: 0, open: 0 };
const emptyFigures = (date: string): ClosedDay['figures'] => ({
  date,
  stationId: 'SZ50',
  stock: [],
  identities: [],
  cases: zero,
  cards: { started: 0, visualOk: 0, reported: 0, enabled: 0, handedOver: 0, wasted: 0, open: 0 },
  queue: { openAtStart: 0, created: 0, acknowledged: 0, open: 0 },
  exceptions: [],
  ledger: [],
});
