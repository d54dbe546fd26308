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

/** A framed warning over the whole width: Chinese on the left, English beside it. */
export function banner(sheet: Sheet, zh: string, en: string): void {
  const { document, pen, left, width } = sheet;
  const chinese = { size: 10.5, bold: true, colour: colours.alarm } as const;
  const english = { size: 8, colour: colours.alarm, leading: 1.3 } as const;
  const inner = width - 20;
  const first = Math.min(pen.measure(zh, chinese) + 0.1, inner * 0.6);
  const second = inner - first - 12;
  const heights = [pen.height(zh, first, chinese), pen.height(en, second, english)] as const;
  const height = Math.max(...heights) + 8;
  sheet.need(height);
  document.rect(left, sheet.y, width, height).lineWidth(1).strokeColor(colours.alarm).stroke();
  pen.write(zh, left + 10, sheet.y + (height - heights[0]) / 2, first, chinese);
  pen.write(en, left + 22 + first, sheet.y + (height - heights[1]) / 2, second, english);
  sheet.y += height + 5;
}
