import { z } from 'zod';
import type { OutboxRecord, OutboxStore } from '../../../app/ports/stores.ts';
import { caseId, instant, jobId, rowId } from '../../../contract/ids.ts';
import { receipt, rowKind, rowState } from '../../../contract/sync.ts';
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

const table = defineTable<OutboxRecord>('outbox', {
  id: plain(rowId),
  sequence: whole,
  kind: plain(rowKind),
  caseId: plain(caseId.nullable()),
  caseNumber: optionalText,
  jobId: plain(jobId.nullable()),
  stream: text,
  businessKey: text,
  payload: json(z.record(z.string(), z.unknown())),
  state: plain(rowState),
  createdAt: plain(instant),
  attempts: whole,
  lastAttemptAt: optionalText,
  nextAttemptAt: optionalText,
  owner: text,
  receipt: json(receipt.nullable()),
  ackedAt: optionalText,
  refusal: optionalText,
});

/**
 * A row may go when it is the oldest open row of its stream: a refused one stops its own stream and no other. The inner look-up repeats
 * the condition of the partial index word for word, because only then may SQLite use it.
 */
export const dueSql = `WHERE state = 'waiting' AND (nextAttemptAt IS NULL OR nextAttemptAt <= ?)
  AND NOT EXISTS (
    SELECT 1 FROM outbox AS earlier
    WHERE earlier.stream = outbox.stream AND earlier.sequence < outbox.sequence AND earlier.state <> 'acked'
  )
  ORDER BY sequence LIMIT ?`;

export function createOutboxStore(session: Session): OutboxStore {
  const insert = writer(session, table.insertSql('sequence'));
  const update = writer(session, table.upsertSql('id'));
  const get = oneOf(session, table, 'WHERE id = ?');
  const count = (column: 'createdAt' | 'ackedAt'): ((from: string, to: string) => number) => {
    const statement = session.database
      .prepare(`SELECT count(*) FROM outbox WHERE ${column} >= ? AND ${column} < ?`)
      .pluck();
    return (from, to) => Number(statement.get(from, to));
  };
  return {
    get,
    insert: (row) => void insert(table.encode(row)),
    save: (row) => {
      if (get(row.id)?.sequence !== row.sequence) throw new Error('only a queued row can be saved');
      update(table.encode(row));
    },
    due: manyOf(session, table, dueSql),
    open: manyOf(session, table, `WHERE state <> 'acked' ORDER BY sequence`),
    list: manyOf(session, table, 'ORDER BY sequence DESC LIMIT ?'),
    ofCase: manyOf(session, table, 'WHERE caseId = ? ORDER BY sequence'),
    createdBetween: count('createdAt'),
    ackedBetween: count('ackedAt'),
  };
}
