import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import { beijingTime } from './beijingTime.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';

export interface Fact {
  readonly zh: string;
  readonly en: string;
  readonly value: string;
  readonly ink: Ink;
  readonly below?: string;
}

export const plainFact: Ink = { size: 10, leading: 1.35 };
const plain = plainFact;
const mono: Ink = { size: 10, mono: true, leading: 1.35 };
const english: Ink = { size: 8, colour: colours.quiet, leading: 1.3 };
const labelWidth = 92;
const labelHeight = 20.5;
const padding = 1.5;

/** Who, what, where and when: ruled rows of one or two facts. */
export function noticeFacts(sheet: Sheet, content: NoticeContent): void {
  rule(sheet, 0.8, colours.ink);
  for (const row of rowsOf(content)) drawFacts(sheet, row);
  sheet.y += 7;
}

function rowsOf(content: NoticeContent): readonly (readonly Fact[])[] {
  const { matter, station } = content;
  return [
    [{ zh: '申请人', en: 'Applicant', value: content.applicant, ink: { size: 10.5, bold: true } }],
    [
      { zh: '工作许可编号', en: 'Work permit No.', value: content.permitNumber, ink: mono },
      { zh: '护照号码尾号', en: 'Passport, last digits', value: `•••• ${content.passportTail}`, ink: mono },
    ],
    [{ zh: '用人单位', en: 'Employer', value: content.employer, ink: plain }],
    [{ zh: '办理事项', en: 'Matter', value: matter.zh, ink: plain, below: matter.en }],
    [
      { zh: '办件编号', en: 'Case No.', value: content.caseNumber, ink: mono },
      { zh: '收到材料时间', en: 'Received (UTC+8)', value: beijingTime(content.receivedAt), ink: mono },
    ],
    [{ zh: '办理地点', en: 'Station', value: station.zh, ink: plain, below: station.en }],
  ];
}

/** One ruled row of one or two facts. */
export function drawFacts(sheet: Sheet, facts: readonly Fact[]): void {
  const { pen } = sheet;
  const column = sheet.width / facts.length;
  const room = column - labelWidth - 6;
  const heights = facts.map(
    ({ value, ink, below }) => pen.height(value, room, ink) + (below ? pen.height(below, room, english) : 0),
  );
  const height = Math.max(...heights, labelHeight) + 2 * padding;
  sheet.need(height);
  facts.forEach(({ zh, en, value, ink, below }, index) => {
    const x = sheet.left + index * column;
    const labelTop = sheet.y + (height - labelHeight) / 2;
    pen.write(zh, x + 2, labelTop, labelWidth, { size: 8.5, leading: 1.3 });
    pen.write(en, x + 2, labelTop + 11, labelWidth, { size: 7.2, colour: colours.quiet, leading: 1.3 });
    const top = sheet.y + (height - (heights[index] ?? 0)) / 2;
    const used = pen.write(value, x + labelWidth, top, room, ink);
    if (below) pen.write(below, x + labelWidth, top + used, room, english);
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
