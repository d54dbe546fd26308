import type { ClosedDay, DayPeople } from '../../contract/day.ts';
import { beijingHour, hourName } from './beijingTime.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';

interface Bar {
  readonly zh: string;
  readonly en: string;
  readonly value: number;
}

const label: Ink = { size: 8 };
const small: Ink = { size: 6.8, colour: colours.quiet };
const value: Ink = { size: 8, mono: true, bold: true };
const title: Ink = { size: 9, bold: true };

/** Cases by outcome, cards by stage, cases by hour. Every bar has its number beside it. */
export function drawCharts(sheet: Sheet, day: ClosedDay): void {
  const { cases, cards } = day.figures;
  const gap = 22;
  const half = (sheet.width - gap) / 2;
  const top = sheet.y;
  const left = bars(sheet, sheet.left, top, half, { zh: '办件', en: 'Cases' }, [
    { zh: '结转', en: 'carried', value: cases.carried },
    { zh: '新收', en: 'received', value: cases.received },
    { zh: '受理', en: 'accepted', value: cases.accepted },
    { zh: '补正', en: 'supplement', value: cases.supplement },
    { zh: '不需许可', en: 'not needed', value: cases.notNeeded },
    { zh: '不予受理', en: 'not ours', value: cases.notOurs },
    { zh: '不予许可', en: 'refused', value: cases.refused ?? 0 },
    { zh: '撤销', en: 'revoked', value: cases.revoked ?? 0 },
    { zh: '未结', en: 'open', value: cases.open },
  ]);
  const right = bars(sheet, sheet.left + half + gap, top, half, { zh: '制卡', en: 'Cards' }, [
    { zh: '开始', en: 'started', value: cards.started },
    { zh: '制成', en: 'made', value: cards.visualOk },
    { zh: '已回盘', en: 'reported', value: cards.reported },
    { zh: '已启用', en: 'enabled', value: cards.enabled },
    { zh: '已领卡', en: 'handed over', value: cards.handedOver },
    { zh: '吞卡', en: 'retained', value: cards.retained ?? 0 },
    { zh: '废卡', en: 'wasted', value: cards.wasted },
    { zh: '未结', en: 'open', value: cards.open },
  ]);
  sheet.y = top + Math.max(left, right) + 6;
  queueLine(sheet, day);
  casesByHour(sheet, day);
}

function queueLine(sheet: Sheet, day: ClosedDay): void {
  const { openAtStart, created, acknowledged, open } = day.figures.queue;
  const zh = `待上报：日初 ${openAtStart} + 新增 ${created} = 已确认 ${acknowledged} + 未确认 ${open}`;
  const en = 'Queue: open at start + created = acknowledged + open';
  const used = sheet.pen.measure(zh, label);
  sheet.pen.write(zh, sheet.left, sheet.y, sheet.width, label);
  sheet.pen.write(en, sheet.left + used + 8, sheet.y + 0.9, sheet.width - used - 8, small);
  sheet.y += 18;
}

function bars(
  sheet: Sheet,
  x: number,
  top: number,
  width: number,
  name: { readonly zh: string; readonly en: string },
  rows: readonly Bar[],
): number {
  const { pen, document } = sheet;
  pen.write(`${name.zh} ${name.en}`, x, top, width, title);
  const labelWidth = 88;
  const room = width - labelWidth - 34;
  const most = Math.max(1, ...rows.map((row) => row.value));
  const pitch = 16;
  rows.forEach((row, index) => {
    const y = top + 17 + index * pitch;
    pen.write(row.zh, x, y, labelWidth, label);
    pen.write(row.en, x + 38, y + 0.9, labelWidth - 38, small);
    const length = (row.value / most) * room;
    document.rect(x + labelWidth, y + 1.6, room, 7.6).fill(colours.faint);
    if (length > 0) document.rect(x + labelWidth, y + 1.6, length, 7.6).fill(colours.accent);
    pen.write(String(row.value), x + labelWidth + room + 4, y - 0.3, 30, { ...value, align: 'right' });
  });
  return 17 + rows.length * pitch;
}

/** Cases opened in each hour, from the ledger. */
function casesByHour(sheet: Sheet, day: ClosedDay): void {
  const counts = new Map<number, number>();
  for (const row of day.figures.ledger) {
    if (row.kind !== 'case.opened') continue;
    const hour = beijingHour(row.at);
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  hours(sheet, '逐时收件 Cases by hour', counts);
}

/** People who took a number or came with one, by hour (A9). */
export function drawPeopleByHour(sheet: Sheet, people: DayPeople): void {
  hours(
    sheet,
    '逐时取号 Arrivals by hour',
    new Map(people.perHour.map(({ hour, arrivals }) => [hour, arrivals])),
  );
}

/** Bars over the hours of Shanghai; the axis covers the hours of the day that was worked. Nothing where nothing was counted. */
function hours(sheet: Sheet, name: string, counts: ReadonlyMap<number, number>): void {
  if (counts.size === 0) return;
  const from = Math.min(8, ...counts.keys());
  const to = Math.max(17, ...counts.keys());
  const chart = 52;
  sheet.need(chart + 44);
  const { pen, document, left, width } = sheet;
  pen.write(name, left, sheet.y, width, title);
  const base = sheet.y + 28 + chart;
  const step = width / (to - from + 1);
  const most = Math.max(...counts.values());
  for (let hour = from; hour <= to; hour += 1) {
    const count = counts.get(hour) ?? 0;
    const height = (count / most) * chart;
    const x = left + (hour - from) * step;
    if (height > 0) {
      document.rect(x + step * 0.2, base - height, step * 0.6, height).fill(colours.accent);
      pen.write(String(count), x, base - height - 12, step, { ...value, align: 'center' });
    }
    pen.write(hourName(hour), x, base + 3, step, {
      ...small,
      mono: true,
      align: 'center',
    });
  }
  document
    .moveTo(left, base)
    .lineTo(left + width, base)
    .lineWidth(0.5)
    .strokeColor(colours.ink)
    .stroke();
  sheet.y = base + 18;
}
