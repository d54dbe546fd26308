import type { ClosedDay } from '../../contract/day.ts';
import { beijingTime, chineseDate } from './beijingTime.ts';
import { drawCharts, drawPeopleByHour } from './dayCharts.ts';
import {
  exceptionTable,
  identityTable,
  ledgerTable,
  moneyTables,
  peopleTable,
  stockTable,
} from './dayTables.ts';
import type { PaperFonts } from './fonts.ts';
import { trainingMark, trainingWords } from './marks.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { a4, makePdf, millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';

export interface ReportStation {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly training: boolean;
}

const quiet: Ink = { size: 8, colour: colours.quiet };

/** The signed report of a closed day (domain-rules 11, H1, H4, I1). A4, both languages; the ledger comes last, over as many pages as it needs. */
export function makeDayReport(
  fonts: PaperFonts,
  day: ClosedDay,
  station: ReportStation,
): Promise<Uint8Array> {
  return makePdf(
    fonts,
    {
      size: a4,
      margins: {
        left: millimetres(18),
        right: millimetres(18),
        top: millimetres(16),
        bottom: millimetres(19),
      },
      title: `${day.figures.stationId} ${day.date}`,
      madeAt: day.closedAt,
      language: 'zh-CN',
      background: station.training ? trainingMark : undefined,
      runningHead: (sheet) => runningHead(sheet, day),
      footer: (sheet, page, pages) => footer(sheet, day, station, page, pages),
    },
    (sheet) => {
      heading(sheet, day, station);
      section(
        sheet,
        '1 空白卡库存',
        'Stock of blanks: opening + received − used − wasted − returned = closing = counted',
      );
      stockTable(sheet, day);
      section(sheet, '2 对账恒等式', 'Identities: both sides must be equal');
      identityTable(sheet, day);
      section(sheet, '3 办件与制卡', 'Cases and cards', 170);
      drawCharts(sheet, day);
      moneyTables(sheet, day.figures);
      const { people, exceptions } = day.figures;
      if (people !== undefined) {
        section(sheet, '4 排队与办理时间', 'Queue of people: waits and service times', 150);
        peopleTable(sheet, people);
        drawPeopleByHour(sheet, people);
      }
      const next = people === undefined ? 4 : 5;
      section(
        sheet,
        `${next} 例外事项（${exceptions.length}）`,
        'Exceptions by risk, with the written reason',
      );
      exceptionTable(sheet, day);
      section(sheet, `${next + 1} 完整性`, 'Integrity of the file and of the journal', 96);
      integrity(sheet, day);
      section(sheet, `${next + 2} 签名`, 'Signatures', 90);
      signatures(sheet, day);
      section(sheet, `${next + 3} 台账（${day.rowCount} 行）`, `Ledger: ${day.rowCount} rows`);
      ledgerTable(sheet, day);
    },
  );
}

function heading(sheet: Sheet, day: ClosedDay, station: ReportStation): void {
  const { pen, left, width, document } = sheet;
  const mode = station.training ? '培训 TRAINING' : '正式 PRODUCTION';
  const top = sheet.y;
  sheet.y += pen.write('日终对账报告', left, sheet.y, width, { size: 20, bold: true, leading: 1.3 });
  sheet.y += pen.write('Day close report', left, sheet.y, width, { size: 10.5, colour: colours.quiet });
  pen.write(chineseDate(day.date), left, top + 3, width, { size: 14, bold: true, align: 'right' });
  pen.write(day.date, left, top + 26, width, { size: 10, mono: true, align: 'right', colour: colours.quiet });
  sheet.y += 6;
  document
    .moveTo(left, sheet.y)
    .lineTo(left + width, sheet.y)
    .lineWidth(1.2)
    .strokeColor(colours.accent)
    .stroke();
  sheet.y += 9;
  const facts: readonly (readonly [string, string, string, string?])[] = [
    ['终端', `Station ${day.figures.stationId}`, station.nameZh, station.nameEn],
    ['运行模式', 'Mode', mode],
    ['日终时间', 'Closed at', `${beijingTime(day.closedAt)} UTC+8`],
    ['台账', 'Rows', String(day.rowCount)],
  ];
  const shares = [0, 0.36, 0.58, 0.85];
  const heights = facts.map(([zh, en, value, below], index) => {
    const x = left + (shares[index] ?? 0) * width;
    const room = ((shares[index + 1] ?? 1) - (shares[index] ?? 0)) * width - 8;
    let used = pen.write(`${zh} ${en}`, x, sheet.y, room, quiet);
    used += pen.write(value, x, sheet.y + used, room, { size: 9.5, bold: true });
    if (below) used += pen.write(below, x, sheet.y + used, room, quiet);
    return used;
  });
  sheet.y += Math.max(...heights) + 4;
}

/** A heading never stands alone at the foot of a page: `below` is the room its content needs at least. */
export function section(sheet: Sheet, zh: string, en: string, below = 64): void {
  sheet.need(30 + below);
  sheet.y += 10;
  const ink: Ink = { size: 11.5, bold: true, colour: colours.accent };
  const used = sheet.pen.measure(zh, ink);
  sheet.pen.write(zh, sheet.left, sheet.y, sheet.width, ink);
  sheet.pen.write(en, sheet.left + used + 8, sheet.y + 3.4, sheet.width - used - 8, quiet);
  sheet.y += 20;
}

const grouped = (hex: string): string => hex.match(/.{1,8}/g)?.join(' ') ?? '—';

function integrity(sheet: Sheet, day: ClosedDay): void {
  const rows = [
    ['审计链末值 SM3', 'Head of the audit chain', grouped(day.chainHead)],
    ['CSV 文件 SHA-256', 'Digest of the exported CSV file', grouped(day.csvHash)],
  ] as const;
  for (const [zh, en, value] of rows) {
    const { pen, left, width } = sheet;
    pen.write(zh, left, sheet.y, 130, { size: 9 });
    pen.write(en, left, sheet.y + 12, 130, { ...quiet, size: 7.2 });
    const used = pen.write(value, left + 132, sheet.y + 1, width - 132, {
      size: 8,
      mono: true,
      leading: 1.35,
    });
    sheet.y += Math.max(used, 24) + 4;
  }
  const note = '纸面与文件逐字相符时，可证明当日记录未被改动。';
  const noteEn = 'If paper and file agree, the records of the day were not altered.';
  sheet.y += sheet.pen.write(`${note} ${noteEn}`, sheet.left, sheet.y, sheet.width, quiet);
}

function signatures(sheet: Sheet, day: ClosedDay): void {
  const gap = 16;
  const perRow = 2;
  const cell = (sheet.width - gap * (perRow - 1)) / perRow;
  const height = 62;
  const titles = [
    ['日终经办人', 'Closed by'],
    ['复核人', 'Second person'],
  ] as const;
  for (let start = 0; start < Math.max(day.signatures.length, perRow); start += perRow) {
    sheet.need(height);
    for (let index = start; index < start + perRow; index += 1) {
      const signature = day.signatures[index];
      const [zh, en] = titles[index] ?? (['签名人', 'Signed by'] as const);
      if (!signature && index >= titles.length) continue;
      const x = sheet.left + (index - start) * (cell + gap);
      sheet.pen.write(`${zh} ${en}`, x, sheet.y, cell, quiet);
      sheet.pen.write(
        signature ? `${signature.staff}（${signature.userName}）` : '—',
        x,
        sheet.y + 13,
        cell,
        {
          size: 10.5,
          bold: true,
        },
      );
      sheet.pen.write(signature ? `电子签名 ${beijingTime(signature.at)}` : '', x, sheet.y + 30, cell, quiet);
      sheet.document
        .moveTo(x, sheet.y + 54)
        .lineTo(x + cell, sheet.y + 54)
        .lineWidth(0.6)
        .strokeColor(colours.ink)
        .stroke();
    }
    sheet.y += height;
  }
}

function runningHead(sheet: Sheet, day: ClosedDay): number {
  const text = `日终对账报告 Day close report · ${day.figures.stationId} · ${day.date}`;
  return sheet.pen.write(text, sheet.left, sheet.y, sheet.width, quiet) + 8;
}

function footer(sheet: Sheet, day: ClosedDay, station: ReportStation, page: number, pages: number): void {
  const { pen, left, width, document } = sheet;
  const y = sheet.pageHeight - millimetres(13);
  const ink: Ink = { size: 7.5, colour: colours.quiet };
  document
    .moveTo(left, y - 6)
    .lineTo(left + width, y - 6)
    .lineWidth(0.4)
    .strokeColor(colours.line)
    .stroke();
  pen.write(
    `${day.figures.stationId} · ${day.date} · ${day.rowCount} 行 rows · CSV ${day.csvHash.slice(0, 16)}${station.training ? trainingWords : ''}`,
    left,
    y,
    width,
    ink,
  );
  pen.write(`第 ${page} 页，共 ${pages} 页  Page ${page} of ${pages}`, left, y, width, {
    ...ink,
    align: 'right',
  });
}
