import { z } from 'zod';
import type { RatingRecord, RatingStore } from '../../../app/ports/ratings.ts';
import { caseId, instant, ratingId, rowId, staffId } from '../../../contract/ids.ts';
import { followUpClosed, ratingLevel } from '../../../contract/ratings.ts';
import {
  defineTable,
  json,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  writer,
  type Session,
} from '../table.ts';

const table = defineTable<RatingRecord>('ratings', {
  id: plain(ratingId),
  caseId: plain(caseId),
  caseNumber: text,
  level: plain(ratingLevel),
  channel: plain(z.enum(['window', 'kiosk'])),
  givenAt: plain(instant),
  officers: json(z.array(staffId)),
  rowId: plain(rowId),
  dueOn: optionalText,
  closed: json(followUpClosed.nullable()),
});

export function createRatingStore(session: Session): RatingStore {
  const upsert = writer(session, table.upsertSql('id'));
  return {
    get: oneOf(session, table, 'WHERE id = ?'),
    ofCase: oneOf(session, table, 'WHERE caseId = ?'),
    save: (rating) => void upsert(table.encode(rating)),
    givenBetween: manyOf(session, table, 'WHERE givenAt >= ? AND givenAt < ? ORDER BY givenAt, _rowid_'),
    followUps: manyOf(
      session,
      table,
      `WHERE dueOn IS NOT NULL ORDER BY closed IS NOT NULL, CASE WHEN closed IS NULL THEN dueOn END,
       CASE WHEN closed IS NULL THEN _rowid_ ELSE -_rowid_ END`,
    ),
  };
}
