import type { ClosedDay } from '../../contract/day.ts';
import { beijingTime, chineseDate } from './beijingTime.ts';
import { drawCardTimes } from './dayCardTimes.ts';
import { drawCharts, drawPeopleByHour, drawReasonsAndAges } from './dayCharts.ts';
import { clerkTable, correctionTable, matchTables, unsignedTable } from './dayMatchTables.ts';
import { drawSignatures, drawStanding } from './dayStanding.ts';
import {
  exceptionTable,
  identityTable,
  ledgerTable,
  moneyTables,
  peopleTable,
  stockTable,
} from './dayTables.ts';
import type { PaperFonts } from './fonts.ts';
import { trainingMark } from './marks.ts';
import { drawHeading, drawIntegrity, footer, reportMargins, runningHead, section } from './reportFrame.ts';
import { a4, makePdf } from './sheet.ts';
import type { Sheet } from './sheet.ts';

export interface ReportStation {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly training: boolean;
}

/**
 * The signed report of a closed day (domain-rules 11, H1, H2, H4, H7, I1). A4, both languages; only parts that have data; the ledger comes
 * last, over as many pages as it needs.
 * @param token what the file is, for the check of exported files
 */
export function makeDayReport(
  fonts: PaperFonts,
  day: ClosedDay,
  station: ReportStation,
  token: string,
): Promise<Uint8Array> {
  const { stationId } = day.figures;
  return makePdf(
    fonts,
    {
      size: a4,
      margins: reportMargins,
      title: `${stationId} ${day.date}`,
      token,
      madeAt: day.closedAt,
      language: 'zh-CN',
      background: station.training ? trainingMark : undefined,
      runningHead: runningHead(`日终对账报告 Day close report · ${stationId} · ${day.date}`),
      footer: footer(
        `${stationId} · ${day.date} · ${day.rowCount} 行 rows · CSV ${day.csvHash.slice(0, 16)}`,
        station.training,
      ),
    },
    (sheet) => drawDay(sheet, day, station),
  );
}

function drawDay(sheet: Sheet, day: ClosedDay, station: ReportStation): void {
  const { figures } = day;
  let number = 0;
  const part = (zh: string, en: string, below?: number): void => {
    number += 1;
    section(sheet, `${number} ${zh}`, en, below);
  };
  heading(sheet, day, station);
  drawStanding(sheet, day);
  part('空白卡库存', 'Stock of blanks: opening + received − used − wasted − returned = closing = counted');
  stockTable(sheet, day);
  part('对账恒等式', 'Identities: both sides must be equal');
  identityTable(sheet, day);
  part('办件与制卡', 'Cases and cards', 190);
  drawCharts(sheet, day);
  moneyTables(sheet, figures);
  drawReasonsAndAges(sheet, figures);
  if (figures.match !== undefined) {
    part('三方核对', 'Three-way match: ledger, machine, upstream', 110);
    matchTables(sheet, figures.match);
  }
  if (figures.people !== undefined) {
    part('排队与办理时间', 'Queue of people: waits and service times', 150);
    peopleTable(sheet, figures.people);
    drawPeopleByHour(sheet, figures.people);
  }
  if (figures.cardTimes !== undefined && figures.cardTimes.timed > 0) {
    part('扫码到成卡', 'From the scan to the card in hand, against 20 minutes', 150);
    drawCardTimes(sheet, figures.cardTimes);
  }
  if (figures.clerks !== undefined && figures.clerks.length > 0) {
    part('经办人', 'Work of each clerk', 76);
    clerkTable(sheet, figures.clerks);
  }
  if (figures.corrections !== undefined && figures.corrections.length > 0) {
    part('对已结之日的更正', 'Corrections: what became known about closed days', 76);
    correctionTable(sheet, figures.corrections);
  }
  if (figures.earlierUnsigned !== undefined && figures.earlierUnsigned.length > 0) {
    part('尚未签名的前日', 'Earlier days that nobody has signed', 76);
    unsignedTable(sheet, figures.earlierUnsigned);
  }
  part(`例外事项（${figures.exceptions.length}）`, 'Exceptions by risk, with the written reason');
  exceptionTable(sheet, day);
  part('完整性', 'Integrity of the file and of the journal', 96);
  drawIntegrity(sheet, [
    { zh: '审计链末值 SM3', en: 'Head of the audit chain', hex: day.chainHead },
    { zh: 'CSV 文件 SHA-256', en: 'Digest of rows and totals in it', hex: day.csvHash },
  ]);
  part('签名', 'Signatures', 90);
  drawSignatures(sheet, day);
  part(`台账（${day.rowCount} 行）`, `Ledger: ${day.rowCount} rows`);
  ledgerTable(sheet, day);
}

function heading(sheet: Sheet, day: ClosedDay, station: ReportStation): void {
  drawHeading(sheet, {
    zh: '日终对账报告',
    en: 'Day close report',
    of: [chineseDate(day.date), day.date],
    facts: [
      {
        zh: '终端',
        en: `Station ${day.figures.stationId}`,
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
      { zh: '日终时间', en: 'Closed at', value: `${beijingTime(day.closedAt)} UTC+8`, share: 0.58 },
      { zh: '台账', en: 'Rows', value: String(day.rowCount), share: 0.85 },
    ],
  });
}
