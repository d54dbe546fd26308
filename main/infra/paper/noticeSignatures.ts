import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import { chineseDate } from './beijingTime.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';

const label: Ink = { size: 9.5 };
const under: Ink = { size: 7.5, colour: colours.quiet };
const height = 110;
const gap = 8;
export const signaturesHeight = height + gap;

/** Receiver on the left, officer and special seal on the right (domain-rules 6.4, 6.5); never torn from each other. */
export function signatures(sheet: Sheet, content: NoticeContent): void {
  sheet.need(signaturesHeight);
  sheet.y += gap;
  const top = sheet.y;
  const half = sheet.width / 2;
  field(sheet, sheet.left, top, half - 24, { zh: '当事人签收', en: 'Received by (signature)' });
  field(sheet, sheet.left, top + 40, half - 24, { zh: '送达时间', en: 'Served at (date and time)' });
  field(sheet, sheet.left, top + 80, half - 24, { zh: '经办人', en: 'Officer' }, content.officer);
  seal(sheet, sheet.left + half + 10, top, half - 10, content);
  sheet.y = top + height;
}

function field(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  title: { readonly zh: string; readonly en: string },
  value?: string,
): void {
  const { pen, document } = sheet;
  pen.write(title.zh, x, y, 90, label);
  pen.write(title.en, x, y + 14, 120, under);
  if (value) pen.write(value, x + 108, y + 8, width - 108, { size: 10.5 });
  document
    .moveTo(x + 104, y + 27)
    .lineTo(x + width, y + 27)
    .lineWidth(0.6)
    .strokeColor(colours.ink)
    .stroke();
}

/** The seal is put over the name of the authority and the date, as on every Chinese official paper. */
function seal(sheet: Sheet, x: number, y: number, width: number, content: NoticeContent): void {
  const { pen, document } = sheet;
  const radius = millimetres(19);
  const centreX = x + width / 2;
  const centreY = y + radius;
  document
    .circle(centreX, centreY, radius)
    .lineWidth(0.7)
    .dash(3, { space: 3 })
    .strokeColor(colours.quiet)
    .stroke();
  document.undash();
  const write = (text: string, at: number, ink: Ink): void => {
    pen.write(text, x, at, width, { align: 'center', ...ink });
  };
  write('专用印章', centreY - 38, { size: 9, colour: colours.quiet });
  write('Special seal', centreY - 26, under);
  write(content.authority.zh, centreY - 8, { size: 10 });
  write(chineseDate(content.issuedOn), centreY + 8, { size: 10 });
  write(content.issuedOn, centreY + 22, { ...under, mono: true });
}
