import type { Bilingual, NoticeContent } from '../../domain/papers/noticeContent.ts';
import { shareClauses } from './noticeClauses.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell } from './table.ts';

type Item = NoticeContent['items'][number];
interface Numbered {
  readonly number: number;
  readonly item: Item;
}

interface LanguageWidths {
  readonly zh: number;
  readonly en: number;
}

const name: Ink = { size: 9.5, bold: true, leading: 1.35 };
const plain: Ink = { size: 9, leading: (9.5 * 1.35) / 9 };
const english: Ink = { size: 7.4, colour: colours.quiet, leading: 1.3 };
// On the same line as the Chinese beside it.
const nameEnglish: Ink = { size: 8.6, leading: (9.5 * 1.35) / 8.6 };
const words: Ink = { size: 8.5, leading: 1.32 };
const wordsEnglish: Ink = english;
const clauseChinese: Ink = { size: 8, leading: 1.35 };
const clauseEnglish: Ink = { size: 7, colour: colours.quiet, leading: 1.32 };
const numberWidth = 26;

const gapHeads = {
  supplement: { zh: '需补正的内容、理由与依据', en: 'What is needed, why, and the clause' },
  refusal: { zh: '不满足的内容、理由与依据', en: 'What is not satisfied, why, and the clause' },
} as const;

/** The list of a notice: the gaps of a supplement, each with its reason and its clause, or the originals that were seen. */
export function noticeItems(sheet: Sheet, content: NoticeContent): void {
  const count = content.items.length;
  // Not without the head of the table and the beginning of its first row.
  sheet.need(150);
  sheet.y += 1;
  if (content.kind === 'supplement') {
    title(sheet, { zh: `需补正材料（共 ${count} 项）`, en: `To be supplied or corrected: ${count}` });
    gapTable(sheet, content.items, gapHeads.supplement);
  } else if (content.kind === 'refusal') {
    title(sheet, { zh: `不满足的材料（共 ${count} 项）`, en: `Not satisfied: ${count}` });
    gapTable(sheet, content.items, gapHeads.refusal);
  } else if (content.kind === 'handBack') {
    title(sheet, { zh: `退还的原件（共 ${count} 项）`, en: `Originals handed back: ${count}` });
    seenList(sheet, content.items);
  } else {
    title(sheet, { zh: `核验材料（共 ${count} 项）`, en: `Originals seen: ${count}` });
    seenList(sheet, content.items);
  }
  sheet.y += 5;
}

function title(sheet: Sheet, text: Bilingual): void {
  const ink: Ink = { size: 11, bold: true };
  const used = sheet.pen.measure(text.zh, ink);
  sheet.pen.write(text.zh, sheet.left, sheet.y, sheet.width, ink);
  const small: Ink = { size: 8.5, colour: colours.quiet };
  sheet.pen.write(text.en, sheet.left + used + 10, sheet.y + 2.2, sheet.width - used - 10, small);
  sheet.y += 19;
}

/**
 * Chinese on the left, English beside it: a clause is whole sentences, under each other they fill a page. What several clauses begin with
 * stands once above the table.
 */
function gapTable(sheet: Sheet, items: readonly Item[], head: Bilingual): void {
  const widths = languageWidths(sheet.width - numberWidth);
  const { shared, own } = shareClauses([...items]);
  for (const { mark, text } of shared) sharedClause(sheet, mark, text, widths);
  const cells = items.map((item, index): readonly Cell[] => {
    const clause = own[index] ?? { mark: null, text: item.clause };
    const zh = `${withoutStop(item.reason.zh)}；依据${clause.mark ?? '：'}${clause.mark && clause.text.zh ? '，' : ''}${clause.text.zh}`;
    const en = `${withoutStop(item.reason.en)}; clause${clause.mark ? ` ${clause.mark}` : ''}${clause.text.en ? `: ${clause.text.en}` : ''}`;
    return [
      [{ text: String(index + 1), ink: plain }],
      [
        { text: item.title.zh, ink: name },
        { text: zh, ink: words },
      ],
      [
        { text: item.title.en, ink: nameEnglish },
        { text: en, ink: wordsEnglish },
      ],
    ];
  });
  drawTable(
    sheet,
    [
      { title: { zh: 'No.', en: '' }, width: numberWidth, align: 'center' },
      { title: { zh: head.zh, en: '' }, width: widths.zh },
      { title: { zh: head.en, en: '' }, width: widths.en },
    ],
    cells,
    { padding: 2.5, titleSize: 8.5 },
  );
}

const withoutStop = (text: string): string => text.replace(/[。.]$/, '');

/** English says the same in more room. */
const languageWidths = (width: number): LanguageWidths => ({ zh: width * 0.45, en: width * 0.55 });

function sharedClause(sheet: Sheet, mark: string, text: Bilingual, widths: LanguageWidths): void {
  const { pen, left } = sheet;
  const zh = `依据${mark}：${text.zh}`;
  const en = `Clause ${mark}: ${text.en}`;
  const leftRoom = numberWidth + widths.zh - 10;
  const room = widths.en - 10;
  const height = Math.max(pen.height(zh, leftRoom, clauseChinese), pen.height(en, room, clauseEnglish));
  sheet.need(height + 60);
  pen.write(zh, left, sheet.y, leftRoom, clauseChinese);
  pen.write(en, left + numberWidth + widths.zh + 5, sheet.y, room, clauseEnglish);
  sheet.y += height + 5;
}

/** The originals in two columns, under the result that they share; numbers run on. */
function seenList(sheet: Sheet, items: readonly Item[]): void {
  const groups = new Map<string, { readonly result: Bilingual; readonly members: Numbered[] }>();
  items.forEach((item, index) => {
    const key = `${item.reason.zh}\n${item.reason.en}`;
    const group = groups.get(key) ?? { result: item.reason, members: [] };
    group.members.push({ number: index + 1, item });
    groups.set(key, group);
  });
  rule(sheet, 0.8, colours.ink);
  for (const { result, members } of groups.values()) {
    resultLine(sheet, result, members.length);
    const rows = Math.ceil(members.length / 2);
    for (let row = 0; row < rows; row += 1) seenRow(sheet, [members[row], members[row + rows]]);
  }
}

function resultLine(sheet: Sheet, result: Bilingual, count: number): void {
  const { pen, left, width, document } = sheet;
  const text = `${result.zh} ${result.en}（${count}）`;
  const ink: Ink = { size: 8.5, leading: 1.35 };
  const height = pen.height(text, width - 10, ink) + 4;
  sheet.need(height + 28);
  document.rect(left, sheet.y, width, height).fill(colours.faint);
  pen.write(text, left + 5, sheet.y + 2, width - 10, ink);
  sheet.y += height;
  rule(sheet, 0.4, colours.line);
}

function seenRow(sheet: Sheet, cells: readonly (Numbered | undefined)[]): void {
  const { pen, left, width } = sheet;
  const column = width / 2;
  const room = column - numberWidth - 8;
  const heights = cells.map((cell) =>
    cell ? pen.height(cell.item.title.zh, room, name) + pen.height(cell.item.title.en, room, english) : 0,
  );
  const height = Math.max(...heights) + 4;
  sheet.need(height);
  cells.forEach((cell, index) => {
    if (!cell) return;
    const x = left + index * column;
    const top = sheet.y + 2;
    pen.write(String(cell.number), x, top, numberWidth - 4, { ...plain, align: 'center' });
    const used = pen.write(cell.item.title.zh, x + numberWidth, top, room, name);
    pen.write(cell.item.title.en, x + numberWidth, top + used, room, english);
  });
  sheet.y += height;
  rule(sheet, 0.4, colours.line);
}

function rule(sheet: Sheet, weight: number, colour: string): void {
  const { document, left, width, y } = sheet;
  document
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(weight)
    .strokeColor(colour)
    .stroke();
}
