import { z } from 'zod';
import type { Sqlite } from '../database.ts';

export interface SealedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL of the row's key: of a table with a numbered key that number, else the text of the primary key, as a `VACUUM` may number rows anew. */
  readonly key: (row: string) => string;
  readonly keyColumns: readonly string[];
}

const columnRow = z.object({ name: z.string(), type: z.string(), pk: z.number() });

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The tables that hold the seals, which cannot seal themselves; the file beside the database vouches for their sums. */
const keepers = new Set(['rowSeals', 'sealHeads']);

/** Does the file know seals at all? Not before migration 19. */
export const knowsSeals = (database: Sqlite): boolean =>
  database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sealHeads'`).get() !== undefined;

/** Every table of the file, read from the file itself: a table that a later migration adds is sealed without anybody thinking of it. */
export function sealedTables(database: Sqlite): readonly SealedTable[] {
  const names = z
    .array(z.string())
    .parse(
      database
        .prepare(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
        )
        .pluck()
        .all(),
    );
  return names.filter((name) => !keepers.has(name)).map((name) => describe(database, name));
}

function describe(database: Sqlite, name: string): SealedTable {
  const columns = z.array(columnRow).parse(database.pragma(`table_info(${quote(name)})`));
  const keyColumns = columns
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map((column) => column.name);
  if (keyColumns.length === 0) throw new Error(`table ${name} has no primary key to seal its rows by`);
  return {
    name,
    columns: columns.map((column) => column.name),
    // The plus takes the type of the column from the comparison: with it `rowKey`, which has none, could not be found by its index, and each
    // write would look through all seals of the table.
    key: (row) => keyColumns.map((column) => `+${row}.${quote(column)}`).join(` || '/' || `),
    keyColumns,
  };
}

/** What the tables and the triggers that keep them are, as rows to seal. */
export function schemaRows(database: Sqlite): readonly (readonly (string | null)[])[] {
  return z
    .array(z.tuple([z.string(), z.string(), z.string(), z.string().nullable()]))
    .parse(
      database
        .prepare(
          `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
        )
        .raw()
        .all(),
    );
}
