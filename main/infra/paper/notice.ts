import type { Bilingual, NoticeContent } from '../../domain/papers/noticeContent.ts';
import { chineseDate } from './beijingTime.ts';
import type { PaperFonts } from './fonts.ts';
import { banner, trainingMark } from './marks.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { noticeFacts } from './noticeFacts.ts';
import { signatures } from './noticeSignatures.ts';
import { a4, makePdf, millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell, Column } from './table.ts';

const body: Ink = { size: 10.5, leading: 1.55 };
const english: Ink = { size: 8.5, colour: colours.quiet, leading: 1.4 };

/** The numbered, dated, sealed paper of an outcome (C2), Chinese first, English under it. A4. */
export function makeNotice(fonts: PaperFonts, content: NoticeContent): Promise<Uint8Array> {
  return makePdf(
    fonts,
    {
      size: a4,
      margins: {
        left: millimetres(24),
        right: millimetres(24),
        top: millimetres(20),
        bottom: millimetres(22),
      },
      title: content.number,
      madeAt: content.issuedAt,
      language: 'zh-CN',
      background: content.training ? trainingMark : undefined,
      runningHead: (sheet) => runningHead(sheet, content),
      footer: (sheet, page, pages) => footer(sheet, content, page, pages),
    },
    (sheet) => {
      heading(sheet, content);
      if (content.pending)
        banner(
          sheet,
          '待上报：本文书离线出具，尚未经上级系统确认',
          'Not yet confirmed: issued offline, to be reported upstream when the network is back',
        );
      noticeFacts(sheet, content);
      paragraph(sheet, content.legalBasis, { zh: '依据', en: 'Legal basis' });
      if (content.items.length > 0) items(sheet, content);
      for (const each of content.paragraphs) paragraph(sheet, each);
      signatures(sheet, content);
    },
  );
}

function heading(sheet: Sheet, content: NoticeContent): void {
  const { pen, left, width, document } = sheet;
  const write = (text: string, ink: Ink): void => {
    sheet.y += pen.write(text, left, sheet.y, width, { align: 'center', ...ink });
  };
  write(content.authority.zh, { size: 12, bold: true, leading: 1.5 });
  write(content.authority.en, { size: 8.5, colour: colours.quiet });
  sheet.y += 8;
  document
    .moveTo(left, sheet.y)
    .lineTo(left + width, sheet.y)
    .lineWidth(1.2)
    .strokeColor(colours.accent)
    .stroke();
  sheet.y += 16;
  write(content.title.zh, { size: 22, bold: true, leading: 1.35 });
  write(content.title.en, { size: 11, colour: colours.quiet });
  sheet.y += 10;
  const number = `编号 No. ${content.number}`;
  const code = `校验码 Code ${content.code}`;
  const ink: Ink = { size: 9, mono: true };
  pen.write(number, left, sheet.y, width, ink);
  sheet.y += pen.write(code, left, sheet.y, width, { ...ink, align: 'right' }) + 8;
}

/** Both languages of a paragraph stay together on a page. */
function paragraph(sheet: Sheet, text: Bilingual, lead?: Bilingual): void {
  const { pen, left, width } = sheet;
  const zh = lead ? `${lead.zh}：${text.zh}` : text.zh;
  const en = lead ? `${lead.en}: ${text.en}` : text.en;
  const height = pen.height(zh, width, body) + pen.height(en, width, english) + 8;
  sheet.need(Math.min(height, sheet.bottom - sheet.top - 60));
  sheet.y += pen.write(zh, left, sheet.y, width, body);
  sheet.y += pen.write(en, left, sheet.y, width, english) + 8;
}

function items(sheet: Sheet, content: NoticeContent): void {
  const supplement = content.kind === 'supplement';
  const titles = supplement
    ? {
        zh: `需补正材料（共 ${content.items.length} 项）`,
        en: `To be supplied or corrected: ${content.items.length}`,
      }
    : { zh: `核验材料（共 ${content.items.length} 项）`, en: `Originals seen: ${content.items.length}` };
  sheet.need(100);
  sheet.y += 4;
  const heads: Ink = { size: 11, bold: true };
  const used = sheet.pen.measure(titles.zh, heads);
  sheet.pen.write(titles.zh, sheet.left, sheet.y, sheet.width, heads);
  sheet.y +=
    sheet.pen.write(titles.en, sheet.left + used + 10, sheet.y + 2, sheet.width - used - 10, english) + 7;
  const columns: Column[] = [
    { title: { zh: '序号', en: 'No.' }, width: 32, align: 'center' },
    { title: { zh: '材料', en: 'Document' }, width: 126 },
    {
      title: supplement
        ? { zh: '需补正的内容与理由', en: 'What is needed, and why' }
        : { zh: '核验情况', en: 'Result' },
      width: sheet.width - 32 - 126 - 104,
    },
    { title: { zh: '依据', en: 'Clause' }, width: 104 },
  ];
  const cell = (text: Bilingual, bold = false): Cell => [
    { text: text.zh, ink: { size: 9.5, bold } },
    { text: text.en, ink: { size: 7.8, colour: colours.quiet, leading: 1.3 } },
  ];
  drawTable(
    sheet,
    columns,
    content.items.map((item, index) => [
      [{ text: String(index + 1), ink: { size: 9.5 } }],
      cell(item.title, true),
      cell(item.reason),
      cell(item.clause),
    ]),
  );
  sheet.y += 14;
}

function runningHead(sheet: Sheet, content: NoticeContent): number {
  const ink: Ink = { size: 8.5, colour: colours.quiet };
  const used = sheet.pen.write(
    `${content.title.zh} ${content.number}（续 continued）`,
    sheet.left,
    sheet.y,
    sheet.width,
    ink,
  );
  return used + 10;
}

function footer(sheet: Sheet, content: NoticeContent, page: number, pages: number): void {
  const { pen, left, width } = sheet;
  const y = sheet.pageHeight - millimetres(14);
  const ink: Ink = { size: 7.5, colour: colours.quiet };
  sheet.document
    .moveTo(left, y - 6)
    .lineTo(left + width, y - 6)
    .lineWidth(0.4)
    .strokeColor(colours.line)
    .stroke();
  pen.write(`${content.number} · ${content.code} · ${chineseDate(content.issuedOn)}`, left, y, width, ink);
  pen.write(`第 ${page} 页，共 ${pages} 页  Page ${page} of ${pages}`, left, y, width, {
    ...ink,
    align: 'right',
  });
}
