import { z } from 'zod';
import type { DayRecord, DayStore, OverriddenDay } from '../../../app/ports/days.ts';
import { closedDay, daySummary, monthCheck, stockIdentity } from '../../../contract/day.ts';
import { dayCorrection, dayOverride } from '../../../contract/dayMatch.ts';
import { calendarDate, instant, staffId } from '../../../contract/ids.ts';
import { cardClass } from '../../../contract/stock.ts';
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

type StoredDay = DayRecord & { readonly summary: z.infer<typeof endedSummary> | null };

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
  overridden: json(overriddenDay.nullable()),
  closed: json(closedDay.nullable()),
  summary: json(endedSummary.nullable()),
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

/** A closed day is never changed again: the file itself refuses. */
export function createDayStore(session: Session): DayStore {
  const { database, requireTransaction } = session;
  const upsert = writer(session, table.upsertSql('date'));
  const sql = {
    list: database.prepare(
      `SELECT date, state, openedBy, summary, CASE WHEN summary IS NULL THEN coalesce(closed, overridden) END AS ended
       FROM days WHERE date >= ? AND date <= ? AND date < ? ORDER BY date DESC LIMIT ?`,
    ),
    months: database.prepare(
      `SELECT substr(date, 1, 7) AS month, count(*) AS opened, sum(state = 'closed') AS signed,
         coalesce(group_concat(CASE WHEN state <> 'closed' THEN date END, ','), '') AS unsigned
       FROM (SELECT date, state FROM days ORDER BY date) GROUP BY 1 ORDER BY 1 DESC`,
    ),
    closedBetween: database
      .prepare(`SELECT closed FROM days WHERE state = 'closed' AND date >= ? AND date <= ? ORDER BY date`)
      .pluck(),
    addCorrection: database.prepare(
      `INSERT INTO dayCorrections (date, at, kind, rowId, rowKind, caseId, caseNumber, outcome)
       VALUES (@date, @at, @kind, @rowId, @rowKind, @caseId, @caseNumber, @outcome)`,
    ),
    correctionsBetween: database.prepare(
      'SELECT * FROM dayCorrections WHERE at >= ? AND at < ? ORDER BY sequence',
    ),
    correctionsOf: database.prepare('SELECT * FROM dayCorrections WHERE date = ? ORDER BY sequence'),
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
    *closedBetween(from, to) {
      // Not `iterate`: nobody else could use the connection while a report is being added up.
      for (const text of z.array(z.string()).parse(sql.closedBetween.all(from, to)))
        yield closedDay.parse(JSON.parse(text));
    },
    addCorrection: (correction) => {
      requireTransaction();
      sql.addCorrection.run(correction);
    },
    correctionsBetween: (from, to) => z.array(dayCorrection).parse(sql.correctionsBetween.all(from, to)),
    correctionsOf: (date) => z.array(dayCorrection).parse(sql.correctionsOf.all(date)),
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
  return ended === null ? null : summarised(ended);
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
