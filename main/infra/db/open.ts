import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Stores } from '../../app/ports/stores.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { createStores } from './createStores.ts';
import { configure, connect, isDamage, type DatabaseOptions, type Sqlite } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { createIntegrity } from './seals/createIntegrity.ts';
import { prepareSeals, type PreparedSeals } from './seals/prepareSeals.ts';

export interface StoreOptions extends DatabaseOptions {
  /** The stamp a new file gets and an old one must have (J6). */
  readonly mode: 'training' | 'production';
  readonly now?: () => number;
  /** Other steps than the program's own; for tests of the steps. */
  readonly migrations?: readonly Migration[];
}
export type OpenStores = Stores & { close(): void };

/**
 * Opens the precious database, or makes it. Expected failures: `databaseNewer`, `databaseWrongMode`, `keyRefused` (not the key this file
 * was made with; the file is not touched), `databaseDamaged` (the file is kept as `<path>.damaged-<time>`; no new one is begun while it
 * lies there and nothing was restored).
 */
export function openStores(options: StoreOptions): Result<OpenStores> {
  const { path } = options;
  if (!existsSync(path) && damagedBeside(path)) return failure('databaseDamaged');
  if (!keyFits(path, options.key)) return failure('keyRefused');
  const database = connect(options);
  try {
    configure(database);
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return keepDamaged(database, options);
    const seals = prepareSeals(database, options);
    const prepared = prepare(database, options, seals);
    if (!prepared.ok) {
      database.close();
      return prepared;
    }
    const kept = createIntegrity(database, options, seals.opening());
    const stores = createStores(database, kept);
    writeFileSync(keyCheckFile(path), `${keyCheck(options.key).toString('hex')}\n`);
    return success({
      ...stores,
      close: () => {
        kept.close();
        database.close();
      },
    });
  } catch (error) {
    if (isDamage(error)) return keepDamaged(database, options);
    database.close();
    throw error;
  }
}

function prepare(database: Sqlite, options: StoreOptions, seals: PreparedSeals): Result<void> {
  const migrated = migrate(database, options.path, options.migrations ?? migrations, seals);
  if (!migrated.ok) return migrated;
  seals.keep();
  const stamp = database.prepare('SELECT mode FROM station WHERE id = 1').pluck().get();
  if (stamp === options.mode) return success();
  if (stamp !== undefined) return failure('databaseWrongMode');
  database
    .prepare('INSERT INTO station (id, mode, createdAt) VALUES (1, ?, ?)')
    .run(options.mode, new Date((options.now ?? Date.now)()).toISOString());
  return success();
}

const damagedPrefix = (path: string): string => `${basename(path)}.damaged-`;

function damagedBeside(path: string): boolean {
  const folder = dirname(path);
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(damagedPrefix(path)));
}

/**
 * Nothing is deleted: the file and its write-ahead log stay beside each other under a new name. The log is copied first, because closing
 * the connection writes it into the damaged file and removes it.
 */
function keepDamaged(database: Sqlite, options: StoreOptions): Result<never> {
  const { path } = options;
  const time = new Date((options.now ?? Date.now)()).toISOString().replace(/[-:.]/g, '');
  const kept = join(dirname(path), `${damagedPrefix(path)}${time}`);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${kept}-wal`);
  database.close();
  renameSync(path, kept);
  for (const part of ['-wal', '-shm']) rmSync(path + part, { force: true });
  return failure('databaseDamaged');
}

const keyCheckFile = (path: string): string => `${path}.keycheck`;
const keyCheck = (key: Uint8Array): Buffer => createHmac('sha256', key).update('zhengka key check').digest();

/**
 * SQLite cannot tell a wrong key from a damaged first page. A keyed check value beside the file can: without it a wrong key would have the
 * good file put aside as damaged.
 */
function keyFits(path: string, key: Uint8Array): boolean {
  if (!existsSync(path) || !existsSync(keyCheckFile(path))) return true;
  const found = Buffer.from(readFileSync(keyCheckFile(path), 'utf8').trim(), 'hex');
  const expected = keyCheck(key);
  return found.length === expected.length && timingSafeEqual(found, expected);
}
