import type { NoticeContent, NoticeDetail } from '../../domain/papers/noticeContent.ts';
import { drawFacts, plainFact } from './noticeFacts.ts';
import type { Fact } from './noticeFacts.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell } from './table.ts';

const value: Ink = { size: 9.5, leading: 1.4 };
const label: Ink = { size: 9, leading: 1.35 };
const english: Ink = { size: 7.4, colour: colours.quiet, leading: 1.3 };
const labelWidth = 104;

type Title = { readonly zh: string; readonly en: string };
const titles: Partial<Record<NoticeContent['kind'], Title>> = {
  refusal: { zh: '不予许可的理由', en: 'Reasons of the refusal' },
  revocation: { zh: '撤销的内容', en: 'What is revoked' },
  correction: { zh: '更正的内容', en: 'What is corrected' },
  handBack: { zh: '退还与签收', en: 'Handing back' },
  permitPage: { zh: '工作许可信息', en: 'Work permit' },
};

/** What this kind of paper says beside who and where, over as many pages as it needs. */
export function noticeDetails(sheet: Sheet, content: NoticeContent): void {
  const details = content.details ?? [];
  if (details.length === 0) return;
  const title = titles[content.kind] ?? { zh: '内容', en: 'Contents' };
  if (content.kind === 'permitPage') permitFacts(sheet, title, details);
  else reasonTable(sheet, title, details);
  sheet.y += 6;
}

/** Sentences: one row for each, which may be tall. */
function reasonTable(sheet: Sheet, title: Title, details: readonly NoticeDetail[]): void {
  drawTable(
    sheet,
    [
      { title: { zh: title.zh, en: '' }, width: labelWidth },
      { title: { zh: title.en, en: '' }, width: sheet.width - labelWidth },
    ],
    details.map((detail): readonly Cell[] => [
      [
        { text: detail.label.zh, ink: label },
        { text: detail.label.en, ink: english },
      ],
      [{ text: detail.value, ink: value }],
    ]),
    { padding: 2.5, titleSize: 8.5 },
  );
}

/** Short facts in two columns, so that the page the police read is one page; a long one has a row of its own. */
function permitFacts(sheet: Sheet, title: Title, details: readonly NoticeDetail[]): void {
  const { document, pen, left, width } = sheet;
  sheet.need(60);
  document.rect(left, sheet.y, width, 17).fill(colours.faint);
  pen.write(`${title.zh}  ${title.en}`, left + 5, sheet.y + 3, width - 10, { size: 8.5, bold: true });
  sheet.y += 17;
  const half = width / 2 - 104;
  const isShort = (detail: NoticeDetail): boolean => pen.lines(detail.value, half, plainFact).length === 1;
  const rows: NoticeDetail[][] = [];
  for (const detail of details) {
    const last = rows.at(-1);
    const [first] = last ?? [];
    if (last?.length === 1 && first !== undefined && isShort(first) && isShort(detail)) last.push(detail);
    else rows.push([detail]);
  }
  for (const row of rows) drawFacts(sheet, row.map(factOf));
}

const factOf = ({ label: words, value: text }: NoticeDetail): Fact => ({
  zh: words.zh,
  en: words.en,
  value: text,
  ink: plainFact,
});
