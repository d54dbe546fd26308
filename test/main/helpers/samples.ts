import type {
  CaseRecord,
  DayRecord,
  JobRecord,
  OutboxRecord,
  StaffRecord,
  UnitRecord,
} from '../../../main/app/ports/stores.ts';
import type { Role } from '../../../main/contract/access.ts';
import type { CaseId, JobId, RowId, SnapshotId, StaffId, UnitKey } from '../../../main/contract/ids.ts';
import type { PermitRecord, PermitSnapshot } from '../../../main/contract/permit.ts';
import type { StationProfile } from '../../../main/contract/station.ts';
import type { RowKind } from '../../../main/contract/sync.ts';

/** The training desk: both acts, every device absent. */
export const testProfile: StationProfile = {
  stationId: 'SZ50',
  mode: 'training',
  nameZh: '测试窗口',
  nameEn: 'Test desk',
  region: '440300',
  acts: ['verifyOriginals', 'issueCards'],
  windowAuthorityZh: '测试科技局',
  windowAuthorityEn: 'Test science bureau',
  cardAuthorityZh: '测试人社局',
  cardAuthorityEn: 'Test social security bureau',
  kioskMayIssue: false,
  kioskCamera: null,
  snapshotLimitDays: 30,
  offlineLimits: { notices: 50, hours: 72 },
  devices: [],
};

/** Obviously nobody: `EXAMPLE, PERSON`. */
export const samplePermit = (changes: Partial<PermitRecord> = {}): PermitRecord => ({
  permitNumber: 'TEST00000001',
  fileNumber: 'T-2026-1',
  category: 'B',
  businessType: 'OVERSEAS',
  status: 'valid',
  employer: { uscc: '91440300TEST000001', name: '示例有限公司 Example Ltd' },
  place: '深圳',
  position: 'Engineer',
  termMonths: 12,
  approvalDate: '2026-10-01',
  submissionDate: '2026-09-15',
  validFrom: '2026-11-01',
  validTo: '2027-10-31',
  holder: {
    familyName: 'EXAMPLE',
    givenNames: 'PERSON',
    sex: 'F',
    birthDate: '1990-01-02',
    nationality: 'DEU',
    passportNumber: 'C01X00T47',
    passportExpiry: '2031-05-06',
  },
  documents: [{ code: 'DEGREE', issueDate: '2015-07-01', authType: 'apostille' }],
  familyMembers: 0,
  photoReceipt: 'PHOTO0001',
  insured: true,
  ...changes,
});

export const sampleSnapshot = (changes: Partial<PermitSnapshot> = {}): PermitSnapshot => ({
  id: 'snapshot_1' as SnapshotId,
  fetchedAt: '2026-11-25T01:00:00.000Z',
  digest: 'a'.repeat(64),
  source: 'cache',
  record: samplePermit(),
  ...changes,
});

export const sampleCase = (changes: Partial<CaseRecord> = {}): CaseRecord => ({
  id: 'case_1' as CaseId,
  number: 'SZ50-20261125-0001',
  upstreamNumber: null,
  businessType: 'OVERSEAS',
  channel: 'window',
  state: 'open',
  permitNumber: 'TEST00000001',
  snapshotId: 'snapshot_1' as SnapshotId,
  verification: 'pendingOnline',
  packVersion: '440300-2026.09',
  openedAt: '2026-11-25T01:20:00.000Z',
  openedBy: 'Test Clerk',
  openedById: null,
  passport: null,
  oldPassport: null,
  visa: null,
  idCard: null,
  eye: [],
  verdicts: [],
  situations: null,
  seen: [],
  custody: [],
  corrections: [],
  evidence: [],
  told: [],
  gapsToldAt: null,
  acceptedAt: null,
  endedAt: null,
  decidedById: null,
  hold: null,
  finding: null,
  countsAsAcceptedOn: null,
  ...changes,
});

/** Somebody who works here. The password is not usable; `createStaff` makes people who can sign in. */
export const sampleStaff = (roles: readonly Role[], name = roles.join('')): StaffRecord => ({
  id: `staff_${name}` as StaffId,
  userName: name,
  displayName: `Test ${name}`,
  roles,
  passwordHash: '',
  failedAttempts: 0,
  lockedUntil: null,
  active: true,
  confirmedAt: '2026-11-25T00:00:00.000Z',
  deactivatedAt: null,
  deactivatedBy: null,
  mustChangePassword: false,
  oneTimeSecret: null,
  oneTimeStep: null,
});

export const sampleJob = (changes: Partial<JobRecord> = {}): JobRecord => ({
  id: 'job_1' as JobId,
  caseId: 'case_1' as CaseId,
  caseNumber: 'SZ50-20261125-0001',
  permitNumber: 'TEST00000001',
  holderName: 'EXAMPLE, PERSON',
  channel: 'window',
  cardClass: 'standard',
  state: 'ready',
  released: true,
  purpose: 'first',
  begun: true,
  faceConfirmedAt: '2026-11-25T01:30:00.000Z',
  attempt: 1,
  batch: null,
  cardNumber: null,
  data: null,
  unitKey: null,
  unitTail: null,
  bankCardNumber: null,
  cardIdentifier: null,
  atr: null,
  place: 'none',
  placeLabel: null,
  problem: null,
  owner: 'Test Clerk',
  ownerId: null,
  startedAt: '2026-11-25T01:30:00.000Z',
  changedAt: '2026-11-25T01:30:00.000Z',
  lockedAt: null,
  visualOkAt: null,
  reportedAt: null,
  enabledAt: null,
  handedOverAt: null,
  endedAt: null,
  ...changes,
});

export const sampleUnit = (changes: Partial<UnitRecord> = {}): UnitRecord => ({
  key: '1'.repeat(64) as UnitKey,
  tail: '0001',
  bank: 'Test Bank',
  vendor: 'Test Vendor',
  cardClass: 'standard',
  box: null,
  state: 'received',
  since: '2026-11-25T01:00:00.000Z',
  jobId: null,
  cardIdentifier: null,
  reason: null,
  clerkId: null,
  printerId: null,
  custody: null,
  ...changes,
});

const at = '2026-11-25T01:20:00.000Z';
const cardPayload = {
  jobKey: 'SZ50:job_1',
  permitNumber: 'TEST00000001',
  batch: null,
  cardNumber: null,
  cardIdentifier: null,
};
const feePayload = {
  feeId: 'fee_1',
  kind: 'paid',
  amount: 1600,
  means: 'cash',
  receiptNumber: null,
  purpose: 'replacement',
  at,
};
const dayPayload = {
  date: '2026-11-25',
  csvHash: '0'.repeat(64),
  chainHead: '0'.repeat(64),
  rowCount: 0,
  exceptions: 0,
};
const payloads: Readonly<Record<RowKind, Readonly<Record<string, unknown>>>> = {
  'case.opened': {
    permitNumber: 'TEST00000001',
    businessType: 'newPermit',
    channel: 'window',
    openedAt: at,
    packVersion: 'test',
    snapshotDigest: '0'.repeat(64),
    verification: 'verifiedOnline',
  },
  'case.decided': { outcome: 'accepted', permitNumber: 'TEST00000001', at, officer: 'clerk', items: [] },
  'notice.issued': {
    number: 'SZ50-A-20261125-0001',
    noticeKind: 'acceptance',
    issuedAt: at,
    code: '00000000',
    digest: '0'.repeat(64),
    items: [],
  },
  'notice.withdrawn': { number: 'SZ50-A-20261125-0001', kind: 'acceptance', how: 'revoked', by: null, at },
  'card.report': cardPayload,
  'card.enable': cardPayload,
  'card.handOver': cardPayload,
  'card.wasted': cardPayload,
  'card.loss': { permitNumber: 'TEST00000001', cardNumber: null, operation: 'loss', region: '440300', at },
  'fee.paid': feePayload,
  'fee.refunded': feePayload,
  'stock.moved': {},
  'day.closed': dayPayload,
  'day.overridden': dayPayload,
  'rating.given': { level: 'good', channel: 'window', givenAt: at },
  'row.withdrawn': { rowId: 'row_0', kind: 'case.opened', reason: 'test', at },
};
/** The least that a row of a kind says, in its first version. */
export const samplePayload = (kind: RowKind): Readonly<Record<string, unknown>> => payloads[kind];

/** What is given of a payload is put over that of `samplePayload`. */
export const sampleRow = (
  changes: Partial<Omit<OutboxRecord, 'sequence'>> = {},
): Omit<OutboxRecord, 'sequence'> => {
  const id = changes.id ?? ('row_1' as RowId);
  const kind = changes.kind ?? 'case.opened';
  return {
    id,
    kind,
    caseId: null,
    caseNumber: null,
    jobId: null,
    stream: id,
    businessKey: id,
    schemaVersion: 1,
    state: 'waiting',
    createdAt: '2026-11-25T01:20:00.000Z',
    attempts: 0,
    lastAttemptAt: null,
    nextAttemptAt: null,
    owner: 'Test Clerk',
    receipt: null,
    ackedAt: null,
    refusal: null,
    corrects: null,
    placeOf: null,
    supersededBy: null,
    ...changes,
    payload: { ...samplePayload(kind), ...changes.payload },
  };
};

export const sampleDay = (changes: Partial<DayRecord> = {}): DayRecord => ({
  date: '2026-11-25',
  state: 'open',
  openedAt: '2026-11-25T00:30:00.000Z',
  openedBy: 'Test Supervisor',
  openedById: 'staff_supervisor' as StaffId,
  opening: [{ bank: 'Test Bank', vendor: 'Test Vendor', cardClass: 'standard', opening: 3 }],
  openCasesAtStart: 0,
  openJobsAtStart: 0,
  openRowsAtStart: 0,
  counts: null,
  countedBy: null,
  countedById: null,
  overridden: null,
  closed: null,
  ...changes,
});
