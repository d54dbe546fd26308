import { isDamage, type Sqlite } from '../database.ts';
import type { Findings } from './findings.ts';
import { schemaTable, sealSchema } from './keepSeals.ts';
import { emptySum, moveSum, sameBytes, type SealRow, type SqlValue } from './sealMath.ts';
import { quote, schemaRows, sealedTables, sqlText, type SealedTable } from './sealedTables.ts';

export interface SealHead {
  readonly changes: number;
  readonly count: number;
  readonly sum: Uint8Array;
}

interface Altered {
  readonly key: string;
  readonly row: readonly SqlValue[];
  readonly stored: Uint8Array;
}

/** Between so many rows others may work. */
const sliceRows = 50;
/** Each pair of altered rows is looked at as a swap: more of them are named as altered only. */
const swapLimit = 200;

export function readHeads(database: Sqlite): ReadonlyMap<string, SealHead> {
  const rows = database.prepare('SELECT tableName, changes, count, sum FROM sealHeads').all();
  return new Map(rows.map((row) => [(row as { tableName: string }).tableName, row as SealHead]));
}

/** Were the tables, or the triggers that keep them, changed with another tool? */
export function examineSchema(
  database: Sqlite,
  seal: SealRow,
  heads: ReadonlyMap<string, SealHead>,
  findings: Findings,
): void {
  const head = heads.get(schemaTable);
  if (head === undefined) findings.add('removed', 'sealHeads', schemaTable);
  else if (!sameBytes(sealSchema(database, seal), head.sum)) {
    const missing = head.count - schemaRows(database).length;
    const kind = missing > 0 ? 'removed' : missing < 0 ? 'added' : 'altered';
    findings.add(kind, schemaTable, null, missing === 0 ? '' : String(Math.abs(missing)));
  }
}

/** Every row of every table against its seal, and the seals against their sum. Yields between slices. */
export function* examineRows(
  database: Sqlite,
  seal: SealRow,
  heads: ReadonlyMap<string, SealHead>,
  findings: Findings,
): Generator<void> {
  const tables = sealedTables(database);
  for (const table of tables) {
    try {
      yield* examineTable(database, table, seal, heads.get(table.name), findings);
    } catch (error) {
      if (!isDamage(error)) throw error;
      findings.add('unreadable', table.name, null);
    }
  }
  const known = new Set([...tables.map((table) => table.name), schemaTable]);
  for (const name of heads.keys()) if (!known.has(name)) findings.add('removed', name, null, 'table');
}

function* examineTable(
  database: Sqlite,
  table: SealedTable,
  seal: SealRow,
  head: SealHead | undefined,
  findings: Findings,
): Generator<void> {
  const name = sqlText(table.name);
  const columns = table.columns.map((column) => `t.${quote(column)}`).join(', ');
  // NOT INDEXED: the record itself is read, and not a copy of its columns in an index.
  const rows = database
    .prepare(
      `SELECT ${table.key('t')}, s.seal, ${columns} FROM ${quote(table.name)} t NOT INDEXED
       LEFT JOIN rowSeals s ON s.tableName = ${name} AND s.rowKey = ${table.key('t')}`,
    )
    .raw();
  const altered: Altered[] = [];
  let sealed = 0;
  for (const found of rows.iterate()) {
    const [key, stored, ...row] = found as [SqlValue, Uint8Array | null, ...SqlValue[]];
    findings.rows.count += 1;
    if (stored === null) findings.add('added', table.name, String(key));
    else {
      sealed += 1;
      if (!sameBytes(seal(table.name, ...row), stored)) altered.push({ key: String(key), row, stored });
    }
    if (findings.rows.count % sliceRows === 0) yield;
  }
  nameAltered(table, altered, seal, findings);

  const seals = sumOfSeals(database, table.name);
  if (seals.count !== sealed) nameOrphans(database, table, findings);
  yield;
  if (head === undefined) findings.add('removed', 'sealHeads', table.name);
  else nameMissing(database, table, head, seals, findings);
}

/** Seals whose rows are gone. By a set, because a composed key has no index. */
function nameOrphans(database: Sqlite, table: SealedTable, findings: Findings): void {
  const keys = database
    .prepare(`SELECT ${table.key('t')} FROM ${quote(table.name)} t`)
    .pluck()
    .all();
  const there = new Set(keys.map(String));
  const sealed = database.prepare('SELECT rowKey FROM rowSeals WHERE tableName = ?').pluck();
  for (const key of sealed.iterate(table.name))
    if (!there.has(String(key))) findings.add('removed', table.name, String(key));
}

/** Two rows of which each has what the other was sealed with were put in each other's place. */
function nameAltered(
  table: SealedTable,
  altered: readonly Altered[],
  seal: SealRow,
  findings: Findings,
): void {
  const isKey = table.columns.map((column) => table.keyColumns.includes(column));
  const hasContentOf = (place: Altered, other: Altered): boolean =>
    sameBytes(
      seal(
        table.name,
        ...place.row.map((value, index) => (isKey[index] === true ? value : (other.row[index] ?? null))),
      ),
      place.stored,
    );
  const candidates = altered.slice(0, swapLimit);
  for (const row of altered) {
    const other = candidates.find((each) => each !== row && hasContentOf(row, each));
    if (other === undefined) findings.add('altered', table.name, row.key);
    else findings.add('swapped', table.name, row.key, other.key);
  }
}

function sumOfSeals(database: Sqlite, table: string): { readonly count: number; readonly sum: Uint8Array } {
  let sum: Uint8Array = emptySum;
  let count = 0;
  const seals = database.prepare('SELECT seal FROM rowSeals WHERE tableName = ?').pluck();
  for (const stored of seals.iterate(table)) {
    sum = moveSum(sum, null, stored as Uint8Array);
    count += 1;
  }
  return { count, sum };
}

/** Rows that were taken out together with their seals, or seals that were made to fit. */
function nameMissing(
  database: Sqlite,
  table: SealedTable,
  head: SealHead,
  seals: { readonly count: number; readonly sum: Uint8Array },
  findings: Findings,
): void {
  if (sameBytes(seals.sum, head.sum) && seals.count === head.count) return;
  const missing = head.count - seals.count;
  if (missing > 0) {
    const gaps = gapsOf(database, table, missing);
    for (const gap of gaps) findings.add('removed', table.name, gap);
    if (gaps.length < missing) findings.add('removed', table.name, null, String(missing - gaps.length));
  } else
    findings.add(missing < 0 ? 'added' : 'altered', table.name, null, missing < 0 ? String(-missing) : '');
}

/** The numbers that are not there, of a table that counts its rows; none where another number of them is missing. */
function gapsOf(database: Sqlite, table: SealedTable, missing: number): readonly number[] {
  const [key, ...others] = table.keyColumns;
  if (key !== 'sequence' || others.length > 0) return [];
  const numbers = database.prepare(`SELECT sequence FROM ${quote(table.name)} ORDER BY sequence`).pluck();
  const gaps: number[] = [];
  let expected = 1;
  for (const number of numbers.iterate()) {
    for (; expected < Number(number) && gaps.length <= missing; expected += 1) gaps.push(expected);
    expected = Number(number) + 1;
  }
  const last = database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table.name);
  for (; expected <= Number(last ?? 0) && gaps.length <= missing; expected += 1) gaps.push(expected);
  return gaps.length > missing ? [] : gaps;
}
