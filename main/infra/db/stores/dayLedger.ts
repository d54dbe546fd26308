import { z } from 'zod';
import type { DayStore } from '../../../app/ports/days.ts';
import { dayCorrection } from '../../../contract/dayMatch.ts';
import { calendarDate, jobId, rowId, staffId, unitKey } from '../../../contract/ids.ts';
import { unitState } from '../../../contract/stock.ts';
import type { Session } from '../table.ts';

const knownCorrection = dayCorrection.extend({ rowId: rowId.nullable() });
const lastMove = z.object({
  unitKey,
  to: unitState,
  toClerk: staffId.nullable(),
  jobId: jobId.nullable(),
});
/** Only rows that were acknowledged are without a receipt by mistake. */
const noReceipt = `state = 'acked' AND receipt IS NULL`;

type DayLedger = Pick<
  DayStore,
  | 'endedDateAt'
  | 'endBefore'
  | 'endedWithoutBooks'
  | 'wasAsked'
  | 'addCorrection'
  | 'correctionsBetween'
  | 'correctionsOf'
  | 'lastMoves'
  | 'counter'
  | 'missingRows'
  | 'rowsWithoutReceipt'
>;

/** What the identities of the day are proven by beside the records themselves (domain-rules 11), and what came later (G9). */
export function createDayLedger({ database, requireTransaction }: Session): DayLedger {
  const ended = `json_extract(coalesce(closed, overridden), '$.closedAt')`;
  const sql = {
    // Days do not overlap: the last one that was open by then is the only one it can lie in.
    dayAt: database.prepare(
      // The summary first: it is asked for each row of a drain, and a whole signed day is long. Days of before have none.
      `SELECT date, state, coalesce(json_extract(summary, '$.closedAt'), ${ended}) AS closedAt FROM days
       WHERE openedAt <= ? ORDER BY openedAt DESC LIMIT 1`,
    ),
    endBefore: database
      .prepare(
        `SELECT ${ended} FROM days WHERE openedAt < ? AND state IN ('overridden', 'closed') ORDER BY openedAt DESC LIMIT 1`,
      )
      .pluck(),
    endedWithoutBooks: database
      .prepare(
        `SELECT date FROM days WHERE date >= ? AND state IN ('overridden', 'closed')
           AND NOT EXISTS (SELECT 1 FROM dayCorrections AS each WHERE each.date = days.date AND each.kind = 'books')
         ORDER BY date`,
      )
      .pluck(),
    wasAsked: database
      .prepare(
        `SELECT json_extract(coalesce(closed, overridden), '$.unconfirmed.upstreamAsked') FROM days WHERE date = ?`,
      )
      .pluck(),
    addCorrection: database.prepare(
      `INSERT INTO dayCorrections (date, at, kind, rowId, rowKind, caseId, caseNumber, outcome)
       VALUES (@date, @at, @kind, @rowId, @rowKind, @caseId, @caseNumber, @outcome) ON CONFLICT DO NOTHING`,
    ),
    correctionsBetween: database.prepare(
      'SELECT * FROM dayCorrections WHERE at >= ? AND at < ? ORDER BY sequence',
    ),
    correctionsOf: database.prepare('SELECT * FROM dayCorrections WHERE date = ? ORDER BY sequence'),
    lastMoves: database.prepare(
      `SELECT unitKey, "to", toClerk, jobId FROM movements
       WHERE sequence IN (SELECT max(sequence) FROM movements GROUP BY unitKey) ORDER BY sequence`,
    ),
    counter: database.prepare('SELECT value FROM counters WHERE name = ?').pluck(),
    lastRow: database.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'outbox'`).pluck(),
    rowBefore: database.prepare('SELECT max(sequence) FROM outbox WHERE createdAt < ?').pluck(),
    firstRow: database.prepare('SELECT min(sequence) FROM outbox').pluck(),
    rowsAfter: database.prepare('SELECT sequence FROM outbox WHERE sequence > ? ORDER BY sequence').pluck(),
    withoutReceipt: database
      .prepare(`SELECT id FROM outbox WHERE ackedAt >= ? AND ackedAt < ? AND ${noReceipt} ORDER BY sequence`)
      .pluck(),
  };
  const dayAt = z.object({ date: calendarDate, state: z.string(), closedAt: z.string().nullable() });
  const whole = z.number().int().nullish();
  return {
    endedDateAt(instant) {
      const found = sql.dayAt.get(instant);
      if (found === undefined) return null;
      const { date, state, closedAt } = dayAt.parse(found);
      const isEnded = state === 'closed' || state === 'overridden';
      return isEnded && closedAt !== null && instant <= closedAt ? date : null;
    },
    endBefore: (openedAt) => z.string().nullish().parse(sql.endBefore.get(openedAt)) ?? null,
    endedWithoutBooks: (since) => z.array(calendarDate).parse(sql.endedWithoutBooks.all(since)),
    // A day of before, whose figures do not say it, is not asked for.
    wasAsked: (date) => sql.wasAsked.get(date) !== 0,
    addCorrection(correction) {
      requireTransaction();
      return sql.addCorrection.run(correction).changes === 1;
    },
    correctionsBetween: (from, to) => z.array(knownCorrection).parse(sql.correctionsBetween.all(from, to)),
    correctionsOf: (date) => z.array(knownCorrection).parse(sql.correctionsOf.all(date)),
    lastMoves: () => z.array(lastMove).parse(sql.lastMoves.all()),
    counter: (name) => whole.parse(sql.counter.get(name)) ?? null,
    missingRows(from) {
      const last = whole.parse(sql.lastRow.get()) ?? 0;
      // Without any row of before, the first that is there begins: what was purged with its day leaves no hole in this one.
      const start = whole.parse(sql.rowBefore.get(from)) ?? (whole.parse(sql.firstRow.get()) ?? last + 1) - 1;
      const there = new Set(z.array(z.number().int()).parse(sql.rowsAfter.all(start)));
      return Array.from({ length: Math.max(0, last - start) }, (_, index) => start + index + 1).filter(
        (place) => !there.has(place),
      );
    },
    rowsWithoutReceipt: (from, to) => z.array(rowId).parse(sql.withoutReceipt.all(from, to)),
  };
}
