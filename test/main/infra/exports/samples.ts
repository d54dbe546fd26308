import type { ClosedDay, DayFigures } from '../../../../main/contract/day.ts';
import type { MatchRow } from '../../../../main/contract/dayMatch.ts';
import type { PeriodReport, PeriodRow } from '../../../../main/contract/periods.ts';
import type { ExportStation, PeriodStamp } from '../../../../main/app/ports/exports.ts';
import { sampleDayWithPeople } from '../paper/samples.ts';

export const station: ExportStation = {
  stationId: 'SZ50',
  nameZh: '样例区政务服务中心 50 号窗口',
  nameEn: 'Sample District Service Centre, window 50',
  training: false,
};

const matchRow = (changes: Partial<MatchRow>): MatchRow => ({
  key: 'match:1',
  unitTail: '1004',
  cardTail: '0019',
  batch: 'B20261124001',
  caseNumber: 'SZ50-2026-000104',
  caseId: null,
  jobId: null,
  local: { state: 'handedOver', at: '2026-11-24T03:10:00.000Z' },
  machine: { state: 'made', at: '2026-11-24T02:58:00.000Z' },
  upstream: { state: 'reported', at: '2026-11-24T03:02:00.000Z' },
  verdict: 'differs',
  zh: '台账已领卡，上级只有已回盘',
  en: 'Handed over here, upstream has it as reported only',
  ...changes,
});

const clerk = (name: string, cards: number): NonNullable<DayFigures['clerks']>[number] => ({
  clerk: name,
  casesOpened: cards + 4,
  accepted: cards + 1,
  supplement: 3,
  cardsMade: cards,
  handedOver: cards - 1,
  wasted: 1,
  remadeByReason: { lost: 1 },
  timed: cards - 1,
  within20Minutes: cards - 2,
  totalSeconds: (cards - 1) * 640,
  longestSeconds: 1502,
});

/** A day on which everything went wrong that a report has a place for. */
export function troubledDay(rows = 60): ClosedDay {
  const day = sampleDayWithPeople(rows);
  const people = day.figures.people;
  if (people === undefined) throw new Error('the sample has people');
  const exception = day.figures.exceptions[0];
  if (exception === undefined) throw new Error('the sample has exceptions');
  return {
    ...day,
    reasons: {
      ...day.reasons,
      'matchDiffers:1': '启用请求在断网前已发出，回执未到；次日与上级逐张核对。',
      'dayUnsigned:2026-11-23': '前一日停电，未能签名，次日两人补签。',
    },
    unconfirmed: {
      upstreamAsked: false,
      cards: 3,
      notices: 1,
      rows: 5,
      oldestRowAt: '2026-11-24T05:10:00.000Z',
    },
    override: {
      at: '2026-11-25T00:31:00.000Z',
      kind: 'offlineMorning',
      reason: '线路检修，开门前无法联网，第二人未到岗。',
      by: '陈主管',
      second: null,
    },
    figures: {
      ...day.figures,
      people: {
        ...people,
        perHour: people.perHour.map((each, index) => ({
          ...each,
          medianWaitMinutes: each.arrivals === 0 ? null : 4 + index * 3,
          medianServiceMinutes: each.arrivals === 0 ? null : 12 + index,
        })),
      },
      match: {
        units: 17,
        agree: 14,
        unconfirmed: 2,
        differs: 1,
        upstreamAskedAt: null,
        machines: [
          { printerId: 'USB:EVOLIS:0001', counted: 19, ledger: 18, holds: false },
          { printerId: 'USB:EVOLIS:0002', counted: null, ledger: 0, holds: false },
        ],
        open: [
          matchRow({}),
          matchRow({
            key: 'match:2',
            unitTail: '1011',
            cardTail: '0027',
            caseNumber: 'SZ50-2026-000107',
            upstream: { state: 'notAsked', at: null },
            verdict: 'unconfirmed',
            zh: '上级未能询问',
            en: 'Upstream could not be asked',
          }),
          matchRow({
            key: 'match:3',
            unitTail: '',
            cardTail: '0035',
            caseNumber: '',
            local: { state: 'none', at: null },
            machine: { state: 'none', at: null },
            zh: '只有上级有此卡',
            en: 'Only upstream knows this card',
          }),
        ],
      },
      cardTimes: {
        timed: 16,
        within20Minutes: 14,
        totalSeconds: 16 * 612,
        medianSeconds: 588,
        longestSeconds: 1502,
        steps: [
          { step: 'lock', times: 17, medianSeconds: 3, longestSeconds: 41 },
          { step: 'face', times: 17, medianSeconds: 22, longestSeconds: 80 },
          { step: 'feed', times: 18, medianSeconds: 2, longestSeconds: 6 },
          { step: 'readBlank', times: 18, medianSeconds: 1, longestSeconds: 2 },
          { step: 'print', times: 17, medianSeconds: 14, longestSeconds: 16 },
          { step: 'visual', times: 17, medianSeconds: 9, longestSeconds: 55 },
          { step: 'report', times: 16, medianSeconds: 2, longestSeconds: 190 },
          { step: 'enable', times: 16, medianSeconds: 4, longestSeconds: 402 },
          { step: 'handOver', times: 15, medianSeconds: 70, longestSeconds: 640 },
        ],
      },
      wasteByReason: { printFault: 3, jam: 1, printNotAccepted: 1 },
      queueAge: { upTo1h: 2, upTo4h: 2, upTo24h: 1, over24h: 0 },
      clerks: [clerk('李敏', 11), clerk('王强', 6)],
      corrections: [
        {
          date: '2026-11-23',
          at: '2026-11-24T00:50:00.000Z',
          kind: 'receipt',
          rowKind: 'card.reported',
          caseId: null,
          caseNumber: 'SZ50-2026-000091',
          outcome: 'R20261124000017',
        },
        {
          date: '2026-11-20',
          at: '2026-11-24T06:12:00.000Z',
          kind: 'refusal',
          rowKind: 'case.ended',
          caseId: null,
          caseNumber: 'SZ50-2026-000072',
          outcome: 'permitRevoked',
        },
      ],
      earlierUnsigned: [
        {
          date: '2026-11-23',
          at: '2026-11-24T00:31:00.000Z',
          kind: 'twoPeople',
          reason: '停电，柜台提前关闭。',
          by: '陈主管',
          second: '赵强',
        },
      ],
      exceptions: [
        {
          ...exception,
          key: 'matchDiffers:1',
          kind: 'matchDiffers',
          zh: '三方核对不符 SZ50-2026-000104',
          en: 'Three-way match differs: SZ50-2026-000104',
        },
        {
          ...exception,
          key: 'dayUnsigned:2026-11-23',
          kind: 'dayUnsigned',
          zh: '前日未签名 2026-11-23',
          en: 'Earlier day not signed: 2026-11-23',
        },
        ...day.figures.exceptions,
      ],
    },
  };
}

/** A day on which two people came and nothing went wrong. */
export function quietDay(): ClosedDay {
  const day = sampleDayWithPeople(8);
  return {
    ...day,
    reasons: {},
    figures: {
      ...day.figures,
      exceptions: [],
      match: {
        units: 1,
        agree: 1,
        unconfirmed: 0,
        differs: 0,
        upstreamAskedAt: '2026-11-24T09:44:00.000Z',
        machines: [{ printerId: 'USB:EVOLIS:0001', counted: 1, ledger: 1, holds: true }],
        open: [],
      },
      cardTimes: {
        timed: 1,
        within20Minutes: 1,
        totalSeconds: 540,
        medianSeconds: 540,
        longestSeconds: 540,
        steps: [{ step: 'print', times: 1, medianSeconds: 14, longestSeconds: 14 }],
      },
      wasteByReason: {},
      queueAge: { upTo1h: 0, upTo4h: 0, upTo24h: 0, over24h: 0 },
      clerks: [clerk('李敏', 2)],
      corrections: [],
      earlierUnsigned: [],
    },
  };
}

export const periodRowOf = (key: string, changes: Partial<PeriodRow> = {}): PeriodRow => ({
  key,
  days: 1,
  casesReceived: 21,
  accepted: 18,
  supplement: 2,
  cardsMade: 17,
  handedOver: 16,
  wasted: 1,
  wasteByReason: { printFault: 1 },
  remadeByReason: { lost: 1 },
  exceptions: 2,
  timed: 16,
  within20Minutes: 14,
  totalSeconds: 9792,
  longestSeconds: 1502,
  arrivals: 29,
  longestWaitMinutes: 43,
  ...changes,
});

export const samplePeriod = (changes: Partial<PeriodReport> = {}): PeriodReport => ({
  stationId: 'SZ50',
  from: '2026-11-01',
  to: '2026-11-30',
  by: 'day',
  rows: ['2026-11-23', '2026-11-24', '2026-11-25'].map((key) => periodRowOf(key)),
  total: periodRowOf('total', { days: 3, casesReceived: 63, cardsMade: 51, timed: 48, within20Minutes: 42 }),
  unsigned: ['2026-11-26'],
  silent: [],
  ...changes,
});

export const sampleStamp: PeriodStamp = {
  chainHead: 'a3f1c2d4'.repeat(8),
  closedAt: '2026-11-25T09:45:00.000Z',
};
