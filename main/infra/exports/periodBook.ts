import type { PeriodBy, PeriodReport, PeriodRow } from '../../contract/periods.ts';
import type { ExportStation, PeriodStamp } from '../../app/ports/exports.ts';
import { both, clockTime, wasteWords } from '../paper/dayWords.ts';
import { replacementWords } from '../paper/ledgerWords.ts';
import { toCsv, type CsvLine } from './csv.ts';
import { sha256, withProof } from './dayProof.ts';
import { exportToken } from './exportToken.ts';
import type { BookRow, BookSheet } from './xlsx.ts';

export const periodWords: Readonly<Record<PeriodBy, { readonly zh: string; readonly en: string }>> = {
  day: { zh: '按日', en: 'by day' },
  month: { zh: '按月', en: 'by month' },
  clerk: { zh: '按经办人', en: 'by clerk' },
  station: { zh: '按终端', en: 'by station' },
};

export const periodToken = (report: PeriodReport): string => exportToken({ kind: 'period', ...report });

const titles = [
  '项 key',
  '天数 days',
  '收件 casesReceived',
  '受理 accepted',
  '补正 supplement',
  '制成 cardsMade',
  '领卡 handedOver',
  '废卡 wasted',
  '例外 exceptions',
  '计时 timed',
  '20分钟内 within20Minutes',
  '扫码到成卡合计（秒） totalSeconds',
  '最长（秒） longestSeconds',
  '取号 arrivals',
  '最长等候（分） longestWaitMinutes',
  '废卡原因 wasteByReason',
  '补换卡原因 remadeByReason',
] as const;

/** `打印瑕疵 print fault 2; 卡卡 jam 1`. */
const reasonList = (
  counts: Readonly<Record<string, number>>,
  words: (reason: string) => { readonly zh: string; readonly en: string },
): string =>
  Object.entries(counts)
    .map(([reason, count]) => `${both(words(reason))} ${count}`)
    .join(' / ');

const remade = (reason: string): { readonly zh: string; readonly en: string } =>
  replacementWords[reason] ?? { zh: reason, en: '' };

const cells = (row: PeriodRow): (string | number)[] => [
  row.key,
  row.days,
  row.casesReceived,
  row.accepted,
  row.supplement,
  row.cardsMade,
  row.handedOver,
  row.wasted,
  row.exceptions,
  row.timed,
  row.within20Minutes,
  row.totalSeconds,
  row.longestSeconds ?? '—',
  row.arrivals ?? '—',
  row.longestWaitMinutes ?? '—',
  reasonList(row.wasteByReason, wasteWords),
  reasonList(row.remadeByReason, remade),
];

/** The rows and the total: what the digest of a report is taken of. */
function tableLines(report: PeriodReport): CsvLine[] {
  return [[...titles], ...report.rows.map(cells), ['合计 total', ...cells(report.total).slice(1)]];
}

const tableCsv = (report: PeriodReport): Uint8Array =>
  toCsv(tableLines(report), titles.length, { bom: true });

export const periodHash = (report: PeriodReport): string => sha256(tableCsv(report));

const proof = '校验 proof';

function proofLines(report: PeriodReport, stamp: PeriodStamp, station: ExportStation): CsvLine[] {
  const by = periodWords[report.by];
  return [
    [proof, 'file', periodToken(report)],
    [proof, 'station', report.stationId, station.nameZh, station.nameEn],
    [proof, 'mode', station.training ? '培训 TRAINING' : '正式 PRODUCTION'],
    [proof, 'period', report.from, report.to, `${by.zh} ${by.en}`],
    [proof, 'rowCount', report.rows.length],
    [proof, '以上内容 sha256OfAbove', periodHash(report)],
    [proof, '最后一日审计链末值 chainHead (SM3)', stamp.chainHead || '—'],
    [proof, '最后一日日终 closedAt', stamp.closedAt],
    ...report.unsigned.map((date): CsvLine => ['未签名，不在合计内 unsigned', date]),
    ...report.silent.map((stationId): CsvLine => ['未应答的终端 silent', stationId]),
  ];
}

/** A report over closed days as CSV: rows, total, and what proves them (H4, H7). */
export const periodCsvFile = (report: PeriodReport, stamp: PeriodStamp, station: ExportStation): Uint8Array =>
  withProof(tableCsv(report), proofLines(report, stamp, station), titles.length);

/** The same as a workbook: what stands in the cells is what stands in the CSV. */
export function periodBook(report: PeriodReport, stamp: PeriodStamp, station: ExportStation): BookSheet[] {
  const [head = [], ...rows] = tableLines(report);
  const last = rows.length - 1;
  return [
    {
      name: '报表 Report',
      widths: [22, 8, 18, 12, 16, 14, 16, 10, 15, 10, 20, 22, 20, 12, 24, 30, 30],
      sticky: 1,
      rows: [
        { cells: head, look: 'head' },
        ...rows.map((line, index): BookRow =>
          index === last ? { cells: line, look: 'head' } : { cells: line },
        ),
      ],
    },
    {
      name: '时间 Times',
      widths: [22, 12, 14, 18, 18],
      sticky: 1,
      rows: [
        {
          cells: ['项 key', '计时 timed', '20分钟内 %', '平均 mean (min:s)', '最长 longest (min:s)'],
          look: 'head',
        },
        ...[...report.rows, { ...report.total, key: '合计 total' }].map((row) => ({
          cells: [row.key, row.timed, share(row), clockTime(meanSeconds(row)), clockTime(row.longestSeconds)],
        })),
      ],
    },
    {
      name: '合计 Sums',
      widths: [34, 34, 70, 24, 24],
      rows: [
        { cells: ['校验 Proof'], look: 'title' },
        ...proofLines(report, stamp, station).map((line) => ({ cells: line })),
      ],
    },
  ];
}

type Timed = Pick<PeriodRow, 'timed' | 'within20Minutes' | 'totalSeconds'>;

/** Whole seconds; null = nothing was timed. */
export const meanSeconds = ({ timed, totalSeconds }: Timed): number | null =>
  timed === 0 ? null : Math.round(totalSeconds / timed);

/** Per cent of the cards that took at most twenty minutes, rounded down: 100 is only said where it is true. */
export const share = ({ timed, within20Minutes }: Timed): string =>
  timed === 0 ? '—' : `${Math.floor((within20Minutes * 100) / timed)} %`;
