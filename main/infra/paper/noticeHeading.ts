import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { drawQr } from './qrCode.ts';
import { millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** About 0.4 mm a module: an office printer and a cheap scanner both manage it. */
const qrSide = millimetres(25);

/** Authority, title, number and check code; the signed code in the upper left corner, the copy mark in the upper right one. */
export function heading(sheet: Sheet, content: NoticeContent): void {
  const { pen, left, width, document, top } = sheet;
  // The code hangs beside the words, which stay in the middle of the page; its white border may lie in the margin.
  const side = content.qr === undefined ? 0 : qrSide;
  const centre = { x: left + side, width: width - 2 * side };
  const write = (text: string, ink: Ink): void => {
    sheet.y += pen.write(text, centre.x, sheet.y, centre.width, { align: 'center', ...ink });
  };
  if (content.qr !== undefined) drawQr(sheet, content.qr, left - 4, top - 4, qrSide);
  if (content.copy !== undefined) copyMark(sheet, content.copy);
  write(content.authority.zh, { size: 12, bold: true, leading: 1.5 });
  write(content.authority.en, { size: 8.5, colour: colours.quiet });
  sheet.y += 5;
  document
    .moveTo(centre.x, sheet.y)
    .lineTo(left + width, sheet.y)
    .lineWidth(1.2)
    .strokeColor(colours.accent)
    .stroke();
  sheet.y += 6;
  write(content.title.zh, { size: 20, bold: true, leading: 1.3 });
  write(content.title.en, { size: 11, colour: colours.quiet });
  sheet.y = Math.max(sheet.y + 5, side === 0 ? 0 : top + side - 8);
  const ink: Ink = { size: 9, mono: true };
  pen.write(`编号 No. ${content.number}`, left, sheet.y, width, ink);
  const code = `校验码 Code ${content.code}`;
  sheet.y += pen.write(code, left, sheet.y, width, { ...ink, align: 'right' }) + 4;
}

/** On the upper right, where the eye looks for it; never only at the end of the paper. */
function copyMark(sheet: Sheet, copy: number): void {
  const { pen, document, left, width } = sheet;
  const text = `副本 第 ${copy} 份  Copy ${copy}`;
  const ink: Ink = { size: 9.5, bold: true };
  const boxWidth = pen.measure(text, ink) + 16;
  const x = left + width - boxWidth;
  // Above the line of the authority's English name, which may be long.
  const top = sheet.top - 6;
  document.rect(x, top, boxWidth, 19).lineWidth(1).strokeColor(colours.ink).stroke();
  pen.write(text, x + 8, top + 3, boxWidth - 8, ink);
}
