import { z } from 'zod';
import type { Sqlite } from './database.ts';

type SqlValue = string | number | null;

/** How one property of a record lies in its column. */
export interface Column<Value> {
  readonly toSql: (value: unknown) => SqlValue;
  /** Throws when the column holds what the program never wrote. */
  readonly fromSql: (found: unknown) => Value;
}

/** Text or whole number, as it is. */
export const plain = <Schema extends z.ZodType<string | number | null>>(
  schema: Schema,
): Column<z.output<Schema>> => ({
  toSql: (value) => value as SqlValue,
  fromSql: (found) => schema.parse(found),
});

export const flag: Column<boolean> = {
  toSql: (value) => (value === true ? 1 : 0),
  fromSql: (found) => z.literal([0, 1]).parse(found) === 1,
};

/** Nested data as JSON text; `null` becomes NULL so that it can be asked for in SQL. */
export const json = <Schema extends z.ZodType>(schema: Schema): Column<z.output<Schema>> => ({
  toSql: (value) => (value === null ? null : JSON.stringify(value)),
  fromSql: (found) => schema.parse(typeof found === 'string' ? JSON.parse(found) : found),
});

export const text = plain(z.string());
export const optionalText = plain(z.string().nullable());
export const whole = plain(z.number().int());

export type Columns<Row> = { readonly [Name in keyof Row & string]-?: Column<Row[Name]> };

/** A record type and its table. A column is named after its property. */
export interface Table<Row extends object> {
  readonly name: string;
  /** Quoted column list, for SELECT and INSERT. */
  readonly list: string;
  readonly encode: (row: Partial<Row>) => Record<string, SqlValue>;
  /** Parses what was read; throws when the file holds what the program never wrote. */
  readonly decode: (found: unknown) => Row;
  readonly insertSql: (skip?: keyof Row & string) => string;
  readonly upsertSql: (key: keyof Row & string) => string;
}

const quote = (name: string): string => `"${name}"`;

export function defineTable<Row extends object>(name: string, columns: Columns<Row>): Table<Row> {
  const entries = Object.entries(columns) as [string, Column<unknown>][];
  const names = entries.map(([column]) => column);
  const insertSql = (used: readonly string[]): string =>
    `INSERT INTO ${quote(name)} (${used.map(quote).join(', ')}) VALUES (${used.map((column) => `@${column}`).join(', ')})`;
  return {
    name,
    list: names.map(quote).join(', '),
    encode: (row) =>
      Object.fromEntries(
        entries
          .filter(([column]) => column in row)
          .map(([column, kind]) => [column, kind.toSql((row as Record<string, unknown>)[column])]),
      ),
    decode: (found) => {
      const values = found as Record<string, unknown>;
      return Object.fromEntries(
        entries.map(([column, kind]) => [column, kind.fromSql(values[column])]),
      ) as Row;
    },
    insertSql: (skip) => insertSql(names.filter((column) => column !== skip)),
    upsertSql: (key) =>
      `${insertSql(names)} ON CONFLICT (${quote(key)}) DO UPDATE SET ${names
        .filter((column) => column !== key)
        .map((column) => `${quote(column)} = excluded.${quote(column)}`)
        .join(', ')}`,
  };
}

/** The one connection of the precious file, as its stores see it. */
export interface Session {
  readonly database: Sqlite;
  /** Throws outside a transaction: a write on its own would be a commit nobody planned. */
  readonly requireTransaction: () => void;
}

/** A statement for one row of a table, or null. */
export function oneOf<Row extends object>(
  session: Session,
  table: Table<Row>,
  rest: string,
): (...values: SqlValue[]) => Row | null {
  const statement = session.database.prepare(`SELECT ${table.list} FROM ${quote(table.name)} ${rest}`);
  return (...values) => {
    const found = statement.get(...values);
    return found === undefined ? null : table.decode(found);
  };
}

/** A statement for many rows of a table. */
export function manyOf<Row extends object>(
  session: Session,
  table: Table<Row>,
  rest: string,
): (...values: SqlValue[]) => readonly Row[] {
  const statement = session.database.prepare(`SELECT ${table.list} FROM ${quote(table.name)} ${rest}`);
  return (...values) => statement.all(...values).map(table.decode);
}

/** A writing statement; throws outside `run`. Answers the number of rows it changed. */
export function writer(
  session: Session,
  sql: string,
): (values: Record<string, SqlValue>) => { readonly changes: number; readonly rowId: number } {
  const statement = session.database.prepare(sql);
  return (values) => {
    session.requireTransaction();
    const result = statement.run(values);
    return { changes: result.changes, rowId: Number(result.lastInsertRowid) };
  };
}
