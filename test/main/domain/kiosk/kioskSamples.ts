import type { PassportRead } from '../../../../main/contract/cases.ts';
import type { CaseId, JobId } from '../../../../main/contract/ids.ts';
import type { PermitRecord } from '../../../../main/contract/permit.ts';
import {
  attract,
  kioskStep,
  type KioskEvent,
  type KioskSession,
} from '../../../../main/domain/kiosk/kioskSession.ts';

export const samplePermit: PermitRecord = {
  permitNumber: 'TRAIN000000001',
  fileNumber: 'TRAIN-FILE-1',
  category: 'B',
  businessType: 'OVERSEAS',
  status: 'valid',
  employer: { uscc: '9144030071526726XG', name: '示例科技有限公司 Example Tech' },
  place: '深圳市',
  position: 'Engineer',
  termMonths: 24,
  approvalDate: '2026-10-01',
  submissionDate: '2026-09-20',
  validFrom: '2026-11-01',
  validTo: '2028-10-31',
  holder: {
    familyName: 'SPECIMEN',
    givenNames: 'ANNA MARIA',
    sex: 'F',
    birthDate: '1990-04-12',
    nationality: 'DEU',
    passportNumber: 'X00000017',
    passportExpiry: '2031-05-01',
  },
  documents: [],
  familyMembers: 0,
  photoReceipt: 'PHOTO1',
  insured: false,
};

export const samplePassport: PassportRead = {
  readAt: '2026-11-25T02:00:00.000Z',
  documentNumber: 'X00000017',
  issuingState: 'D',
  nationality: 'DEU',
  nationalityCode: 'D',
  familyName: 'SPECIMEN',
  givenNames: 'ANNA MARIA',
  nameMayBeCut: false,
  birthDate: '1990-04-12',
  sex: 'F',
  expiryDate: '2031-05-01',
};

export const sampleCaseId = 'case_1' as CaseId;
export const sampleJobId = 'job_1' as JobId;

export const walk = (events: readonly KioskEvent[], from: KioskSession = attract): KioskSession =>
  events.reduce(kioskStep, from);

const at = 1_000;
const noticeRead: KioskEvent = { type: 'noticeRead', permit: samplePermit, at };
export const passportRead = (passport: Partial<PassportRead> = {}, cardOffered = false): KioskEvent => ({
  type: 'passportRead',
  passport: { ...samplePassport, ...passport },
  today: '2026-11-25',
  cardOffered,
  at,
});
const slipGiven: KioskEvent = {
  type: 'slipGiven',
  caseId: sampleCaseId,
  caseNumber: 'SZ50-20261125-0001',
  at,
};
const cardAsked: KioskEvent = {
  type: 'cardAsked',
  caseId: sampleCaseId,
  caseNumber: 'SZ50-20261125-0001',
  jobId: sampleJobId,
  at,
};
export const ratingAsked: KioskEvent = {
  type: 'ratingAsked',
  asked: { caseId: sampleCaseId, caseNumber: 'SZ50-20261125-0001' },
  at,
};
const jobRuns: KioskEvent = { type: 'jobSeen', job: 'runs', problem: null, at };
const jobDone: KioskEvent = { type: 'jobSeen', job: 'done', problem: null, at };

/** The shortest way to each page. */
const begin: KioskEvent = { type: 'begin', language: 'zh', at };
const toNotice: readonly KioskEvent[] = [begin, { type: 'language', language: 'en', at }];
const toConfirm: readonly KioskEvent[] = [...toNotice, noticeRead, passportRead({}, true)];
export const wayTo = {
  language: [begin],
  notice: toNotice,
  passport: [...toNotice, noticeRead],
  confirm: toConfirm,
  slip: [...toConfirm, slipGiven],
  waitForAttendant: [...toConfirm, cardAsked],
  making: [...toConfirm, cardAsked, jobRuns],
  takeDocuments: [...toConfirm, cardAsked, jobRuns, jobDone],
  rating: [ratingAsked],
  thanks: [ratingAsked, { type: 'rated', at }],
} as const satisfies Record<string, readonly KioskEvent[]>;
