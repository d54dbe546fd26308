import Database from 'better-sqlite3';
import { z } from 'zod';

export type Sqlite = Database.Database;

export interface DatabaseOptions {
  readonly path: string;
  /** Raw 32 bytes; no passphrase is stretched here. */
  readonly key: Uint8Array;
  /** Path of an addon built for this runtime; only where Node-API is older than 10. */
  readonly nativeBinding?: string | undefined;
  /** A connection that leaves file and log as they are, also when it is the last one that closes. */
  readonly readOnly?: boolean;
}

/**
 * Opens an encrypted file for writing (ChaCha20-Poly1305: every page is authenticated, so an edited byte is noticed when it is read).
 * Throws SQLite's own error when the key does not fit or the first page cannot be read.
 */
export function openDatabase(options: DatabaseOptions): Sqlite {
  const database = connect(options);
  try {
    configure(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A connection that has not read anything yet. */
export function connect(options: DatabaseOptions): Sqlite {
  if (options.key.length !== 32) throw new Error('the database key is 32 bytes');
  const database = new Database(options.path, {
    ...(options.nativeBinding !== undefined && { nativeBinding: options.nativeBinding }),
    ...(options.readOnly === true && { readonly: true }),
  });
  database.pragma(`cipher='chacha20'`);
  database.pragma(`key='raw:${Buffer.from(options.key).toString('hex')}'`);
  return database;
}

/**
 * WAL with `synchronous = FULL`, set and read back: the package drops to NORMAL in WAL, which loses commits in a power cut. The first
 * statement here is also the first that reads the file.
 */
export function configure(database: Sqlite): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // Without it INSERT OR REPLACE would delete a row of an append-only table and no trigger would fire.
  database.pragma('recursive_triggers = ON');
  database.pragma('trusted_schema = OFF');
  // A log that is begun anew is cut to its length: what an older one left behind it would be bytes that nothing checks.
  database.pragma('journal_size_limit = 0');
  // What is destroyed at its end is written over: a deleted key would lie in a free page for as long as the file lives (I3).
  database.pragma('secure_delete = ON');
  requireDurable(database);
}

/** Throws unless the connection keeps what it acknowledges: no answer may be given on a weaker setting. */
export function requireDurable(database: Sqlite): void {
  const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1 };
  for (const [name, value] of Object.entries(expected)) {
    const actual = database.pragma(name, { simple: true });
    if (actual !== value) throw new Error(`the database runs with ${name} = ${String(actual)}`);
  }
}

const checkpointRows = z.array(z.object({ busy: z.number() }));

/**
 * Empties the write-ahead log into the file: until then it may hold pages from before something was destroyed. Outside a transaction. False:
 * somebody reads the file, as a check of the records does; nobody waits for that.
 */
export function emptyLog(database: Sqlite): boolean {
  const patience = z.number().parse(database.pragma('busy_timeout', { simple: true }));
  database.pragma('busy_timeout = 0');
  try {
    const answer = database.pragma('wal_checkpoint(TRUNCATE)');
    return checkpointRows.parse(answer).every(({ busy }) => busy === 0);
  } finally {
    database.pragma(`busy_timeout = ${patience}`);
  }
}

/** SQLite's error code (`SQLITE_CORRUPT`, …), or an empty text for any other error. */
export function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}

/** Did SQLite say that what it read is not what was written (or not for this key)? */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ';
}
