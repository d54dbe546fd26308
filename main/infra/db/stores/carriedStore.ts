import { z } from 'zod';
import type { CarriedPicture, CarriedRecord, CarriedStore } from '../../../app/ports/carried.ts';
import { instant, rowId } from '../../../contract/ids.ts';
import { chainPlace } from '../../../contract/records.ts';
import { receipt, rowKind, rowState } from '../../../contract/sync.ts';
import {
  defineTable,
  flag,
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

const table = defineTable<CarriedRecord>('carriedRows', {
  id: plain(rowId),
  sequence: whole,
  stationId: text,
  kind: plain(rowKind),
  caseNumber: optionalText,
  stream: text,
  placeOf: plain(z.number().int().nullable()),
  businessKey: text,
  schemaVersion: whole,
  corrects: plain(rowId.nullable()),
  payload: json(z.record(z.string(), z.unknown()).nullable()),
  createdAt: plain(instant),
  chain: json(chainPlace),
  carriedAt: plain(instant),
  carriedBy: text,
  state: plain(rowState),
  attempts: whole,
  lastAttemptAt: optionalText,
  nextAttemptAt: optionalText,
  receipt: json(receipt.nullable()),
  upstreamCaseNumber: optionalText,
  ackedAt: optionalText,
  wasKnown: flag,
  refusal: optionalText,
});

const pictureTable = defineTable<CarriedPicture>('carriedRowPictures', {
  rowId: plain(rowId),
  digest: text,
  kind: text,
  size: whole,
  confirmedAt: plain(instant.nullable()),
  problem: {
    ...optionalText,
    fromSql: (found) => z.enum(['gone', 'damaged', 'refused']).nullable().parse(found),
  },
});

/** Word for word the condition of the partial index, and the order of a stream, as in the outbox. */
const open = `state NOT IN ('acked', 'superseded')`;
const place = (alias: string): string => `coalesce(${alias}placeOf, ${alias}sequence)`;
const lacking =
  'SELECT 1 FROM carriedRowPictures AS picture WHERE picture.confirmedAt IS NULL AND picture.rowId =';
export const carriedDueSql = `WHERE state = 'waiting' AND sequence > ?
  AND (nextAttemptAt IS NULL OR nextAttemptAt <= ? OR nextAttemptAt > ?)
  AND NOT EXISTS (
    SELECT 1 FROM carriedRows AS earlier
    WHERE earlier.stream = carriedRows.stream AND ${place('earlier.')} < ${place('carriedRows.')} AND earlier.${open}
  )
  AND NOT EXISTS (${lacking} carriedRows.id)
  ORDER BY sequence LIMIT ?`;
export const carriedBehindSql = `WHERE stream = ? AND ${place('')} > ? AND ${open} ORDER BY ${place('')} LIMIT ?`;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const pictureRow = z.object({ sealed: bytes, key: bytes });
const countRow = z.object({ state: rowState, rows: z.number().int() });
const openRow = z.object({ id: rowId, stream: z.string(), sequence: z.number().int() });
const exportedRow = z.object({ rows: z.number().int(), lastAt: z.string().nullable() });

export function createCarriedStore(session: Session): CarriedStore {
  const { database, requireTransaction } = session;
  const insert = writer(session, table.insertSql('sequence'));
  const update = writer(session, table.upsertSql('id'));
  const get = oneOf(session, table, 'WHERE id = ?');
  const openRows = manyOf(session, table, `WHERE ${open} ORDER BY sequence DESC`);
  const others = manyOf(
    session,
    table,
    `WHERE state IN ('acked', 'superseded') ORDER BY sequence DESC LIMIT ?`,
  );
  const due = manyOf(session, table, carriedDueSql);
  const behind = manyOf(session, table, carriedBehindSql);
  const picturesOf = manyOf(session, pictureTable, 'WHERE rowId = ? ORDER BY id');
  const insertPicture = writer(session, pictureTable.insertSql());
  const sql = {
    openPictures: database.prepare(
      `SELECT ${pictureTable.list
        .split(', ')
        .map((column) => `carriedRowPictures.${column}`)
        .join(', ')} FROM carriedRowPictures
       JOIN carriedRows ON carriedRows.id = carriedRowPictures.rowId AND carriedRows.state = 'waiting'
       WHERE confirmedAt IS NULL AND problem IS NULL ORDER BY carriedRows.sequence, carriedRowPictures.id LIMIT ?`,
    ),
    keepPicture: database.prepare(
      'INSERT INTO carriedPictures (digest, sealed, key) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING',
    ),
    picture: database.prepare('SELECT sealed, key FROM carriedPictures WHERE digest = ?'),
    confirm: database.prepare(
      'UPDATE carriedRowPictures SET confirmedAt = ? WHERE digest = ? AND confirmedAt IS NULL',
    ),
    fail: database.prepare(
      'UPDATE carriedRowPictures SET problem = ? WHERE rowId = ? AND digest = ? AND confirmedAt IS NULL',
    ),
    stillNeeded: database.prepare(
      `SELECT 1 FROM carriedRowPictures JOIN carriedRows ON carriedRows.id = carriedRowPictures.rowId
       WHERE carriedRowPictures.digest = ? AND carriedRows.${open}`,
    ),
    // Written over before it is let go: a deleted row may lie in a free page for long.
    wipeKey: database.prepare('UPDATE carriedPictures SET key = zeroblob(16) WHERE digest = ?'),
    dropPicture: database.prepare('DELETE FROM carriedPictures WHERE digest = ?'),
    counts: database.prepare('SELECT state, count(*) AS rows FROM carriedRows GROUP BY state'),
    openOwn: database.prepare(`SELECT id, stream, sequence FROM outbox WHERE ${open} ORDER BY sequence`),
    noteExported: database.prepare(
      'INSERT INTO exportedRows (rowId, at) VALUES (?, ?) ON CONFLICT (rowId) DO UPDATE SET at = excluded.at',
    ),
    lacksPictures: database.prepare(`${lacking} ? LIMIT 1`),
    wasExported: database.prepare('SELECT 1 FROM exportedRows WHERE rowId = ?'),
    exported: database.prepare(
      `SELECT count(*) AS rows, max(exportedRows.at) AS lastAt FROM outbox
       JOIN exportedRows ON exportedRows.rowId = outbox.id WHERE outbox.${open}`,
    ),
    unsettled: database.prepare(
      `SELECT (SELECT count(*) FROM outbox WHERE ${open}) AS own,
        (SELECT count(*) FROM carriedRows WHERE ${open}) AS carried,
        (SELECT count(*) FROM jobs WHERE endedAt IS NULL) AS jobs`,
    ),
  };

  /** What the rows of people whom this station never served named is let go with the last row that needs it. */
  function letGo(row: CarriedRecord): void {
    for (const { digest } of picturesOf(row.id)) {
      if (sql.stillNeeded.get(digest) !== undefined) continue;
      sql.wipeKey.run(digest);
      sql.dropPicture.run(digest);
    }
  }

  return {
    get,
    insert: (row) => void insert(table.encode(row)),
    save: (row) => {
      if (get(row.id)?.sequence !== row.sequence) throw new Error('only a carried row can be saved');
      const ended = row.state === 'acked' || row.state === 'superseded';
      update(table.encode(row.state === 'acked' ? { ...row, payload: null } : row));
      if (ended) letGo(row);
    },
    due: ({ until, beyond }, limit, after = 0) => due(after, until, beyond, limit),
    behind: (row, limit) => behind(row.stream, row.placeOf ?? row.sequence, limit),
    lacksPictures: (id) => sql.lacksPictures.get(id) !== undefined,
    list: (limit) => [...openRows(), ...others(limit)].toSorted((a, b) => b.sequence - a.sequence),
    ackedOf: manyOf(session, table, `WHERE stationId = ? AND state = 'acked' ORDER BY sequence`),
    counts: () => {
      const counts = z.array(countRow).parse(sql.counts.all());
      const of = (...states: readonly string[]): number =>
        counts.filter(({ state }) => states.includes(state)).reduce((sum, { rows }) => sum + rows, 0);
      return { waiting: of('waiting'), problems: of('refused', 'conflict'), acked: of('acked') };
    },

    namePicture: (picture) => void insertPicture(pictureTable.encode({ ...picture, confirmedAt: null })),
    picturesOf,
    openPictures: (limit) => sql.openPictures.all(limit).map(pictureTable.decode),
    keepPicture: (digest, { sealed, key }) => {
      requireTransaction();
      sql.keepPicture.run(digest, Buffer.from(sealed), Buffer.from(key));
    },
    picture: (digest) => {
      const found = sql.picture.get(digest);
      if (found === undefined) return null;
      const { sealed, key } = pictureRow.parse(found);
      return { sealed: new Uint8Array(sealed), key: new Uint8Array(key) };
    },
    confirmPicture: (digest, at) => {
      requireTransaction();
      sql.confirm.run(at, digest);
    },
    failPicture: (row, digest, problem) => {
      requireTransaction();
      sql.fail.run(problem, row, digest);
    },

    openOwn: () => z.array(openRow).parse(sql.openOwn.all()),
    noteExported: (rows, at) => {
      requireTransaction();
      for (const id of rows) sql.noteExported.run(id, at);
    },
    wasExported: (id) => sql.wasExported.get(id) !== undefined,
    exported: () => {
      const { rows, lastAt } = exportedRow.parse(sql.exported.get());
      return rows === 0 || lastAt === null ? null : { rows, lastAt };
    },
    unsettled: () =>
      z.object({ own: z.number(), carried: z.number(), jobs: z.number() }).parse(sql.unsettled.get()),
  };
}
