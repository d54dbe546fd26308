import type { ClosedDay, DayPeople } from '../../contract/day.ts';
import { beijingHour, hourName } from './beijingTime.ts';
import { wasteWords } from './dayWords.ts';
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
  labelWidth = 88,
): number {
  const { pen, document } = sheet;
  pen.write(`${name.zh} ${name.en}`, x, top, width, title);
  const room = width - labelWidth - 34;
  const most = Math.max(1, ...rows.map((row) => row.value));
  const pitch = 16;
  rows.forEach((row, index) => {
    const y = top + 17 + index * pitch;
    const used = Math.max(38, pen.measure(row.zh, label) + 5);
    pen.write(row.zh, x, y, labelWidth, label);
    pen.write(row.en, x + used, y + 0.9, labelWidth - used, small);
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
  drawHours(sheet, [{ name: '逐时收件 Cases by hour', height: 52, counts }]);
}

/** Waste by its reason, and how long rows of the queue have waited; each only where there is something to tell (H7, G2). */
export function drawReasonsAndAges(sheet: Sheet, { wasteByReason, queueAge }: ClosedDay['figures']): void {
  const waste = Object.entries(wasteByReason ?? {})
    .flatMap(([reason, count]): Bar[] =>
      count === undefined ? [] : [{ ...wasteWords(reason), value: count }],
    )
    .toSorted((one, other) => other.value - one.value || (one.en < other.en ? -1 : 1));
  const ages: Bar[] =
    queueAge === undefined || Object.values(queueAge).every((count) => count === 0)
      ? []
      : [
          { zh: '1 小时内', en: 'up to 1 h', value: queueAge.upTo1h },
          { zh: '4 小时内', en: 'up to 4 h', value: queueAge.upTo4h },
          { zh: '24 小时内', en: 'up to 24 h', value: queueAge.upTo24h },
          { zh: '更久', en: 'longer', value: queueAge.over24h },
        ];
  const charts = [
    { zh: '废卡原因', en: 'Waste by reason', rows: waste },
    { zh: '待上报时长', en: 'Age of rows in the queue', rows: ages },
  ].filter(({ rows }) => rows.length > 0);
  if (charts.length === 0) return;
  const gap = 22;
  const half = (sheet.width - gap) / 2;
  sheet.need(24 + 16 * Math.max(...charts.map(({ rows }) => rows.length)));
  sheet.y += 4;
  const used = charts.map((chart, index) =>
    bars(sheet, sheet.left + index * (half + gap), sheet.y, half, chart, chart.rows, 112),
  );
  sheet.y += Math.max(...used) + 6;
}

/** People who came, and how long those of each hour waited and were served (A9), one above the other over the same hours. */
export function drawPeopleByHour(sheet: Sheet, { perHour }: DayPeople): void {
  const of = (pick: (hour: DayPeople['perHour'][number]) => number | null | undefined): Map<number, number> =>
    new Map(
      perHour.flatMap((each): [number, number][] => {
        const measured = pick(each);
        return typeof measured === 'number' ? [[each.hour, measured]] : [];
      }),
    );
  drawHours(sheet, [
    { name: '逐时取号 Arrivals by hour', height: 44, counts: of(({ arrivals }) => arrivals) },
    {
      name: '逐时等候中位（分） Median wait by hour of arrival (min)',
      height: 30,
      counts: of(({ medianWaitMinutes }) => medianWaitMinutes),
    },
    {
      name: '逐时办理中位（分） Median service by hour of arrival (min)',
      height: 30,
      counts: of(({ medianServiceMinutes }) => medianServiceMinutes),
    },
  ]);
}

interface HourStrip {
  readonly name: string;
  /** Of the longest bar, points. */
  readonly height: number;
  readonly counts: ReadonlyMap<number, number>;
}

/** Bars over the hours of Shanghai; the axis covers the hours of the day that was worked. A strip without a figure is left out. */
function drawHours(sheet: Sheet, strips: readonly HourStrip[]): void {
  const told = strips.filter(({ counts }) => counts.size > 0);
  const hours = told.flatMap(({ counts }) => [...counts.keys()]);
  if (hours.length === 0) return;
  const from = Math.min(8, ...hours);
  const to = Math.max(17, ...hours);
  for (const strip of told) drawStrip(sheet, strip, from, to);
}

function drawStrip(sheet: Sheet, { name, height: tall, counts }: HourStrip, from: number, to: number): void {
  sheet.need(tall + 46);
  const { pen, document, left, width } = sheet;
  pen.write(name, left, sheet.y, width, title);
  const base = sheet.y + 28 + tall;
  const step = width / (to - from + 1);
  const most = Math.max(1, ...counts.values());
  for (let hour = from; hour <= to; hour += 1) {
    const count = counts.get(hour);
    const height = ((count ?? 0) / most) * tall;
    const x = left + (hour - from) * step;
    if (height > 0) document.rect(x + step * 0.2, base - height, step * 0.6, height).fill(colours.accent);
    if (count !== undefined && count > 0)
      pen.write(String(count), x, base - height - 12, step, { ...value, align: 'center' });
    pen.write(hourName(hour), x, base + 3, step, { ...small, mono: true, align: 'center' });
  }
  document
    .moveTo(left, base)
    .lineTo(left + width, base)
    .lineWidth(0.5)
    .strokeColor(colours.ink)
    .stroke();
  sheet.y = base + 18;
}
