import { rmSync } from 'node:fs';
import { z } from 'zod';
import type { PermitCache } from '../../app/ports/stores.ts';
import { permitRecord, type PermitRecord } from '../../contract/permit.ts';
import { nameSearchText } from '../../domain/identifiers/nameSearch.ts';
import { emptyLog, isDamage, openDatabase, type DatabaseOptions, type Sqlite } from './database.ts';
import { permitNames, permitNamesSchema } from './permitNames.ts';

/** Changes with the shape of the file; a file of another shape is thrown away and pulled again. */
const shape = 3;
const schema = `
CREATE TABLE permits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  permitNumber TEXT NOT NULL UNIQUE,
  passportNumber TEXT NOT NULL,
  status TEXT NOT NULL,
  validFrom TEXT NOT NULL,
  fetchedAt TEXT NOT NULL,
  name TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX permits_passport ON permits (passportNumber);
CREATE TABLE feed (id INTEGER PRIMARY KEY CHECK (id = 1), cursor TEXT NOT NULL, currentAt TEXT NOT NULL) STRICT;
INSERT INTO feed VALUES (1, '', '');
${permitNamesSchema}PRAGMA user_version = ${shape};
`;
const foundRow = z.object({ record: z.string(), fetchedAt: z.string() });
type Found = { readonly record: PermitRecord; readonly fetchedAt: string };

/**
 * The permit cache in a file of its own. All of it can be pulled again, so a file that is damaged, of another shape or of another key is
 * thrown away: at the start, and also when a page turns out damaged while it is read.
 */
export function openPermitCache(options: DatabaseOptions): PermitCache & { close(): void } {
  let current = openOrRebuild(options);
  const guarded = <Value>(work: (file: CacheFile) => Value): Value => {
    try {
      return work(current);
    } catch (error) {
      if (!isDamage(error)) throw error;
      current.close();
      discard(options.path);
      current = openFile(options);
      return work(current);
    }
  };
  return {
    cursor: () => guarded((file) => file.cursor()),
    savePage: (permits, cursor, fetchedAt) => guarded((file) => file.savePage(permits, cursor, fetchedAt)),
    confirmCurrent: (at) => guarded((file) => file.confirmCurrent(at)),
    byPermitNumber: (number) => guarded((file) => file.byPermitNumber(number)),
    byPassportNumber: (number) => guarded((file) => file.byPassportNumber(number)),
    indexNames: (limit) => guarded((file) => file.indexNames(limit)),
    byName: (parts, limit) => guarded((file) => file.byName(parts, limit)),
    forget: (number) => guarded((file) => file.forget(number)),
    settle: () => guarded((file) => file.settle()),
    count: () => guarded((file) => file.count()),
    asOf: () => guarded((file) => file.asOf()),
    close: () => current.close(),
  };
}

type CacheFile = PermitCache & { close(): void };

function openOrRebuild(options: DatabaseOptions): CacheFile {
  try {
    return openFile(options);
  } catch (error) {
    if (!isDamage(error) && !(error instanceof OtherShape)) throw error;
    discard(options.path);
    return openFile(options);
  }
}

class OtherShape extends Error {}

function discard(path: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(path + part, { force: true });
}

function openFile(options: DatabaseOptions): CacheFile {
  const database = openDatabase(options);
  try {
    // Big pages of the feed fit between two checkpoints; the default costs a sixth of the speed (targets, fact 3).
    database.pragma('wal_autocheckpoint = 20000');
    const version = database.pragma('user_version', { simple: true });
    if (version === 0) database.transaction(() => void database.exec(schema)).exclusive();
    else if (version !== shape) throw new OtherShape();
    return cacheOver(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function cacheOver(database: Sqlite): CacheFile {
  const names = permitNames(database);
  const readCursor = database.prepare('SELECT cursor FROM feed WHERE id = 1').pluck();
  const moveCursor = database.prepare('UPDATE feed SET cursor = ? WHERE id = 1');
  const readCurrent = database.prepare('SELECT currentAt FROM feed WHERE id = 1').pluck();
  const saveCurrent = database.prepare('UPDATE feed SET currentAt = ? WHERE id = 1');
  const upsert = database.prepare(
    `INSERT INTO permits (permitNumber, passportNumber, status, validFrom, fetchedAt, name, record) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (permitNumber) DO UPDATE SET passportNumber = excluded.passportNumber, status = excluded.status,
       validFrom = excluded.validFrom, fetchedAt = excluded.fetchedAt, name = excluded.name, record = excluded.record`,
  );
  const byPermit = database.prepare('SELECT record, fetchedAt FROM permits WHERE permitNumber = ?');
  // One passport may have had several permits: the valid one first, then the newest.
  const byPassport = database.prepare(
    `SELECT record, fetchedAt FROM permits WHERE passportNumber = ?
     ORDER BY status = 'valid' DESC, validFrom DESC LIMIT 1`,
  );
  const forget = database.prepare('DELETE FROM permits WHERE permitNumber = ?');
  const countAll = database.prepare('SELECT count(*) FROM permits').pluck();
  const savePage = database.transaction(
    (permits: readonly PermitRecord[], cursor: string, fetchedAt: string) => {
      for (const permit of permits)
        upsert.run(
          permit.permitNumber,
          permit.holder.passportNumber,
          permit.status,
          permit.validFrom,
          fetchedAt,
          nameSearchText(permit.holder.familyName, permit.holder.givenNames),
          JSON.stringify(permit),
        );
      moveCursor.run(cursor);
    },
  );
  const found = (row: unknown): Found | null => {
    if (row === undefined) return null;
    const { record, fetchedAt } = foundRow.parse(row);
    const currentAt = String(readCurrent.get());
    return {
      record: permitRecord.parse(JSON.parse(record)),
      fetchedAt: currentAt > fetchedAt ? currentAt : fetchedAt,
    };
  };
  return {
    cursor: () => String(readCursor.get()),
    savePage: (permits, cursor, fetchedAt) => savePage.immediate(permits, cursor, fetchedAt),
    confirmCurrent: (at) => void saveCurrent.run(at),
    byPermitNumber: (number) => found(byPermit.get(number)),
    byPassportNumber: (number) => found(byPassport.get(number)),
    indexNames: (limit) => names.index(limit),
    byName: (parts, limit) => ({
      found: names.search(parts, limit).flatMap((row) => found(row) ?? []),
      waiting: names.waiting(),
    }),
    forget: (number) => forget.run(number).changes > 0,
    settle: () => emptyLog(database),
    count: () => Number(countAll.get()),
    asOf: () => String(readCurrent.get()) || null,
    close: () => void database.close(),
  };
}
