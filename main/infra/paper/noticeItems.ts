import type { Bilingual, NoticeContent } from '../../domain/papers/noticeContent.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell, Column } from './table.ts';

const chinese: Ink = { size: 9.5 };
const english: Ink = { size: 7.8, colour: colours.quiet, leading: 1.3 };
const clauseChinese: Ink = { size: 8, colour: colours.quiet, leading: 1.4 };
const clauseEnglish: Ink = { size: 7.2, colour: colours.quiet, leading: 1.3 };

/**
 * The list of a notice. Supplement: each gap with its reason and its clause under it (clauses are whole sentences, a column of their
 * own would be a ribbon). Acceptance: the originals that were seen.
 */
export function noticeItems(sheet: Sheet, content: NoticeContent): void {
  const supplement = content.kind === 'supplement';
  const count = content.items.length;
  sheet.need(100);
  sheet.y += 4;
  title(
    sheet,
    supplement
      ? { zh: `需补正材料（共 ${count} 项）`, en: `To be supplied or corrected: ${count}` }
      : { zh: `核验材料（共 ${count} 项）`, en: `Originals seen: ${count}` },
  );
  const widths = { number: 30, document: supplement ? 140 : 230 };
  const columns: Column[] = [
    { title: { zh: '序号', en: 'No.' }, width: widths.number, align: 'center' },
    { title: { zh: '材料', en: 'Document' }, width: widths.document },
    {
      title: supplement
        ? { zh: '需补正的内容、理由与依据', en: 'What is needed, why, and the clause' }
        : { zh: '核验情况', en: 'Result' },
      width: sheet.width - widths.number - widths.document,
    },
  ];
  drawTable(
    sheet,
    columns,
    content.items.map((item, index) => [
      [{ text: String(index + 1), ink: chinese }],
      cell(item.title, true),
      supplement ? [...cell(item.reason), ...clauseCell(item.clause)] : cell(item.reason),
    ]),
  );
  sheet.y += 10;
}

function title(sheet: Sheet, text: Bilingual): void {
  const ink: Ink = { size: 11, bold: true };
  const used = sheet.pen.measure(text.zh, ink);
  sheet.pen.write(text.zh, sheet.left, sheet.y, sheet.width, ink);
  const small: Ink = { size: 8.5, colour: colours.quiet };
  sheet.pen.write(text.en, sheet.left + used + 10, sheet.y + 2.2, sheet.width - used - 10, small);
  sheet.y += 22;
}

const cell = (text: Bilingual, bold = false): Cell => [
  { text: text.zh, ink: { ...chinese, bold } },
  { text: text.en, ink: english },
];

const clauseCell = (clause: Bilingual): Cell => [
  { text: `依据：${clause.zh}`, ink: clauseChinese },
  { text: clause.en, ink: clauseEnglish },
];
