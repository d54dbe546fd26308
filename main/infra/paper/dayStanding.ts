import type { ClosedDay } from '../../contract/day.ts';
import { beijingTime } from './beijingTime.ts';
import { overrideWords } from './dayWords.ts';
import { colours, lineHeight } from './pen.ts';
import type { Ink } from './pen.ts';
import { quiet } from './reportFrame.ts';
import type { Sheet } from './sheet.ts';

/** What a reader must know before the first figure: nobody signed, the day was overridden, or something was not proven (H3, domain-rules 13.10). */
export function drawStanding(sheet: Sheet, day: ClosedDay): void {
  const { override, unconfirmed, signatures } = day;
  if (signatures.length === 0)
    note(
      sheet,
      '尚未签名',
      '次日先开，本日数字为当时所记，待两人补签。',
      'Nobody has signed this day yet: the next day was opened first. These are the figures of then, to be signed by two people.',
    );
  if (override) {
    const { zh, en } = overrideWords(override.kind);
    const people = override.second === null ? override.by : `${override.by}、${override.second}`;
    note(
      sheet,
      '先开后签',
      `${zh}（${people}，${beijingTime(override.at)}）：${override.reason}`,
      `The next day was opened before this one was closed: ${en}. Signed afterwards, with the figures of the time of the override.`,
    );
  }
  if (unconfirmed) {
    const asked = unconfirmed.upstreamAsked ? '已询问上级' : '日终时未能询问上级';
    const askedEn = unconfirmed.upstreamAsked ? 'Upstream was asked' : 'Upstream could not be asked';
    const oldest =
      unconfirmed.oldestRowAt === null ? '' : `，最早一行 ${beijingTime(unconfirmed.oldestRowAt)}`;
    note(
      sheet,
      '未确认',
      `${asked}；未经确认：卡 ${unconfirmed.cards} 张，文书 ${unconfirmed.notices} 份，待上报 ${unconfirmed.rows} 行${oldest}。`,
      `${askedEn}. Not confirmed at the close: cards ${unconfirmed.cards}, papers ${unconfirmed.notices}, rows of the queue ${unconfirmed.rows}. What comes later stands as a correction in the day it comes.`,
    );
  }
}

const label: Ink = { size: 9.5, bold: true, colour: colours.alarm };
const chinese: Ink = { size: 9, leading: 1.45 };
const english: Ink = { size: 7.6, colour: colours.quiet, leading: 1.35 };

/** A calm box with a bar at its left and the word for it: seen first, without colour alone. */
function note(sheet: Sheet, word: string, zh: string, en: string): void {
  const { pen, document, left, width } = sheet;
  const inset = 12;
  const labelWidth = 62;
  const room = width - inset - labelWidth - 10;
  const height = pen.height(zh, room, chinese) + pen.height(en, room, english) + 12;
  sheet.need(height + 8);
  sheet.y += 4;
  document.rect(left, sheet.y, width, height).fill(colours.faint);
  document.rect(left, sheet.y, 3, height).fill(colours.alarm);
  pen.write(word, left + inset, sheet.y + 6, labelWidth, label);
  const used = pen.write(zh, left + inset + labelWidth, sheet.y + 6, room, chinese);
  pen.write(en, left + inset + labelWidth, sheet.y + 6 + used, room, english);
  sheet.y += height + 4;
}

/** Who closed and who checked; a day without signatures has empty lines for them. */
export function drawSignatures(sheet: Sheet, day: ClosedDay): void {
  const gap = 16;
  const perRow = 2;
  const cell = (sheet.width - gap * (perRow - 1)) / perRow;
  const name: Ink = { size: 10.5, bold: true };
  const height = 46 + lineHeight(name);
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
      const signed = signature ? `${signature.staff}（${signature.userName}）` : '—';
      sheet.pen.write(signed, x, sheet.y + 13, cell, name);
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
