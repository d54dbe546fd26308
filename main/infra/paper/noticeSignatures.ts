import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import { chineseDate } from './beijingTime.ts';
import { colours, lineHeight } from './pen.ts';
import type { Ink } from './pen.ts';
import { millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';

const label: Ink = { size: 9.5 };
const under: Ink = { size: 7.5, colour: colours.quiet };
const height = 112;
const gap = 2;
export const signaturesHeight = height + gap;

/** Receiver on the left, officer and special seal on the right (domain-rules 6.4, 6.5); never torn from each other. */
export function signatures(sheet: Sheet, content: NoticeContent): void {
  sheet.need(signaturesHeight);
  // A full page has no room to spare; others keep a distance to the text.
  sheet.y += gap + Math.min(18, sheet.room() - signaturesHeight);
  const top = sheet.y;
  const half = sheet.width / 2;
  const fields = [
    { title: { zh: '当事人签收', en: 'Received by (signature)' } },
    { title: { zh: '联系方式', en: 'Contact of the receiver' } },
    { title: { zh: '送达时间', en: 'Served at (date and time)' } },
    { title: { zh: '经办人', en: 'Officer' }, value: content.officer },
  ];
  fields.forEach(({ title, value }, index) => {
    field(sheet, sheet.left, top + index * (height / fields.length), half - 24, title, value);
  });
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
  pen.write(title.en, x, y + 13, 120, under);
  if (value) pen.write(value, x + 108, y + 7, width - 108, { size: 10.5 });
  document
    .moveTo(x + 104, y + 24)
    .lineTo(x + width, y + 24)
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
  write('专用印章', centreY - 42, { size: 9, colour: colours.quiet });
  write('Special seal', centreY - 30, under);
  const name = fitName(sheet, content.authority.zh, radius);
  const nameTop = centreY - 1 - (name.lines.length * lineHeight(name.ink)) / 2;
  name.lines.forEach((line, index) => write(line, nameTop + index * lineHeight(name.ink), name.ink));
  // Once: a paper with two dates at its seal makes people ask which one counts.
  write(chineseDate(content.issuedOn), centreY + 20, { size: 9.5 });
}

/** Room between the name and the ring, on each side. */
const clearance = 7;
/** Height in the middle of the ring that belongs to the name. */
const nameRoom = 32;

/** The name of the authority inside the ring: in as many lines as fit, smaller only when they do not. */
function fitName(
  sheet: Sheet,
  text: string,
  radius: number,
): { readonly ink: Ink; readonly lines: string[] } {
  for (let size = 10; ; size -= 0.5) {
    const ink: Ink = { size, leading: 1.25 };
    const most = Math.floor(nameRoom / lineHeight(ink));
    for (let count = 1; count <= most; count += 1) {
      const half = (count * lineHeight(ink)) / 2;
      const chord = 2 * (Math.sqrt(radius ** 2 - half ** 2) - clearance);
      const lines = sheet.pen.lines(text, chord, ink);
      if (lines.length <= count) return { ink, lines };
    }
    if (size <= 4) return { ink, lines: sheet.pen.lines(text, 2 * (radius - clearance), ink) };
  }
}
