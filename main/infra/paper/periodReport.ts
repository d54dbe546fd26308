import type { PeriodBy, PeriodReport, PeriodRow } from '../../contract/periods.ts';
import { beijingTime } from './beijingTime.ts';
import { clockTime, wasteWords } from './dayWords.ts';
import type { ReportStation } from './dayReport.ts';
import type { PaperFonts } from './fonts.ts';
import { replacementWords } from './ledgerWords.ts';
import { trainingMark } from './marks.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { drawHeading, drawIntegrity, footer, reportMargins, runningHead, section } from './reportFrame.ts';
import { a4, makePdf } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell } from './table.ts';

export interface PeriodPaper {
  readonly stamp: { readonly chainHead: string; readonly closedAt: string };
  readonly station: ReportStation;
  readonly token: string;
  /** SHA-256 of rows and total in the CSV. */
  readonly hash: string;
}

const words: Readonly<Record<PeriodBy, { readonly zh: string; readonly en: string }>> = {
  day: { zh: '按日', en: 'by day' },
  month: { zh: '按月', en: 'by month' },
  clerk: { zh: '按经办人', en: 'by clerk' },
  station: { zh: '按终端', en: 'by station' },
};

/** Sums over the closed days of a period (H7): A4 across, both languages, with what proves them and what is not in them. */
export function makePeriodReport(
  fonts: PaperFonts,
  report: PeriodReport,
  paper: PeriodPaper,
): Promise<Uint8Array> {
  const { stationId, from, to, by } = report;
  const [height, width] = a4;
  const { zh, en } = words[by];
  return makePdf(
    fonts,
    {
      size: [width, height],
      margins: reportMargins,
      title: `${stationId} ${from} ${to} ${by}`,
      token: paper.token,
      madeAt: paper.stamp.closedAt,
      language: 'zh-CN',
      background: paper.station.training ? trainingMark : undefined,
      runningHead: runningHead(`期间报表 Period report · ${stationId} · ${from} – ${to} · ${zh} ${en}`),
      footer: footer(
        `${stationId} · ${from} – ${to} · ${report.rows.length} 行 rows · CSV ${paper.hash.slice(0, 16)}`,
        paper.station.training,
      ),
    },
    (sheet) => drawPeriod(sheet, report, paper),
  );
}

function drawPeriod(sheet: Sheet, report: PeriodReport, { stamp, station, hash }: PeriodPaper): void {
  const { zh, en } = words[report.by];
  drawHeading(sheet, {
    zh: '期间报表',
    en: 'Report over closed days',
    of: [`${zh} ${en}`, `${report.from} – ${report.to}`],
    facts: [
      {
        zh: '终端',
        en: `Station ${report.stationId}`,
        value: station.nameZh,
        below: station.nameEn,
        share: 0,
      },
      {
        zh: '运行模式',
        en: 'Mode',
        value: station.training ? '培训 TRAINING' : '正式 PRODUCTION',
        share: 0.36,
      },
      { zh: '已结日', en: 'Closed days', value: String(report.total.days), share: 0.58 },
      {
        zh: '最后一日日终',
        en: 'Last close in it',
        value: stamp.chainHead === '' ? '—' : `${beijingTime(stamp.closedAt)} UTC+8`,
        share: 0.72,
      },
    ],
  });
  let number = 0;
  const part = (partZh: string, partEn: string, below?: number): void => {
    number += 1;
    section(sheet, `${number} ${partZh}`, partEn, below);
  };
  part(`合计（${report.rows.length} 行）`, `Sums ${en}`);
  sumTable(sheet, report);
  if (report.total.timed > 0) {
    part('20 分钟内成卡', 'Cards in hand within 20 minutes of the scan', 60);
    withinBars(sheet, [
      ...report.rows.filter(({ timed }) => timed > 0),
      { ...report.total, key: '合计 total' },
    ]);
  }
  if (reasons(report.total.wasteByReason) + reasons(report.total.remadeByReason) > 0) {
    part('原因', 'Waste and replaced cards by reason', 60);
    reasonTable(sheet, report.total);
  }
  missing(sheet, report, part);
  part('完整性', 'Integrity of the file and of the journal', 80);
  drawIntegrity(sheet, [
    { zh: '审计链末值 SM3', en: 'Head of the audit chain, last close', hex: stamp.chainHead },
    { zh: 'CSV 文件 SHA-256', en: 'Digest of rows and total in it', hex: hash },
  ]);
}

const plain: Ink = { size: 8.6 };
const figure: Ink = { size: 8.6, mono: true };
const look = { padding: 3, titleSize: 7.8 };
const one = (text: string, ink: Ink = plain): Cell => [{ text, ink }];

/** What no clerk has as his own is a dash by clerk, and not a zero. */
const known = (report: PeriodReport, row: PeriodRow, value: number): string =>
  report.by === 'clerk' && row.key !== 'total' ? '—' : String(value);

function sumTable(sheet: Sheet, report: PeriodReport): void {
  const heads: readonly (readonly [string, string, (row: PeriodRow) => string])[] = [
    ['天数', 'days', (row) => String(row.days)],
    ['收件', 'cases', (row) => String(row.casesReceived)],
    ['受理', 'accepted', (row) => String(row.accepted)],
    ['补正', 'supplement', (row) => String(row.supplement)],
    ['制成', 'cards made', (row) => String(row.cardsMade)],
    ['领卡', 'handed over', (row) => String(row.handedOver)],
    ['废卡', 'wasted', (row) => String(row.wasted)],
    ['例外', 'exceptions', (row) => (report.by === 'clerk' ? '—' : known(report, row, row.exceptions))],
    [
      '20 分钟内',
      'within 20 min',
      (row) => (row.timed === 0 ? '—' : `${row.within20Minutes} / ${row.timed}`),
    ],
    ['平均', 'mean', (row) => clockTime(row.timed === 0 ? null : Math.round(row.totalSeconds / row.timed))],
    ['最长', 'longest', (row) => clockTime(row.longestSeconds)],
    ['取号', 'arrivals', (row) => (row.arrivals === null ? '—' : String(row.arrivals))],
    [
      '最长等候',
      'longest wait',
      (row) => (row.longestWaitMinutes === null ? '—' : `${row.longestWaitMinutes} 分`),
    ],
  ];
  const first = 118;
  const width = (sheet.width - first) / heads.length;
  const line = (row: PeriodRow, name: string, ink: Ink, bold: boolean): Cell[] => [
    one(name, { ...ink, bold }),
    ...heads.map(([, , text]) => one(text(row), { ...figure, bold })),
  ];
  drawTable(
    sheet,
    [
      { title: { zh: '项', en: 'Key' }, width: first },
      ...heads.map(([zh, en]) => ({ title: { zh, en }, width, align: 'right' as const })),
    ],
    [
      ...report.rows.map((row) => line(row, row.key, report.by === 'clerk' ? plain : figure, false)),
      line(report.total, '合计 total', plain, true),
    ],
    look,
  );
}

const barLabel: Ink = { size: 8 };
const barValue: Ink = { size: 8, mono: true, bold: true };

/** How many of a hundred cards took at most twenty minutes, row by row. */
function withinBars(sheet: Sheet, rows: readonly PeriodRow[]): void {
  const labelWidth = 118;
  const pitch = 14;
  const { pen, document, left, width } = sheet;
  const room = width - labelWidth - 120;
  for (const { key, timed, within20Minutes } of rows) {
    sheet.need(pitch);
    const share = within20Minutes / timed;
    pen.write(key, left, sheet.y, labelWidth - 6, barLabel);
    document.rect(left + labelWidth, sheet.y + 1.6, room, 7.6).fill(colours.faint);
    if (share > 0) document.rect(left + labelWidth, sheet.y + 1.6, share * room, 7.6).fill(colours.accent);
    pen.write(
      `${Math.floor(share * 100)} %  ${within20Minutes} / ${timed}`,
      left + labelWidth + room + 8,
      sheet.y - 0.3,
      112,
      barValue,
    );
    sheet.y += pitch;
  }
  sheet.y += 4;
}

const reasons = (counts: Readonly<Record<string, number>>): number => Object.keys(counts).length;

function reasonTable(sheet: Sheet, total: PeriodRow): void {
  const lines = [
    ...Object.entries(total.wasteByReason).map(([reason, count]) => ({
      of: '废卡 waste',
      ...wasteWords(reason),
      count,
    })),
    ...Object.entries(total.remadeByReason).map(([reason, count]) => ({
      of: '补换卡 replaced',
      ...(replacementWords[reason] ?? { zh: reason, en: '' }),
      count,
    })),
  ];
  drawTable(
    sheet,
    [
      { title: { zh: '种类', en: 'Kind' }, width: 150 },
      { title: { zh: '原因', en: 'Reason' }, width: sheet.width - 230 },
      { title: { zh: '张', en: 'cards' }, width: 80, align: 'right' },
    ],
    lines.map(({ of, zh, en, count }) => [one(of), one(`${zh} ${en}`), one(String(count), figure)]),
    look,
  );
}

/** What is not in the sums: days that nobody signed, stations that did not answer. */
function missing(
  sheet: Sheet,
  { unsigned, silent }: PeriodReport,
  part: (zh: string, en: string, below?: number) => void,
): void {
  if (unsigned.length === 0 && silent.length === 0) return;
  part('不在合计之内', 'Not in these sums', 40);
  const list = (zh: string, en: string, names: readonly string[]): void => {
    if (names.length === 0) return;
    sheet.need(30);
    sheet.y += sheet.pen.write(`${zh} ${en}`, sheet.left, sheet.y, sheet.width, { size: 9, bold: true });
    sheet.y +=
      sheet.pen.write(names.join('   '), sheet.left, sheet.y, sheet.width, { ...figure, leading: 1.5 }) + 4;
  };
  list('未签名的日', 'Days that nobody has signed', unsigned);
  list('未应答的终端', 'Stations that did not answer', silent);
}
