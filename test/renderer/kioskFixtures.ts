// Views of every kiosk page for looking at them in a browser; not shipped.
import type { KioskView } from '../../main/contract/kiosk.ts';
import { kioskView } from '../../main/contract/kiosk.ts';
import type { StationStatus } from '../../main/contract/station.ts';

const far = '2099-01-01T00:00:00.000Z';
const empty = {
  language: 'zh',
  step: null,
  warnAt: far,
  endsAt: far,
  problem: null,
  person: null,
  noticeCamera: null,
  slip: null,
  ticket: null,
  rating: null,
  cardOffered: false,
  takeCard: false,
  left: [],
  jobId: null,
  caseId: null,
} as const;
const view = (changes: Partial<Record<keyof KioskView, unknown>>): KioskView =>
  kioskView.parse({ ...empty, ...changes });
const step = (at: number) => ({ at, of: 5 });
const person = {
  name: 'MUSTERMANN-BEISPIEL, KARL-HEINZ',
  nationality: 'DEU',
  passportTail: 'T002',
  employer: '粤港样本工程技术（深圳）有限公司',
  permitNumber: 'TRN440300000002',
};
const slip = (language: 'zh' | 'en') => ({
  caseNumber: 'SZ50-20261125-0007',
  qr: 'ZKS1:SZ50-20261125-0007:9f3a17c2',
  paper: 'none',
  window: language === 'zh' ? '深圳市民中心50号窗口（培训）' : 'Shenzhen Civic Centre, window 50 (training)',
});

/** Each page in one language, in the order of the journey. */
export function kioskViews(language: 'zh' | 'en'): Readonly<Record<string, KioskView>> {
  const own = (changes: Partial<Record<keyof KioskView, unknown>>): KioskView =>
    view({ language, ...changes });
  const ticket = { number: 'A012', ahead: 3 };
  return {
    attract: view({ page: 'attract', warnAt: null, endsAt: null }),
    language: own({ page: 'language', step: step(1) }),
    notice: own({ page: 'notice', step: step(2) }),
    noticeProblem: own({ page: 'notice', step: step(2), problem: { code: 'qrForeign' } }),
    noticeCamera: own({ page: 'notice', step: step(2), noticeCamera: { label: null, scanner: true } }),
    passport: own({ page: 'passport', step: step(3) }),
    passportProblem: own({
      page: 'passport',
      step: step(3),
      problem: { code: 'passportDiffers', detail: { field: 'passportNumber' } },
    }),
    confirm: own({ page: 'confirm', step: step(4), person }),
    confirmCard: own({ page: 'confirm', step: step(4), person, cardOffered: true }),
    confirmExpired: own({
      page: 'confirm',
      step: step(4),
      person,
      problem: { code: 'passportExpired', detail: { date: '2026-11-08' } },
    }),
    waitForAttendant: own({ page: 'waitForAttendant', step: step(5), jobId: 'job_1', caseId: 'case_1' }),
    making: own({ page: 'making', step: step(5), jobId: 'job_1', caseId: 'case_1' }),
    makingTake: own({ page: 'making', step: step(5), jobId: 'job_1', caseId: 'case_1', takeCard: true }),
    slip: own({ page: 'slip', step: step(5), slip: slip(language), ticket, caseId: 'case_1' }),
    slipNumber: own({ page: 'slip', step: step(5), ticket: { number: 'A013', ahead: 0 } }),
    slipPrinted: own({
      page: 'slip',
      step: step(5),
      slip: { ...slip(language), paper: 'printed' },
      caseId: 'case_1',
    }),
    slipStopped: own({ page: 'slip', step: step(5), slip: slip(language), problem: { code: 'mediaJam' } }),
    slipRetained: own({
      page: 'slip',
      step: step(5),
      slip: { ...slip(language), paper: 'printed' },
      problem: { code: 'cardRetained' },
    }),
    slipStaff: own({
      page: 'slip',
      step: step(5),
      problem: { code: 'mrzCheckDigit', detail: { field: 'x' } },
    }),
    takeDocuments: own({ page: 'takeDocuments' }),
    rating: own({ page: 'rating', rating: { caseNumber: 'SZ50-20261125-0007' }, caseId: 'case_1' }),
    ratingRefused: own({ page: 'rating', problem: { code: 'ratingDone' } }),
    thanks: own({ page: 'thanks' }),
    takeDocumentsLeft: own({ page: 'takeDocuments', warnAt: null, left: ['passport'] }),
    takeDocumentsLeftCard: own({ page: 'takeDocuments', warnAt: null, left: ['idCard'] }),
    unavailable: view({
      page: 'unavailable',
      warnAt: null,
      endsAt: null,
      problem: { code: 'deviceNotReady', detail: { device: 'passportReader' } },
    }),
    unavailableMidway: own({
      page: 'unavailable',
      problem: {
        code: 'upstreamOffline',
        detail: { upstream: 'permits', since: '2026-11-25T02:42:00.000Z' },
      },
    }),
  };
}

export const kioskStation: StationStatus = {
  stationId: 'SZ50',
  nameZh: '深圳市民中心50号窗口（培训）',
  nameEn: 'Shenzhen Civic Centre, window 50 (training)',
  mode: 'training',
  acts: ['verifyOriginals', 'issueCards'],
  kioskMayIssue: true,
  devices: [],
  links: [],
  queue: { waiting: 0, refused: 0, oldestAt: null, paused: false },
  hopper: 12,
  day: '2026-11-25',
  now: '2026-11-25T02:00:00.000Z',
  version: '0.1.0',
};
