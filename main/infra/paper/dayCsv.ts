import { stringify } from 'csv-stringify/sync';
import type { ClosedDay, DayPeople, DayReprints, LedgerRow } from '../../contract/day.ts';
import { hourName } from './beijingTime.ts';

const columns = [
  'at',
  'kind',
  'caseNumber',
  'cardTail',
  'cardNumber',
  'outcome',
  'by',
] as const satisfies readonly (keyof LedgerRow)[];

const titles: Readonly<Record<(typeof columns)[number], string>> = {
  at: '时间 at (UTC, ISO 8601)',
  kind: '类型 kind',
  caseNumber: '办件编号 caseNumber',
  cardTail: '卡尾号 cardTail (文本 text)',
  cardNumber: '卡号 cardNumber',
  outcome: '结果 outcome',
  by: '经办 by',
};

const digitsOnly = /^\d+$/;

type Line = readonly (string | number)[];

/**
 * The day's ledger as CSV: UTF-8 with byte order mark, CRLF, seven columns, then station, period, row count and totals (H4).
 * Cells cannot run as formulas. Text of digits only (a tail such as 0017) is quoted, and its title says that it is text. Instants stay
 * UTC. The same day gives the same bytes.
 */
export function dayCsv(day: Pick<ClosedDay, 'date' | 'figures'>): Uint8Array {
  const { figures } = day;
  const lines: Line[] = [
    columns.map((column) => titles[column]),
    ...figures.ledger.map((row) => columns.map((column) => row[column])),
    [],
    ['终端 station', figures.stationId],
    ['期间 period', day.date],
    ['行数 rowCount', figures.ledger.length],
    ...stockLines(day),
    ...countLines('办件 cases', figures.cases),
    ...countLines('制卡 cards', figures.cards),
    ...(figures.ribbons === undefined ? [] : countLines('色带 ribbons', figures.ribbons)),
    ...(figures.fees === undefined ? [] : countLines('工本费（分） fees (fen)', figures.fees)),
    ...reprintLines(figures.reprints),
    ...countLines('待上报 queue', figures.queue),
    ...peopleLines(figures.people),
    ['例外 exceptions', figures.exceptions.length],
  ];
  const text = stringify(
    lines.map((line) => columns.map((_, index) => line[index] ?? '')),
    {
      bom: true,
      escape_formulas: true,
      record_delimiter: '\r\n',
      cast: { string: (value) => ({ value, quoted: digitsOnly.test(value) }) },
    },
  );
  return new TextEncoder().encode(text);
}

function stockLines(day: Pick<ClosedDay, 'figures'>): Line[] {
  return day.figures.stock.map((each) => [
    '库存 stock',
    // Standard blanks stand as they did before there were others: closed days keep their bytes.
    `${each.bank} / ${each.vendor}${each.cardClass === 'braille' ? ' / 盲文卡 braille' : ''}`,
    `${each.opening} + ${each.received} − ${each.used} − ${each.wasted} − ${each.returned} = ${each.closing}`,
    `实盘 counted ${each.counted ?? '—'}`,
    `未决 unresolved ${each.unresolved}`,
  ]);
}

/** Nothing for days that were closed before people were counted: their bytes stay what they were. */
function peopleLines(people: DayPeople | undefined): Line[] {
  if (people === undefined) return [];
  const { perHour, ...counts } = people;
  return [
    ...Object.entries(counts).map(([name, count]): Line => ['排队 people', name, count ?? '—']),
    ...perHour.map(({ hour, arrivals }): Line => ['逐时取号 people.perHour', hourName(hour), arrivals]),
  ];
}

/** Copies of papers, cards on another blank, and cards in the place of an earlier one by reason (C4). */
function reprintLines(reprints: DayReprints | undefined): Line[] {
  if (reprints === undefined) return [];
  const { replaced, ...counts } = reprints;
  return [...countLines('重打重制 reprints', counts), ...countLines('补换卡原因 replaced', replaced)];
}

function countLines(title: string, counts: Readonly<Record<string, number | undefined>>): Line[] {
  return Object.entries(counts).flatMap(([name, count]) =>
    count === undefined ? [] : [[title, name, count]],
  );
}
