import { z } from 'zod';
import type { DayRecord, DayStore, OverriddenDay } from '../../../app/ports/days.ts';
import { closedDay, daySummary, monthCheck, stockIdentity } from '../../../contract/day.ts';
import { dayOverride } from '../../../contract/dayMatch.ts';
import { calendarDate, instant, staffId } from '../../../contract/ids.ts';
import { periodDay } from '../../../contract/periods.ts';
import { cardClass } from '../../../contract/stock.ts';
import { createDayLedger } from './dayLedger.ts';
import {
  defineTable,
  json,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Column,
  type Session,
} from '../table.ts';

const overriddenDay = closedDay
  .omit({ signatures: true, reasons: true, override: true })
  .extend({ override: dayOverride }) satisfies z.ZodType<OverriddenDay>;

/** What a listing tells of an ended day; beside the day itself, so that years of them are listed without being read. */
const endedSummary = daySummary.pick({
  closedAt: true,
  signedBy: true,
  rowCount: true,
  exceptions: true,
  cards: true,
  cases: true,
  csvHash: true,
  chainHead: true,
});

/** Written as it will be read back, so that the file can tell a day that is only signed from one that was changed. */
function canonical<Schema extends z.ZodType>(schema: Schema): Column<z.output<Schema>> {
  const column = json(schema);
  return { ...column, toSql: (value) => column.toSql(schema.parse(value)) };
}

/** With what a closed day gives to sums over years of them (H7): adding up reads no whole day. */
const storedSummary = endedSummary.extend({ sums: periodDay.nullish() });

type StoredDay = DayRecord & { readonly summary: z.infer<typeof storedSummary> | null };

const table = defineTable<StoredDay>('days', {
  date: plain(calendarDate),
  state: plain(z.enum(['open', 'counted', 'overridden', 'closed'])),
  openedAt: plain(instant),
  openedBy: text,
  openedById: plain(staffId),
  opening: json(z.array(stockIdentity.pick({ bank: true, vendor: true, cardClass: true, opening: true }))),
  openCasesAtStart: whole,
  openJobsAtStart: whole,
  openRowsAtStart: whole,
  counts: json(
    z
      .array(
        z.object({
          bank: z.string(),
          vendor: z.string(),
          // A count of before blanks had a class.
          cardClass: cardClass.default('standard'),
          counted: z.number().int(),
        }),
      )
      .nullable(),
  ),
  countedBy: optionalText,
  countedById: plain(staffId.nullable()),
  overridden: canonical(overriddenDay.nullable()),
  closed: json(closedDay.nullable()),
  summary: json(storedSummary.nullable()),
});

const listedRow = z.object({
  date: calendarDate,
  state: daySummary.shape.state,
  openedBy: z.string(),
  summary: z.string().nullable(),
  /** Only of days that ended before there were summaries. */
  ended: z.string().nullable(),
});
const monthRow = monthCheck
  .omit({ unsigned: true })
  .extend({ unsigned: z.string().transform((dates) => (dates === '' ? [] : dates.split(','))) });

/** Exported for the test of its query plan. */
export const listSql = `SELECT date, state, openedBy, json_remove(summary, '$.sums') AS summary, CASE WHEN summary IS NULL THEN coalesce(closed, overridden) END AS ended
       FROM days WHERE date >= ? AND date <= ? AND date < ? ORDER BY date DESC LIMIT ?`;
/** As above. Days that were closed before there were sums in their summaries are read whole, without their rows. */
export const sumsSql = `SELECT coalesce(summary -> '$.sums',
         json_object('date', date, 'closedAt', closed ->> '$.closedAt', 'chainHead', closed ->> '$.chainHead',
           'exceptions', json_array_length(closed, '$.figures.exceptions'),
           'figures', json_remove(json_extract(closed, '$.figures'), '$.ledger', '$.exceptions', '$.identities', '$.stock', '$.match')))
       FROM days WHERE state = 'closed' AND date >= ? AND date <= ? ORDER BY date`;

/** A closed day is never changed again: the file itself refuses. */
export function createDayStore(session: Session): DayStore {
  const { database } = session;
  const upsert = writer(session, table.upsertSql('date'));
  const sql = {
    list: database.prepare(listSql),
    months: database.prepare(
      `SELECT substr(date, 1, 7) AS month, count(*) AS opened, sum(state = 'closed') AS signed,
         coalesce(group_concat(CASE WHEN state <> 'closed' THEN date END, ','), '') AS unsigned
       FROM (SELECT date, state FROM days ORDER BY date) GROUP BY 1 ORDER BY 1 DESC`,
    ),
    sumsBetween: database.prepare(sumsSql).pluck(),
  };
  const lastDate = '9999-12-31';
  return {
    get: oneOf(session, table, 'WHERE date = ?'),
    current: oneOf(session, table, `WHERE state IN ('open', 'counted')`),
    latestEnded: oneOf(session, table, `WHERE state IN ('overridden', 'closed') ORDER BY date DESC LIMIT 1`),
    latestClosed: oneOf(session, table, `WHERE state = 'closed' ORDER BY date DESC LIMIT 1`),
    unsigned: manyOf(session, table, `WHERE state = 'overridden' ORDER BY date`),
    save: (day) => void upsert(table.encode({ ...day, summary: summaryOf(day) })),
    list: ({ from = '0000-01-01', to = lastDate, before = lastDate, limit }) =>
      z
        .array(listedRow)
        .parse(sql.list.all(from, to, before, limit))
        .map(summaryRow),
    months: () => z.array(monthRow).parse(sql.months.all()),
    sumsBetween: (from, to) =>
      z
        .array(z.string())
        .parse(sql.sumsBetween.all(from, to))
        .map((text) => periodDay.parse(JSON.parse(text))),
    ...createDayLedger(session),
  };
}

type Ended = Pick<
  z.infer<typeof closedDay>,
  'closedAt' | 'rowCount' | 'csvHash' | 'chainHead' | 'figures'
> & {
  readonly signatures?: readonly { readonly staff: string }[] | undefined;
};

function summaryOf({ closed, overridden }: DayRecord): StoredDay['summary'] {
  const ended: Ended | null = closed ?? overridden;
  if (ended === null) return null;
  const sums =
    closed === null ? null : periodDay.parse({ ...closed, exceptions: closed.figures.exceptions.length });
  return { ...summarised(ended), sums };
}

function summarised({ figures, signatures = [], ...ended }: Ended): z.infer<typeof endedSummary> {
  const { closedAt, rowCount, csvHash, chainHead } = ended;
  return {
    closedAt,
    rowCount,
    csvHash,
    chainHead,
    signedBy: signatures.map(({ staff }) => staff),
    exceptions: figures.exceptions.length,
    cards: figures.cards.visualOk,
    cases: figures.cases.received,
  };
}

const unended = {
  closedAt: null,
  signedBy: [],
  rowCount: null,
  exceptions: null,
  cards: null,
  cases: null,
  csvHash: null,
  chainHead: null,
};

function summaryRow({ summary, ended, ...day }: z.infer<typeof listedRow>): z.infer<typeof daySummary> {
  if (summary !== null) return { ...day, ...endedSummary.parse(JSON.parse(summary)) };
  return { ...day, ...(ended === null ? unended : summarised(closedDay.parse(JSON.parse(ended)))) };
}
