import type { ClosedDay, DayPeople, DayReprints, LedgerRow } from '../../contract/day.ts';
import { toCsv, type CsvLine as Line } from '../exports/csv.ts';
import { hourName } from './beijingTime.ts';

export const ledgerColumns = [
  'at',
  'kind',
  'caseNumber',
  'cardTail',
  'cardNumber',
  'outcome',
  'by',
] as const satisfies readonly (keyof LedgerRow)[];

export const ledgerTitles: Readonly<Record<(typeof ledgerColumns)[number], string>> = {
  at: '时间 at (UTC, ISO 8601)',
  kind: '类型 kind',
  caseNumber: '办件编号 caseNumber',
  cardTail: '卡尾号 cardTail (文本 text)',
  cardNumber: '卡号 cardNumber',
  outcome: '结果 outcome',
  by: '经办 by',
};

/**
 * The day's ledger as CSV: UTF-8 with byte order mark, CRLF, seven columns, then station, period, row count and totals (H4).
 * Cells cannot run as formulas. Text of digits only (a tail such as 0017) is quoted, and its title says that it is text. Instants stay
 * UTC. The same day gives the same bytes.
 */
export function dayCsv(day: Pick<ClosedDay, 'date' | 'figures'>): Uint8Array {
  const { ledger } = day.figures;
  const lines: Line[] = [
    ledgerColumns.map((column) => ledgerTitles[column]),
    ...ledger.map((row) => ledgerColumns.map((column) => row[column])),
    [],
    ...totalLines(day),
  ];
  return toCsv(lines, ledgerColumns.length, { bom: true });
}

/** Station, period, row count and totals. What an old day does not have is not there: its CSV keeps its hash. */
export function totalLines(day: Pick<ClosedDay, 'date' | 'figures'>): Line[] {
  const { figures } = day;
  return [
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
    ...newerLines(figures),
    ['例外 exceptions', figures.exceptions.length],
  ];
}

/** Figures of days that were closed since they are computed (H2, H7). Records are in the order of their keys, whatever order they came in. */
function newerLines({
  match,
  cardTimes,
  wasteByReason,
  queueAge,
  clerks,
  corrections,
  earlierUnsigned,
}: ClosedDay['figures']): Line[] {
  return [
    ...(match === undefined
      ? []
      : [
          ...countLines('三方核对 match', {
            units: match.units,
            agree: match.agree,
            differs: match.differs,
            unconfirmed: match.unconfirmed,
          }),
          ['三方核对 match', 'upstreamAskedAt', match.upstreamAskedAt ?? '—'] satisfies Line,
        ]),
    ...(cardTimes === undefined
      ? []
      : [
          ...countLines('扫码到成卡 scanToCard', {
            timed: cardTimes.timed,
            within20Minutes: cardTimes.within20Minutes,
            totalSeconds: cardTimes.totalSeconds,
          }),
          ['扫码到成卡 scanToCard', 'medianSeconds', cardTimes.medianSeconds ?? '—'] satisfies Line,
          ['扫码到成卡 scanToCard', 'longestSeconds', cardTimes.longestSeconds ?? '—'] satisfies Line,
          ...cardTimes.steps.map(({ step, times, medianSeconds, longestSeconds }): Line => [
            '步骤用时（秒） step (s)',
            step,
            times,
            medianSeconds,
            longestSeconds,
          ]),
        ]),
    ...(wasteByReason === undefined ? [] : countLines('废卡原因 wasteByReason', inOrder(wasteByReason))),
    ...(queueAge === undefined ? [] : countLines('待上报时长 queueAge', queueAge)),
    ...(clerks ?? []).map((each): Line => [
      '经办 clerk',
      each.clerk,
      each.casesOpened,
      each.cardsMade,
      each.handedOver,
      each.wasted,
      `${each.within20Minutes} of ${each.timed}`,
    ]),
    ...(corrections ?? []).map((each): Line => [
      '更正 correction',
      each.date,
      each.at,
      each.kind,
      each.rowKind ?? '',
      each.caseNumber ?? '',
      each.outcome,
    ]),
    ...(earlierUnsigned ?? []).map((each): Line => ['未签名的前日 earlierUnsigned', each.date, each.kind]),
  ];
}

const inOrder = (counts: Readonly<Record<string, number | undefined>>): Record<string, number | undefined> =>
  Object.fromEntries(Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1)));

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
