import { z } from 'zod';
import type { Sqlite } from './database.ts';

/**
 * Names of the permit cache, to be found by any three characters of them. The index is filled after the records, in slices, because it takes as
 * long as they do; `named` says how far it has come and how many names are in it. A name that changes behind that mark changes in the index with it.
 */
export const permitNamesSchema = `
CREATE VIRTUAL TABLE names USING fts5(name, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1');
CREATE TABLE named (id INTEGER PRIMARY KEY CHECK (id = 1), upTo INTEGER NOT NULL, taken INTEGER NOT NULL) STRICT;
INSERT INTO named VALUES (1, 0, 0);
CREATE TRIGGER permits_renamed AFTER UPDATE OF name ON permits
WHEN old.name <> new.name AND old.id <= (SELECT upTo FROM named) BEGIN
  DELETE FROM names WHERE rowid = old.id;
  INSERT INTO names (rowid, name) VALUES (old.id, new.name);
END;
CREATE TRIGGER permits_gone AFTER DELETE ON permits WHEN old.id <= (SELECT upTo FROM named) BEGIN
  DELETE FROM names WHERE rowid = old.id;
  UPDATE named SET taken = taken - 1;
END;
`;

const slice = z.object({ last: z.number().int().nullable(), rows: z.number().int() });

export interface PermitNames {
  /** Takes the next records into the index, in one commit. Answers how many there were: fewer than `limit` = nothing is left. */
  index(limit: number): number;
  /** Records that a search can find. */
  taken(): number;
  /** `record`, `fetchedAt` and `round` of those whose name holds every part (`nameSearchParts`), at most `limit`. */
  search(parts: readonly string[], limit: number): readonly unknown[];
}

/** The query of a search; its plan is a test. */
export const nameQuery = `
SELECT permits.record, permits.fetchedAt, permits.round FROM names CROSS JOIN permits ON permits.id = names.rowid
WHERE names MATCH ? LIMIT ?`;

export function permitNames(database: Sqlite): PermitNames {
  const take = database.prepare(
    'INSERT INTO names (rowid, name) SELECT id, name FROM permits WHERE id > ? ORDER BY id LIMIT ?',
  );
  const reached = database.prepare(
    'SELECT max(id) AS last, count(*) AS rows FROM (SELECT id FROM permits WHERE id > ? ORDER BY id LIMIT ?)',
  );
  const upTo = database.prepare('SELECT upTo FROM named').pluck();
  const move = database.prepare('UPDATE named SET upTo = ?, taken = taken + ?');
  const taken = database.prepare('SELECT taken FROM named').pluck();
  const find = database.prepare(nameQuery);
  const index = database.transaction((limit: number): number => {
    const from = Number(upTo.get());
    const { last, rows } = slice.parse(reached.get(from, limit));
    if (last === null) return 0;
    take.run(from, limit);
    move.run(last, rows);
    return rows;
  });
  return {
    index: (limit) => index.immediate(limit),
    taken: () => Number(taken.get()),
    search: (parts, limit) =>
      parts.length === 0
        ? []
        : find.all(parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND '), limit),
  };
}
