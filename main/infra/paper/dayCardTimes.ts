import type { CardTimes } from '../../contract/dayMatch.ts';
import { clockTime, stepWords } from './dayWords.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';

const label: Ink = { size: 8 };
const small: Ink = { size: 6.8, colour: colours.quiet };
const value: Ink = { size: 8, mono: true };
const title: Ink = { size: 9, bold: true };
const labelWidth = 132;
const valueWidth = 128;

/** From the scan to the card in hand: how many took at most twenty minutes, the longest against it, and which step is the slow one (H7). */
export function drawCardTimes(sheet: Sheet, times: CardTimes): void {
  const mean = times.timed === 0 ? null : Math.round(times.totalSeconds / times.timed);
  const share = times.timed === 0 ? 0 : Math.floor((times.within20Minutes * 100) / times.timed);
  const facts: readonly (readonly [string, string, string])[] = [
    ['计时', 'cards timed', String(times.timed)],
    ['20 分钟内', 'within 20 minutes', `${times.within20Minutes} · ${share} %`],
    ['平均', 'mean (min:s)', clockTime(mean)],
    ['中位', 'median (min:s)', clockTime(times.medianSeconds)],
    ['最长', 'longest (min:s)', clockTime(times.longestSeconds)],
  ];
  const width = sheet.width / facts.length;
  drawTable(
    sheet,
    facts.map(([zh, en]) => ({ title: { zh, en }, width, align: 'right' as const })),
    [facts.map(([, , text]) => [{ text, ink: { size: 9, mono: true } }])],
    { padding: 3.5, titleSize: 8 },
  );
  sheet.y += 8;
  againstLimit(sheet, times);
  if (times.steps.length > 0) bySteps(sheet, times.steps);
}

const limitSeconds = 20 * 60;

/** Median and longest as bars, with a line at twenty minutes. */
function againstLimit(sheet: Sheet, { medianSeconds, longestSeconds }: CardTimes): void {
  const bars = [
    { zh: '中位', en: 'median', seconds: medianSeconds },
    { zh: '最长', en: 'longest', seconds: longestSeconds },
  ];
  const most = Math.max(limitSeconds * 1.25, longestSeconds ?? 0);
  const pitch = 16;
  sheet.need(pitch * bars.length + 20);
  const { pen, document, left, width } = sheet;
  const room = width - labelWidth - valueWidth;
  const at = left + labelWidth + (limitSeconds / most) * room;
  pen.write('20 分钟 20 min', at - 40, sheet.y, 80, { ...small, align: 'center' });
  const top = sheet.y + 12;
  bars.forEach(({ zh, en, seconds }, index) => {
    const y = top + index * pitch;
    pen.write(zh, left, y, 38, label);
    pen.write(en, left + 38, y + 0.9, labelWidth - 38, small);
    document.rect(left + labelWidth, y + 1.6, room, 7.6).fill(colours.faint);
    if (seconds !== null && seconds > 0)
      document.rect(left + labelWidth, y + 1.6, (seconds / most) * room, 7.6).fill(colours.accent);
    const over = seconds !== null && seconds > limitSeconds ? ' 超时 over' : '';
    pen.write(`${clockTime(seconds)}${over}`, left + labelWidth + room + 8, y - 0.3, valueWidth - 8, {
      ...value,
      bold: true,
    });
  });
  document
    .moveTo(at, top - 1)
    .lineTo(at, top + bars.length * pitch - 3)
    .dash(2, { space: 2 })
    .lineWidth(0.8)
    .strokeColor(colours.ink)
    .stroke()
    .undash();
  sheet.y = top + bars.length * pitch + 8;
}

/** Each step with its median (dark) and its longest (light): the slow one is the long bar. */
function bySteps(sheet: Sheet, steps: CardTimes['steps']): void {
  const pitch = 15;
  sheet.need(34 + pitch * Math.min(steps.length, 6));
  const { pen, document, left, width } = sheet;
  pen.write('各步骤用时 Time by step', left, sheet.y, width, title);
  pen.write('深色 中位，浅色 最长 · dark: median, light: longest', left, sheet.y + 1.4, width, {
    ...small,
    align: 'right',
  });
  sheet.y += 18;
  const most = Math.max(1, ...steps.map(({ longestSeconds }) => longestSeconds));
  const room = width - labelWidth - valueWidth;
  for (const { step, times, medianSeconds, longestSeconds } of steps) {
    sheet.need(pitch);
    const { zh, en } = stepWords(step);
    const y = sheet.y;
    const used = pen.measure(zh, label);
    pen.write(zh, left, y, labelWidth, label);
    pen.write(en, left + used + 5, y + 0.9, labelWidth - used - 7, small);
    document.rect(left + labelWidth, y + 1.6, room, 7.6).fill(colours.faint);
    document.rect(left + labelWidth, y + 1.6, (longestSeconds / most) * room, 7.6).fill('#b9c6da');
    document.rect(left + labelWidth, y + 1.6, (medianSeconds / most) * room, 7.6).fill(colours.accent);
    pen.write(
      `${clockTime(medianSeconds)} · ${clockTime(longestSeconds)} · ${times}×`,
      left + labelWidth + room + 8,
      y - 0.3,
      valueWidth - 8,
      value,
    );
    sheet.y += pitch;
  }
  sheet.y += 4;
}
