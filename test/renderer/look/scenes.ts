// The screens as they are looked at: what the fake host answers in each.
import type { StaffView } from '../../../main/contract/access.ts';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { JobId } from '../../../main/contract/ids.ts';
import { failure, success } from '../../../main/contract/result.ts';
import { cases, summaries, withJob } from '../fixtures/caseFixtures.ts';
import { deviceViews, shownFrames } from '../fixtures/deviceFixtures.ts';
import {
  days,
  fullFigures,
  months,
  periodOf,
  quietFigures,
  summaries as daySummaries,
} from '../fixtures/dayFixtures.ts';
import { auditEntries, auditProblems } from '../fixtures/auditFixtures.ts';
import { clockLines, deskCases, recalls } from '../fixtures/deskFixtures.ts';
import { livingCase, type Answers } from '../fixtures/fakeBridge.ts';
import { conflicts, figures, jobs, plan, stations, units } from '../fixtures/workFixtures.ts';
import { book } from '../fixtures/stockFixtures.ts';
import {
  carriedRows,
  carryCode,
  carryReports,
  carryStandings,
  offline,
  overviews,
  permitStandings,
  rows as rowsOfQueue,
} from '../fixtures/queueFixtures.ts';

const clerk: StaffView = { id: 'staff_1', userName: 'limin', displayName: '李样例', roles: ['clerk'] };
const supervisor: StaffView = {
  id: 'staff_2',
  userName: 'wang',
  displayName: '王主管',
  roles: ['supervisor'],
};
const technician: StaffView = {
  id: 'staff_4',
  userName: 'sun',
  displayName: '孙技术',
  roles: ['technician'],
};
const auditor: StaffView = { id: 'staff_5', userName: 'chen', displayName: '陈审计', roles: ['auditor'] };
const keeper: StaffView = { id: 'staff_3', userName: 'zhao', displayName: '赵库管', roles: ['stockKeeper'] };

const day = (state: 'none' | 'open' | 'counted' | 'closed') => ({
  date: state === 'none' ? null : '2026-11-24',
  state,
  openedAt: state === 'none' ? null : '2026-11-24T00:20:00.000Z',
  openedBy: state === 'none' ? null : '王主管',
  lastClosed: '2026-11-23',
  unsigned: [],
});

function common(staff: StaffView | null, view: CaseView | null): Answers {
  const living = view === null ? null : livingCase(view);
  const get = () => (living === null ? failure('caseNotFound') : success(living.get()));
  return {
    session: () => ({ staff }),
    signIn: () => failure('accountLocked', { until: '2026-11-24T02:57:00.000Z' }),
    stationStatus: () => stations.well,
    caseList: () => summaries,
    caseCurrent: () => ({ caseId: view?.id ?? null }),
    caseGet: get,
    caseSelect: () => ({}),
    caseSetVerdict: ({ document, verdict, note }) => success(living!.verdict(document, verdict, note)),
    caseConfirmField: ({ field, outcome }) => success(living!.eye(field, outcome)),
    caseDraft: () => ({}),
    caseDraftKeep: () => ({}),
    caseScans: () => [],
    caseUnprintable: () => [],
    casePreviewSeen: ({ document, seen }) => {
      const row = living?.get().documents.find((each) => each.code === document);
      return row === undefined
        ? failure('caseNotFound')
        : {
            ...row,
            advice: [],
            dateChecks: [
              {
                rule: '5.4',
                result: 'ok' as const,
                zh: `签发于 ${seen.issueDate ?? ''}，在 6 个月内`,
                en: `issued ${seen.issueDate ?? ''}, within 6 months`,
                until: '2027-02-10',
              },
            ],
          };
    },
    caseClockList: () => [],
    caseOriginalsWithUs: () => [],
    caseSecondCheckList: () => [],
    caseReturnedList: () => [],
    recallList: () => [],
    cardPlan: () => plan,
    cardPreview: () => ({
      fileName: 'face.png',
      mediaType: 'image/svg+xml',
      bytes: new TextEncoder().encode(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1016 648"><rect width="1016" height="648" fill="#cfe3f5"/><text x="60" y="120" font-size="56">社会保障卡 TRAINING</text><rect x="60" y="180" width="240" height="300" fill="#9bb8d4"/><text x="340" y="260" font-size="44">SPECIMEN-MÜLLER, ANNA MARIA</text></svg>',
      ),
      face: {
        name: 'SPECIMEN-MÜLLER, ANNA MARIA',
        cutName: null,
        nameFit: { step: 2, steps: 9, lines: 1, size: 8, narrow: 1 },
        template: 'ssc-front@00000000',
      },
    }),
    cardJobs: () => Object.values(jobs),
    cardJob: ({ jobId }) => Object.values(jobs).find((job) => job.id === jobId) ?? failure('jobNotFound'),
    cardConflict: () => conflicts.other,
    queueRows: ({ openOnly }) =>
      rowsOfQueue.filter(({ state }) => openOnly !== true || (state !== 'acked' && state !== 'superseded')),
    queueOverview: () => overviews.well,
    queueOfCase: () => rowsOfQueue.slice(0, 4),
    queueReceiptPrint: () => failure('noReceiptPrinter'),
    permitStanding: () => permitStandings.fresh,
    offlineStanding: () => offline.quiet,
    carryStanding: () => carryStandings.none,
    stationIdentity: () => ({
      stationId: 'SZ50',
      fingerprint: Array.from({ length: 16 }, (_, index) => (0x1f2e + index).toString(16)).join(' '),
      publicKey: '-----BEGIN PUBLIC KEY-----\nTEST\n-----END PUBLIC KEY-----\n',
      revokedAt: null,
      pinned: true,
    }),
    carriedRows: () => [],
    carryOut: () => ({
      file: {
        fileName: 'SZ50-queue-20261124-1042.zkq',
        mediaType: 'application/octet-stream',
        bytes: new Uint8Array([1]),
      },
      code: carryCode,
      rows: 31,
      cases: 12,
    }),
    carryIn: () => carryReports.mixed,
    stockList: () => units,
    stockBook: () => book,
    devices: () => deviceViews.well,
    deviceFrames: () => shownFrames,
    deviceTestRead: () => ({ completion: { code: 'success' }, symbology: 'QR', shape: 'AAA000000000' }),
    deviceTestPrint: () => ({ completion: { code: 'success' }, printed: false, paper: null }),
    deviceReset: () => ({ completion: { code: 'timeOut' } }),
    deviceRecord: () => ({ trace: null }),
    registerDevice: () => failure('wrongCredentials'),
    dayStatus: () => day('open'),
    dayClasses: () => figures.stock.map(({ bank, vendor, cardClass }) => ({ bank, vendor, cardClass })),
    dayFigures: () => fullFigures,
    dayClosed: () => days.closed,
    dayList: ({ from, to }) => ({
      days: daySummaries.filter(({ date }) => date >= (from ?? '') && date <= (to ?? '9')),
      more: false,
    }),
    dayMonths: () => months,
    dayReport: () => failure('unavailable', { part: 'dayReport' }),
    periodReport: ({ by }) => periodOf(by),
    exportVerify: () => ({
      kind: 'dayCsv' as const,
      subject: '2026-11-23',
      same: false,
      difference: { place: '第 14 行 “结果” Line 14 "outcome"', found: 'accepted', expected: 'supplement' },
    }),
    auditList: ({ before }) => ({
      entries: auditEntries.map((entry) => ({ ...entry })),
      next: before === undefined ? 4771 : null,
      sequence: 4821,
      head: auditEntries[0]?.hash ?? '',
    }),
    auditExport: () => failure('auditTooLong', { limit: 20_000 }),
    auditVerify: () => ({
      intact: true,
      rows: 4821,
      head: '5f0c'.repeat(16),
      sequence: 4821,
      firstBad: null,
      records: 61_204,
      pages: 15_300,
      problems: [],
      count: 0,
    }),
  };
}
const job = (id: string) => withJob(id as JobId);

export const scenes: Readonly<Record<string, Answers>> = {
  signIn: common(null, null),
  empty: common(clerk, null),
  open: common(clerk, cases.open),
  deskOpen: common(clerk, deskCases.open),
  deskFacts: common(clerk, deskCases.facts),
  deskHeld: common(clerk, deskCases.held),
  deskProblems: common(clerk, deskCases.problems),
  deskSupervisor: common(supervisor, deskCases.accepted),
  watch: {
    ...common(supervisor, null),
    caseClockList: () => [...clockLines],
    recallList: () => [...recalls],
  },
  ready: common(clerk, cases.ready),
  problems: { ...common(clerk, cases.problems), stationStatus: () => stations.trouble },
  supplement: common(clerk, cases.supplement),
  accepted: common(clerk, cases.accepted),
  visual: common(clerk, job('job_1')),
  unknown: common(clerk, job('job_2')),
  pending: { ...common(clerk, job('job_3')), stationStatus: () => stations.trouble },
  handOver: common(clerk, job('job_4')),
  conflict: common(supervisor, job('job_8')),
  work: common(clerk, null),
  queueCardsOff: {
    ...common(clerk, null),
    queueOverview: () => overviews.cardsOff,
    stationStatus: () => stations.trouble,
  },
  queueAllOff: {
    ...common(supervisor, null),
    queueOverview: () => overviews.allOff,
    offlineStanding: () => offline.tight,
    permitStanding: () => permitStandings.near,
    stationStatus: () => stations.allOff,
  },
  queueSending: {
    ...common(supervisor, null),
    queueOverview: () => overviews.sending,
    permitStanding: () => permitStandings.pulling,
  },
  queueFault: {
    ...common(supervisor, null),
    queueOverview: () => overviews.signInPage,
    stationStatus: () => stations.fault,
  },
  queueAuthority: { ...common(technician, null), queueOverview: () => overviews.wrongAuthority },
  queueNotAdmitted: { ...common(technician, null), queueOverview: () => overviews.notAdmitted },
  queueByHand: {
    ...common(clerk, null),
    queueOverview: () => overviews.byHand,
    stationStatus: () => stations.byHand,
  },
  queueRevoked: {
    ...common(supervisor, null),
    queueOverview: () => overviews.revoked,
    stationStatus: () => stations.revoked,
    permitStanding: () => permitStandings.old,
  },
  queueClock: { ...common(supervisor, null), offlineStanding: () => offline.held },
  queueWell: { ...common(supervisor, null), queueRows: () => [] },
  queueCarry: {
    ...common(supervisor, null),
    carryStanding: () => carryStandings.both,
    carriedRows: () => carriedRows,
  },
  stock: common(keeper, null),
  auditBad: {
    ...common(auditor, null),
    auditVerify: () => ({
      intact: false,
      rows: 4820,
      head: '5f0c'.repeat(16),
      sequence: 4821,
      firstBad: 17,
      records: 61_204,
      pages: 15_300,
      problems: auditProblems.map((problem) => ({ ...problem })),
      count: 212,
    }),
  },
  devices: common(technician, null),
  devicesTrouble: { ...common(technician, null), devices: () => deviceViews.trouble },
  devicesClerk: { ...common(clerk, null), devices: () => deviceViews.trouble },
  dayNone: {
    ...common(supervisor, null),
    dayStatus: () => day('none'),
    stationStatus: () => stations.closed,
  },
  dayOpen: common(supervisor, null),
  dayCounted: { ...common(supervisor, null), dayStatus: () => day('counted') },
  dayQuiet: {
    ...common(supervisor, null),
    dayStatus: () => day('counted'),
    dayFigures: () => quietFigures,
  },
  dayClosed: { ...common(supervisor, null), dayStatus: () => day('closed'), dayClosed: () => days.late },
  dayLate: {
    ...common(supervisor, null),
    dayStatus: () => ({ ...day('open'), date: '2026-11-23', unsigned: ['2026-11-20'] }),
  },
  dayOverridden: { ...common(supervisor, null), dayClosed: () => days.overridden },
  dayAuditor: { ...common(auditor, null), dayStatus: () => day('counted') },
};
