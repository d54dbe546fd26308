import { z } from 'zod';
import type { DayRecord, DayStore } from '../../../app/ports/stores.ts';
import { closedDay, stockIdentity } from '../../../contract/day.ts';
import { calendarDate, instant, staffId } from '../../../contract/ids.ts';
import { cardClass } from '../../../contract/stock.ts';
import {
  defineTable,
  json,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

const table = defineTable<DayRecord>('days', {
  date: plain(calendarDate),
  state: plain(z.enum(['open', 'counted', 'closed'])),
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
  closed: json(closedDay.nullable()),
});

/** A closed day is never changed again: the file itself refuses. */
export function createDayStore(session: Session): DayStore {
  const upsert = writer(session, table.upsertSql('date'));
  return {
    get: oneOf(session, table, 'WHERE date = ?'),
    current: oneOf(session, table, `WHERE state <> 'closed'`),
    latestClosed: oneOf(session, table, `WHERE state = 'closed' ORDER BY date DESC LIMIT 1`),
    save: (day) => void upsert(table.encode(day)),
  };
}
