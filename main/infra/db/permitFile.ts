import { z } from 'zod';
import type { FeedPlace, KeptPermit } from '../../app/ports/permits.ts';
import { permitRecord } from '../../contract/permit.ts';
import { emptyLog, openDatabase, type DatabaseOptions, type Sqlite } from './database.ts';
import { permitNames, permitNamesSchema } from './permitNames.ts';
import { unpackPermits, type PermitRows } from './permitRows.ts';

/** Changes with the shape of the file; a file of another shape is thrown away and pulled again. */
const shape = 4;

/**
 * `round` counts how often the feed was read to its end: a record of an earlier round is as upstream had it at `currentAt`, one of this round
 * only as it came. It counts and is no time, so that a clock that is put back changes nothing. `feedSince`: the round in which the feed began
 * anew; what is older and was not told again goes at its end. `records` is kept, because counting a million takes a while.
 */
const schema = `
CREATE TABLE permits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  permitNumber TEXT NOT NULL UNIQUE,
  passportNumber TEXT NOT NULL,
  status TEXT NOT NULL,
  validFrom TEXT NOT NULL,
  fetchedAt TEXT NOT NULL,
  round INTEGER NOT NULL,
  name TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX permits_passport ON permits (passportNumber);
CREATE TABLE feed (
  id INTEGER PRIMARY KEY CHECK (id = 1), cursor TEXT NOT NULL, feed TEXT NOT NULL, currentAt TEXT NOT NULL, round INTEGER NOT NULL,
  confirmedRound INTEGER NOT NULL, feedSince INTEGER NOT NULL, sweptSince INTEGER NOT NULL, records INTEGER NOT NULL
) STRICT;
INSERT INTO feed VALUES (1, '', '', '', 1, 0, 0, 0, 0);
${permitNamesSchema}PRAGMA user_version = ${shape};
`;

const feedRow = z.object({
  cursor: z.string(),
  feed: z.string(),
  currentAt: z.string(),
  round: z.number(),
  confirmedRound: z.number(),
  feedSince: z.number(),
  sweptSince: z.number(),
  records: z.number(),
});
const foundRow = z.object({ record: z.string(), fetchedAt: z.string(), round: z.number() });
const untoldRow = z.object({ id: z.number(), permitNumber: z.string() });

/** The looks into the file; their plans are a test. */
export const permitQuery = 'SELECT record, fetchedAt, round FROM permits WHERE permitNumber = ?';
/** One passport may have had several permits: the valid one first, then the newest. */
export const passportQuery = `SELECT record, fetchedAt, round FROM permits WHERE passportNumber = ?
ORDER BY status = 'valid' DESC, validFrom DESC LIMIT 1`;

/** What is kept of a page. `from` left out: whatever the file's cursor is. */
export interface KeepPage {
  readonly from?: string;
  readonly cursor: string;
  readonly feed: string;
  readonly rows: PermitRows;
  readonly gone: readonly string[];
}

export type PermitFile = ReturnType<typeof openPermitFile>;

export class OtherShape extends Error {}

/** One connection to the file. Makes its tables when it has none; throws `OtherShape` for a file that another build made. */
export function openPermitFile(options: DatabaseOptions) {
  const database = openDatabase(options);
  try {
    // Big pages of the feed fit between two checkpoints; the default costs a sixth of the speed (targets, fact 3).
    database.pragma('wal_autocheckpoint = 20000');
    const version = database.pragma('user_version', { simple: true });
    if (version === 0) database.transaction(() => void database.exec(schema)).exclusive();
    else if (version !== shape) throw new OtherShape();
    return { ...reading(database), ...writing(database), close: () => void database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

function reading(database: Sqlite) {
  const names = permitNames(database);
  const readFeed = database.prepare('SELECT * FROM feed WHERE id = 1');
  const byPermit = database.prepare(permitQuery);
  const byPassport = database.prepare(passportQuery);
  const feed = (): z.output<typeof feedRow> => feedRow.parse(readFeed.get());
  const found = (row: unknown): KeptPermit | null => {
    if (row === undefined) return null;
    const { record, fetchedAt, round } = foundRow.parse(row);
    const { currentAt, confirmedRound } = feed();
    return {
      record: permitRecord.parse(JSON.parse(record)),
      fetchedAt: round <= confirmedRound ? currentAt : fetchedAt,
    };
  };
  const namesWaiting = (): number => Math.max(0, feed().records - names.taken());
  return {
    byPermitNumber: (number: string) => found(byPermit.get(number)),
    byPassportNumber: (number: string) => found(byPassport.get(number)),
    byName: (parts: readonly string[], limit: number) => ({
      found: names.search(parts, limit).flatMap((row) => found(row) ?? []),
      waiting: namesWaiting(),
    }),
    count: (): number => feed().records,
    namesWaiting,
    asOf: (): string | null => feed().currentAt || null,
    cursor: (): string => feed().cursor,
    place: (): FeedPlace => {
      const { cursor, feed: line, feedSince, sweptSince } = feed();
      return { cursor, feed: line, anew: feedSince > sweptSince };
    },
    indexNames: (limit: number): number => names.index(limit),
  };
}

function writing(database: Sqlite) {
  const readFeed = database.prepare('SELECT * FROM feed WHERE id = 1');
  const move = database.prepare('UPDATE feed SET cursor = ?, records = records + ?');
  const beginFeed = database.prepare(
    `UPDATE feed SET feed = ?, round = round + 1, feedSince = round + 1,
       sweptSince = CASE records WHEN 0 THEN round + 1 ELSE sweptSince END`,
  );
  const confirm = database.prepare(
    `UPDATE feed SET currentAt = ?, confirmedRound = round, round = round + 1, sweptSince = feedSince
     WHERE coalesce(?, cursor) = cursor`,
  );
  const lose = database.prepare('UPDATE feed SET records = records - ?');
  const insert = database.prepare(
    `INSERT INTO permits (permitNumber, passportNumber, status, validFrom, fetchedAt, round, name, record)
     VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT)) ON CONFLICT (permitNumber) DO NOTHING`,
  );
  const update = database.prepare(
    `UPDATE permits SET passportNumber = ?, status = ?, validFrom = ?, fetchedAt = ?, round = ?, name = ?, record = CAST(? AS TEXT)
     WHERE permitNumber = ?`,
  );
  const remove = database.prepare('DELETE FROM permits WHERE permitNumber = ?');
  const removeUntold = database.prepare(
    'DELETE FROM permits WHERE permitNumber = ? AND round < (SELECT feedSince FROM feed)',
  );
  const untold = database.prepare(
    `SELECT id, permitNumber FROM permits WHERE id > ? AND round < (SELECT feedSince FROM feed) ORDER BY id LIMIT ?`,
  );
  const keep = database.transaction((page: KeepPage, fetchedAt: string): boolean => {
    const before = feedRow.parse(readFeed.get());
    if (page.from !== undefined && page.from !== before.cursor) return false;
    if (page.feed !== before.feed) beginFeed.run(page.feed);
    const { round } = page.feed === before.feed ? before : feedRow.parse(readFeed.get());
    let added = 0;
    for (const row of unpackPermits(page.rows)) {
      const { permitNumber, passportNumber, status, validFrom, name, record } = row;
      // Two statements for a record that is known, so that the new ones can be counted; the first pull has new ones only.
      if (
        insert.run(permitNumber, passportNumber, status, validFrom, fetchedAt, round, name, record).changes >
        0
      )
        added += 1;
      else update.run(passportNumber, status, validFrom, fetchedAt, round, name, record, permitNumber);
    }
    for (const number of page.gone) added -= remove.run(number).changes;
    move.run(page.cursor, added);
    return true;
  });
  const taking = (statement: typeof remove) =>
    database.transaction((numbers: readonly string[]): number => {
      const taken = numbers.reduce((sum, number) => sum + statement.run(number).changes, 0);
      if (taken > 0) lose.run(taken);
      return taken;
    });
  const [forget, drop] = [taking(remove), taking(removeUntold)];
  return {
    /** False: the file does not stand where the page was asked for, and nothing is kept. */
    keep: (page: KeepPage, fetchedAt: string): boolean => keep.immediate(page, fetchedAt),
    untold(after: number, limit: number): { readonly numbers: readonly string[]; readonly last: number } {
      const rows = untold.all(after, limit).map((row) => untoldRow.parse(row));
      return { numbers: rows.map(({ permitNumber }) => permitNumber), last: rows.at(-1)?.id ?? after };
    },
    drop: (numbers: readonly string[]): void => void drop.immediate(numbers),
    /** False: the file stands elsewhere. No cursor: wherever it stands. */
    confirmCurrent: (at: string, cursor: string | null): boolean => confirm.run(at, cursor).changes > 0,
    forget: (number: string): boolean => forget.immediate([number]) > 0,
    settle: (): boolean => emptyLog(database),
  };
}
