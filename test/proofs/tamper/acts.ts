import { openSync, closeSync, fstatSync, readSync, writeSync, existsSync } from 'node:fs';
import { openDatabase, type Sqlite } from '../../../main/infra/db/database.ts';
import { auditHash, decodeAuditRow } from '../../../main/infra/db/stores/auditStore.ts';
import { quote, sealedTables, type SealedTable } from '../../../main/infra/db/seals/sealedTables.ts';
import type { ProblemKind } from '../../../main/app/ports/integrity.ts';
import type { Image } from './fill.ts';

/** What must be said about an act: each of these, whatever else is said. A null row: the record itself is gone with its seal. */
export interface Expected {
  readonly kind: ProblemKind;
  readonly table: string;
  readonly row: string | null;
}
export interface Act {
  readonly words: string;
  readonly expected: readonly Expected[];
}

export type Random = () => number;
export const pick = <Value>(random: Random, from: readonly Value[]): Value => {
  const value = from[Math.floor(random() * from.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

/** Changes one byte anywhere in the files of a station. */
export function changeByte(image: Image, random: Random): string {
  const files = ['', '-wal', '.head'].filter((part) => existsSync(image.path + part));
  const turn = random();
  const part = turn < 0.6 ? '' : turn < 0.95 && files.includes('-wal') ? '-wal' : '.head';
  const file = openSync(image.path + part, 'r+');
  try {
    const place = Math.floor(random() * fstatSync(file).size);
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, place);
    byte[0] = (byte[0] ?? 0) ^ (1 + Math.floor(random() * 255));
    writeSync(file, byte, 0, 1, place);
    return `byte ${place} of ${part === '' ? 'the file' : part}`;
  } finally {
    closeSync(file);
  }
}

/** Somebody with the key and a database tool: guards taken out, the act, and the same guards put back. */
export function behindTheBack<Value>(image: Image, work: (database: Sqlite) => Value): Value {
  const database = openDatabase(image);
  try {
    database.pragma('foreign_keys = OFF');
    database.pragma('ignore_check_constraints = ON');
    const guards = database.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as {
      readonly name: string;
      readonly sql: string;
    }[];
    for (const { name } of guards) database.exec(`DROP TRIGGER ${quote(name)}`);
    const value = work(database);
    for (const { sql } of guards) database.exec(sql);
    return value;
  } finally {
    database.close();
  }
}

type Row = Record<string, string | number | Uint8Array | null>;

export const acts: Readonly<Record<string, (database: Sqlite, random: Random) => Act>> = {
  edit: (database, random) => {
    const { table, rows } = pickTable(database, random, 1);
    const row = pick(random, rows);
    const column = pick(
      random,
      table.columns.filter((name) => !table.keyColumns.includes(name)),
    );
    update(database, table, row, { [column]: other(row[column] ?? null) });
    return {
      words: `${column} of ${table.name} ${keyOf(table, row)}`,
      expected: [{ kind: 'altered', table: table.name, row: keyOf(table, row) }],
    };
  },
  delete: (database, random) => {
    const { table, rows } = pickTable(database, random, 1);
    const row = pick(random, rows);
    remove(database, table, row);
    return {
      words: `${table.name} ${keyOf(table, row)}`,
      expected: [{ kind: 'removed', table: table.name, row: keyOf(table, row) }],
    };
  },
  deleteWithSeal: (database, random) => {
    const { table, rows } = pickTable(database, random, 1);
    const row = pick(random, rows);
    remove(database, table, row);
    database
      .prepare('DELETE FROM rowSeals WHERE tableName = ? AND rowKey = ?')
      .run(table.name, rawKeyOf(table, row));
    const counted = table.keyColumns.length === 1 && table.keyColumns[0] === 'sequence';
    return {
      words: `${table.name} ${keyOf(table, row)} with its seal`,
      expected: [{ kind: 'removed', table: table.name, row: counted ? keyOf(table, row) : null }],
    };
  },
  swap: (database, random) => {
    const { table, rows } = pickTable(database, random, 2);
    const one = pick(random, rows);
    const two = pick(
      random,
      rows.filter((row) => keyOf(table, row) !== keyOf(table, one)),
    );
    const content = (row: Row): Row =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !table.keyColumns.includes(name)));
    // Columns that may be there once only: away with one first.
    remove(database, table, two);
    update(database, table, one, content(two));
    insert(database, table, {
      ...one,
      ...Object.fromEntries(table.keyColumns.map((name) => [name, two[name] ?? null])),
    });
    const changed = table.columns.some(
      (name) => !table.keyColumns.includes(name) && !same(one[name] ?? null, two[name] ?? null),
    );
    const kind = 'swapped' as const;
    return {
      words: `${table.name} ${keyOf(table, one)} and ${keyOf(table, two)}`,
      expected: changed ? [one, two].map((row) => ({ kind, table: table.name, row: keyOf(table, row) })) : [],
    };
  },
  add: (database, random) => {
    const table = pick(
      random,
      sealedTables(database).filter(({ name }) =>
        ['requests', 'steps', 'counters', 'snapshots', 'audit'].includes(name),
      ),
    );
    const row = pick(random, rowsOf(database, table));
    const key = table.keyColumns.at(-1) ?? '';
    const added = { ...row, [key]: typeof row[key] === 'number' ? 900_000 : `${String(row[key])}x` };
    insert(database, table, added);
    return {
      words: `${table.name} ${keyOf(table, added)}`,
      expected: [{ kind: 'added', table: table.name, row: keyOf(table, added) }],
    };
  },
  /** An entry is changed and every hash after it, and the head, are made to fit: SM3 has no key. */
  rewriteChain: (database, random) => {
    const count = Number(database.prepare('SELECT MAX(sequence) FROM audit').pluck().get());
    const from = 1 + Math.floor(random() * count);
    database.prepare(`UPDATE audit SET actor = 'somebody' WHERE sequence = ?`).run(from);
    rechain(database, from);
    return { words: `from ${from}`, expected: [{ kind: 'altered', table: 'audit', row: String(from) }] };
  },
  cutChain: (database, random) => {
    const count = Number(database.prepare('SELECT MAX(sequence) FROM audit').pluck().get());
    const last = count - 1 - Math.floor(random() * 5);
    database.prepare('DELETE FROM audit WHERE sequence > ?').run(last);
    database.prepare(`DELETE FROM rowSeals WHERE tableName = 'audit' AND rowKey > ?`).run(last);
    rechain(database, last);
    return { words: `after ${last}`, expected: [{ kind: 'removed', table: 'audit', row: null }] };
  },
  editSeal: (database, random) => {
    const { table, rows } = pickTable(database, random, 1);
    const row = pick(random, rows);
    database
      .prepare('UPDATE rowSeals SET seal = zeroblob(16) WHERE tableName = ? AND rowKey = ?')
      .run(table.name, rawKeyOf(table, row));
    return {
      words: `seal of ${table.name} ${keyOf(table, row)}`,
      expected: [{ kind: 'altered', table: table.name, row: keyOf(table, row) }],
    };
  },
};

function rechain(database: Sqlite, from: number): void {
  const before = database
    .prepare('SELECT hash FROM audit WHERE sequence = ?')
    .pluck()
    .get(from - 1);
  let previous = typeof before === 'string' ? before : '0'.repeat(64);
  let last = from;
  for (const found of database
    .prepare('SELECT * FROM audit WHERE sequence >= ? ORDER BY sequence')
    .all(from)) {
    const row = { ...decodeAuditRow(found), previous };
    const hash = auditHash(row);
    database
      .prepare('UPDATE audit SET previous = ?, hash = ? WHERE sequence = ?')
      .run(previous, hash, row.sequence);
    previous = hash;
    last = row.sequence;
  }
  database.prepare('UPDATE auditHead SET sequence = ?, hash = ?').run(last, previous);
}

function pickTable(
  database: Sqlite,
  random: Random,
  atLeast: number,
): { table: SealedTable; rows: readonly Row[] } {
  const filled = sealedTables(database)
    .map((table) => ({ table, rows: rowsOf(database, table) }))
    .filter(({ table, rows }) => rows.length >= atLeast && table.columns.length > table.keyColumns.length);
  return pick(random, filled);
}

const rowsOf = (database: Sqlite, table: SealedTable): readonly Row[] =>
  database.prepare(`SELECT * FROM ${quote(table.name)}`).all() as Row[];
const keyOf = (table: SealedTable, row: Row): string => String(rawKeyOf(table, row));
const rawKeyOf = (table: SealedTable, row: Row): string | number => {
  const values = table.keyColumns.map((name) => row[name] ?? null);
  const [only] = values;
  return values.length === 1 && typeof only === 'number' ? only : values.join('/');
};
const whereKey = (table: SealedTable): string =>
  table.keyColumns.map((name) => `${quote(name)} = @key_${name}`).join(' AND ');
const keyValues = (table: SealedTable, row: Row): Row =>
  Object.fromEntries(table.keyColumns.map((name) => [`key_${name}`, row[name] ?? null]));

function update(database: Sqlite, table: SealedTable, row: Row, changes: Row): void {
  const set = Object.keys(changes).map((name) => `${quote(name)} = @${name}`);
  database
    .prepare(`UPDATE ${quote(table.name)} SET ${set.join(', ')} WHERE ${whereKey(table)}`)
    .run({ ...changes, ...keyValues(table, row) });
}
const remove = (database: Sqlite, table: SealedTable, row: Row): void =>
  void database
    .prepare(`DELETE FROM ${quote(table.name)} WHERE ${whereKey(table)}`)
    .run(keyValues(table, row));
function insert(database: Sqlite, table: SealedTable, row: Row): void {
  const names = Object.keys(row);
  database
    .prepare(
      `INSERT INTO ${quote(table.name)} (${names.map(quote).join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    )
    .run(row);
}

/** Another value of the same type; a NULL becomes something. */
function other(value: Row[string]): string | number | Uint8Array {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value} `;
  return value === null ? '1' : Buffer.concat([value.subarray(1), Buffer.from([7])]);
}
const same = (a: Row[string], b: Row[string]): boolean =>
  a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
