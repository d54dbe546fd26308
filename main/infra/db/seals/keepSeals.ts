import type { Sqlite } from '../database.ts';
import { createSealRow, emptySum, moveSum, sealKeyOf, type SealRow, type SqlValue } from './sealMath.ts';
import { knowsSeals, quote, schemaRows, sealedTables, sqlText, type SealedTable } from './sealedTables.ts';

/** Name under which the tables and triggers themselves are sealed. */
export const schemaTable = 'sqlite_schema';

/**
 * From here on every write on this connection also writes its seal, inside the same transaction: a rollback takes both back. The triggers
 * are TEMP ones, because those of the file may not call functions of the program (`trusted_schema = OFF`), and because somebody with
 * another tool must not have them.
 */
export function keepSeals(database: Sqlite, key: Uint8Array): void {
  if (!knowsSeals(database)) return;
  const seal = createSealRow(sealKeyOf(key));
  database.function(
    'sealRow',
    { varargs: true, deterministic: true, directOnly: false },
    (table: unknown, ...values: unknown[]) => seal(table as string, ...(values as SqlValue[])),
  );
  database.function('moveSum', { deterministic: true }, (sum: unknown, removed: unknown, added: unknown) =>
    moveSum(sum as Uint8Array, removed as Uint8Array | null, added as Uint8Array | null),
  );
  for (const table of sealedTables(database)) database.exec(triggersOf(table));
}

function triggersOf(table: SealedTable): string {
  const name = sqlText(table.name);
  const sealOf = (row: string): string =>
    `sealRow(${[name, ...table.columns.map((column) => `${row}.${quote(column)}`)].join(', ')})`;
  const on = (event: string): string =>
    `CREATE TEMP TRIGGER ${quote(`seal_${event.replaceAll(' ', '_')}_${table.name}`)} AFTER ${event} ON main.${quote(table.name)}`;
  // What stands there is looked up again: cheaper than sealing a second time.
  const stored = `(SELECT seal FROM rowSeals WHERE tableName = ${name} AND rowKey = ${table.key('new')})`;
  const write = `INSERT INTO rowSeals (tableName, rowKey, seal) VALUES (${name}, ${table.key('new')}, ${sealOf('new')})
    ON CONFLICT (tableName, rowKey) DO UPDATE SET seal = excluded.seal;`;
  const erase = `DELETE FROM rowSeals WHERE tableName = ${name} AND rowKey = ${table.key('old')};`;
  const move = (count: string, removed: string, added: string): string =>
    `UPDATE sealHeads SET changes = changes + 1, count = count + ${count}, sum = moveSum(sum, ${removed}, ${added}) WHERE tableName = ${name};`;
  // The sum gives back the seal of the row as it was found, not the stored one: writing over an edited row does not make it good.
  return [
    `${on('INSERT')} BEGIN ${write} ${move('1', 'NULL', stored)} END;`,
    `${on('UPDATE')} BEGIN ${write} ${move('0', sealOf('old'), stored)} END;`,
    `${on('DELETE')} BEGIN ${erase} ${move('-1', sealOf('old'), 'NULL')} END;`,
    `${on('UPDATE').replace('"seal_UPDATE_', '"seal_rekey_')} WHEN ${table.key('old')} IS NOT ${table.key('new')} BEGIN ${erase} END;`,
  ].join('\n');
}

/** Seals everything as it stands; inside the transaction of a migration only. */
export function sealAll(database: Sqlite, key: Uint8Array): void {
  if (!knowsSeals(database)) return;
  const seal = createSealRow(sealKeyOf(key));
  database.exec('DELETE FROM rowSeals');
  const changes = Number(database.prepare('SELECT COALESCE(SUM(changes), 0) FROM sealHeads').pluck().get());
  database.exec('DELETE FROM sealHeads');
  const write = database.prepare('INSERT INTO rowSeals (tableName, rowKey, seal) VALUES (?, ?, ?)');
  const head = database.prepare('INSERT INTO sealHeads (tableName, changes, count, sum) VALUES (?, ?, ?, ?)');
  for (const table of sealedTables(database)) {
    let sum: Uint8Array = emptySum;
    let count = 0;
    // By key and in pages: a statement that is being read blocks every write on its connection.
    for (const { key: rowKey, values } of pagesOf(database, table)) {
      const sealed = seal(table.name, ...values);
      write.run(table.name, rowKey, sealed);
      sum = moveSum(sum, null, sealed);
      count += 1;
    }
    head.run(table.name, 0, count, sum);
  }
  // The count of changes only grows, so that a file from before the step is still an older one.
  head.run(schemaTable, changes + 1, schemaRows(database).length, sealSchema(database, seal));
}

export const sealSchema = (database: Sqlite, seal: SealRow): Buffer =>
  seal(
    schemaTable,
    database.pragma('user_version', { simple: true }) as number,
    ...schemaRows(database).flat(),
  );

const pageSize = 500;

function* pagesOf(
  database: Sqlite,
  table: SealedTable,
): Generator<{ readonly key: SqlValue; readonly values: readonly SqlValue[] }> {
  const columns = table.columns.map((column) => `t.${quote(column)}`).join(', ');
  const keys = table.keyColumns.map((column) => `t.${quote(column)}`).join(', ');
  const marks = table.keyColumns.map(() => '?').join(', ');
  const select = (where: string) =>
    database
      .prepare(
        `SELECT ${table.key('t')}, ${keys}, ${columns} FROM ${quote(table.name)} t ${where} ORDER BY ${keys} LIMIT ${pageSize}`,
      )
      .raw();
  const first = select('');
  const next = select(`WHERE (${keys}) > (${marks})`);
  let rows = first.all() as SqlValue[][];
  while (rows.length > 0) {
    let last: SqlValue[] = [];
    for (const row of rows) {
      last = row.slice(1, 1 + table.keyColumns.length);
      yield { key: row[0] as SqlValue, values: row.slice(1 + table.keyColumns.length) };
    }
    rows = next.all(...last) as SqlValue[][];
  }
}
