import { z } from 'zod';
import type { DueAt, OutboxRecord, OutboxStore, WaitingRows } from '../../../app/ports/stores.ts';
import { caseId, instant, jobId, rowId } from '../../../contract/ids.ts';
import { receipt, rowKind, rowState } from '../../../contract/sync.ts';
import { createOpenCounts } from './openCounts.ts';
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
  schemaVersion: whole,
  state: plain(rowState),
  createdAt: plain(instant),
  attempts: whole,
  lastAttemptAt: optionalText,
  nextAttemptAt: optionalText,
  owner: text,
  receipt: json(receipt.nullable()),
  ackedAt: optionalText,
  refusal: optionalText,
  corrects: plain(rowId.nullable()),
  placeOf: plain(z.number().int().nullable()),
  supersededBy: plain(rowId.nullable()),
});

/** Word for word the condition of the partial index, because only then may SQLite use it. */
const isOpen = (alias: string): string => `${alias}state NOT IN ('acked', 'superseded')`;
const place = (alias: string): string => `coalesce(${alias}placeOf, ${alias}sequence)`;

/** A row may go when it is the first open row of its stream: a refused one stops its own stream and no other. */
export const dueSql = `WHERE state = 'waiting' AND sequence > ?
  AND (nextAttemptAt IS NULL OR nextAttemptAt <= ? OR nextAttemptAt > ?)
  AND NOT EXISTS (
    SELECT 1 FROM outbox AS earlier
    WHERE earlier.stream = outbox.stream AND ${place('earlier.')} < ${place('outbox.')} AND ${isOpen('earlier.')}
  )
  AND NOT EXISTS (SELECT 1 FROM rowAttachments WHERE rowAttachments.rowId = outbox.id AND rowAttachments.confirmedAt IS NULL)
  ORDER BY sequence LIMIT ?`;
export const behindSql = `WHERE stream = ? AND ${place('')} > ? AND ${isOpen('')} ORDER BY ${place('')} LIMIT ?`;

/** What may change of a queued row. Written alone, so that the indexes of what stays are left as they are. */
const fateSql = `UPDATE outbox SET state = @state, attempts = @attempts, lastAttemptAt = @lastAttemptAt,
  nextAttemptAt = @nextAttemptAt, owner = @owner, receipt = @receipt, ackedAt = @ackedAt, refusal = @refusal,
  supersededBy = @supersededBy WHERE id = @id AND sequence = @sequence`;
const fate = [
  'id',
  'sequence',
  'state',
  'attempts',
  'lastAttemptAt',
  'nextAttemptAt',
  'owner',
  'receipt',
  'ackedAt',
  'refusal',
  'supersededBy',
] as const satisfies readonly (keyof OutboxRecord)[];

/** From the index of waiting rows alone. What waits for the card system is what is told about cards. */
export const standingSql = `SELECT kind >= 'card.' AND kind < 'card/' AS ofCards, count(*) AS rows,
    count(DISTINCT caseId) AS cases, min(createdAt) AS oldestAt
  FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' GROUP BY ofCards`;
const counted = z.array(
  z.object({
    ofCards: z.literal([0, 1]),
    rows: z.number(),
    cases: z.number(),
    oldestAt: z.string().nullable(),
  }),
);
const noRows = { rows: 0, cases: 0, oldestAt: null };

export function createOutboxStore(session: Session): OutboxStore {
  const insert = writer(session, table.insertSql('sequence'));
  const update = writer(session, fateSql);
  const due = manyOf(session, table, dueSql);
  const behind = manyOf(session, table, behindSql);
  const get = oneOf(session, table, 'WHERE id = ?');
  const newestAt = oneOf(session, table, 'WHERE placeOf = ? ORDER BY sequence DESC LIMIT 1');
  const count = (column: 'createdAt' | 'ackedAt', more = ''): ((from: string, to: string) => number) => {
    const statement = session.database
      .prepare(`SELECT count(*) FROM outbox WHERE ${column} >= ? AND ${column} < ? ${more}`)
      .pluck();
    return (from, to) => Number(statement.get(from, to));
  };
  const waiting = session.database.prepare(standingSql);
  const pictures = session.database
    .prepare('SELECT 1 FROM rowAttachments WHERE rowId = ? AND confirmedAt IS NULL LIMIT 1')
    .pluck();
  const first = session.database
    .prepare(`SELECT id FROM outbox WHERE stream = ? AND ${isOpen('')} ORDER BY ${place('')} LIMIT 1`)
    .pluck();
  const same = session.database
    .prepare(
      `SELECT 1 FROM outbox WHERE sequence = ? AND state = 'waiting' AND attempts = ? AND nextAttemptAt IS ?`,
    )
    .pluck();
  const problems = session.database
    .prepare(`SELECT count(*) FROM outbox WHERE ${isOpen('')} AND state <> 'waiting'`)
    .pluck();
  return {
    get,
    latest: (id) => {
      const row = get(id);
      return row?.state === 'superseded' ? newestAt(row.placeOf ?? row.sequence) : row;
    },
    insert: (row) => void insert(table.encode(row)),
    save: (row) => {
      const changed = table.encode(Object.fromEntries(fate.map((name) => [name, row[name]])));
      if (update(changed).changes !== 1) throw new Error('only a queued row can be saved');
    },
    due: ({ until, beyond }: DueAt, limit, after = 0) => due(after, until, beyond, limit),
    untouched: ({ sequence, attempts, nextAttemptAt }) =>
      same.get(sequence, attempts, nextAttemptAt) !== undefined,
    behind: (row, limit) => behind(row.stream, row.placeOf ?? row.sequence, limit),
    lacksPictures: (id) => pictures.get(id) !== undefined,
    firstOpen: (stream) => rowId.nullable().parse(first.get(stream) ?? null),
    open: manyOf(session, table, `WHERE ${isOpen('')} ORDER BY sequence`),
    problems: manyOf(session, table, `WHERE state IN ('refused', 'conflict') ORDER BY sequence`),
    waiting: manyOf(session, table, `WHERE state = 'waiting' ORDER BY sequence LIMIT ?`),
    standing: () => {
      const groups = counted.parse(waiting.all());
      const of = (cards: 0 | 1): WaitingRows => {
        const { rows, cases, oldestAt } = groups.find(({ ofCards }) => ofCards === cards) ?? noRows;
        return { rows, cases, oldestAt };
      };
      return { cards: of(1), others: of(0), problems: Number(problems.get()) };
    },
    ...createOpenCounts(session.database),
    list: manyOf(session, table, 'ORDER BY sequence DESC LIMIT ?'),
    ofCase: manyOf(session, table, 'WHERE caseId = ? ORDER BY sequence'),
    createdBetween: count('createdAt', 'AND corrects IS NULL'),
    ackedBetween: count('ackedAt'),
  };
}
