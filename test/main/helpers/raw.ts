import { openDatabase, type Sqlite } from '../../../main/infra/db/database.ts';
import { nativeBinding, type TestStores } from './stores.ts';

/** Somebody with the key and a database tool: does the work on the file behind the program's back, append-only triggers taken out. */
export function tamper(stores: Pick<TestStores, 'path' | 'key'>, work: (database: Sqlite) => void): void {
  const database = openDatabase({ path: stores.path, key: stores.key, nativeBinding });
  try {
    const triggers = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all();
    for (const name of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
    work(database);
  } finally {
    database.close();
  }
}

/** A second connection with everything as it is. */
export function inspect<Value>(
  stores: Pick<TestStores, 'path' | 'key'>,
  work: (database: Sqlite) => Value,
): Value {
  const database = openDatabase({ path: stores.path, key: stores.key, nativeBinding });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
