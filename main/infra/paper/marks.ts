import { colours } from './pen.ts';
import type { Sheet } from './sheet.ts';

/** At the end of a foot line. */
export const trainingWords = ' · 培训 TRAINING';

/** 培训 TRAINING across the page, under the text: cannot be missed, hides nothing. */
export function trainingMark(sheet: Sheet): void {
  const { document, pen, pageWidth, pageHeight } = sheet;
  const ink = { size: Math.min(pageWidth * 0.13, 78), bold: true, colour: '#d8897f' };
  const text = '培训 TRAINING';
  document.save();
  document.translate(pageWidth / 2, pageHeight / 2).rotate(-52);
  document.fillOpacity(0.26);
  pen.line(text, -pen.measure(text, ink) / 2, ink.size * 0.35, ink);
  document.restore();
}

/** A framed line of warning over the whole width. */
export function banner(sheet: Sheet, zh: string, en: string): void {
  const { document, pen } = sheet;
  const chinese = { size: 11, bold: true, colour: colours.alarm, align: 'center' } as const;
  const english = { size: 8.5, colour: colours.alarm, align: 'center' } as const;
  const room = sheet.width - 20;
  const height = pen.height(zh, room, chinese) + pen.height(en, room, english) + 10;
  sheet.need(height);
  document.rect(sheet.left, sheet.y, sheet.width, height).lineWidth(1).strokeColor(colours.alarm).stroke();
  const used = pen.write(zh, sheet.left + 10, sheet.y + 5, room, chinese);
  pen.write(en, sheet.left + 10, sheet.y + 5 + used, room, english);
  sheet.y += height + 12;
}
