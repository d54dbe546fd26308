import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ChainPlace, LocalCounters } from '../../contract/records.ts';
import type { Sqlite } from '../db/database.ts';

export interface CopyKey {
  /** Raw 32 bytes: a copy has the key of the file it was taken from. */
  readonly key: Uint8Array;
  readonly nativeBinding: string | null;
}

/** Opens a copy for reading only: a proof must not change what it proves. Throws SQLite's own error. */
export function openCopy(path: string, { key, nativeBinding }: CopyKey): Sqlite {
  const database = new Database(path, {
    readonly: true,
    fileMustExist: true,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });
  database.pragma(`cipher='chacha20'`);
  database.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`);
  return database;
}

const headRow = z.object({ sequence: z.number().int(), hash: z.string() });
const counterRows = z.array(z.object({ name: z.string(), value: z.number().int() }));

/** Where the audit chain of this file ends. */
export function placeOf(database: Sqlite): ChainPlace {
  const head = headRow.parse(database.prepare('SELECT sequence, hash FROM auditHead WHERE id = 1').get());
  // A file of an older program has no lines yet.
  const hasLines = database
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'recordsLine'`)
    .get();
  const line =
    hasLines === undefined
      ? 0
      : z
          .number()
          .int()
          .default(0)
          .parse(database.prepare('SELECT line FROM recordsLine WHERE id = 1').pluck().get());
  return { line, sequence: head.sequence, head: head.hash };
}

/** Rows by table. Reading them all is what proves that they can be read. */
export function rowCounts(database: Sqlite): Record<string, number> {
  const names = z
    .array(z.string())
    .parse(
      database
        .prepare(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
        )
        .pluck()
        .all(),
    );
  return Object.fromEntries(
    names.map((name) => [
      name,
      z
        .number()
        .int()
        .parse(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
    ]),
  );
}

export function countersOf(database: Sqlite): LocalCounters {
  const rows = counterRows.parse(database.prepare('SELECT name, value FROM counters ORDER BY name').all());
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
