import { z } from 'zod';
import type { BackupEntry, RecordsStore } from '../../../app/ports/records.ts';
import { recordsLock } from '../../../contract/records.ts';
import { defineTable, json, oneOf, plain, text, writer, type Session } from '../table.ts';

const backups = defineTable<BackupEntry>('backups', {
  at: text,
  kind: plain(z.enum(['copy', 'drill', 'restore'])),
  file: text,
  outcome: text,
  facts: json(z.record(z.string(), z.unknown())),
});
const counterRow = z.object({ name: z.string(), value: z.number().int() });
const drillRow = z.object({ file: z.string(), outcome: z.string() });
const jumpRow = z.object({ name: z.string(), fromValue: z.number().int(), toValue: z.number().int() });

/** Copies, the lock of older records, the line of the chain, and the counters of local numbers (G7, I1). */
export function createRecordsStore(session: Session): RecordsStore {
  const { database } = session;
  const insert = writer(session, backups.insertSql());
  const newest = oneOf(session, backups, 'WHERE kind = ? ORDER BY sequence DESC LIMIT 1');
  const newestOf = oneOf(session, backups, 'WHERE kind = ? AND outcome = ? ORDER BY sequence DESC LIMIT 1');
  const drills = database.prepare(`SELECT file, outcome FROM backups WHERE kind = 'drill' ORDER BY sequence`);
  const lock = database.prepare('SELECT facts FROM recordsLock WHERE id = 1').pluck();
  const keepLock = writer(
    session,
    `INSERT INTO recordsLock (id, since, facts) VALUES (1, @since, @facts)
     ON CONFLICT (id) DO UPDATE SET since = excluded.since, facts = excluded.facts`,
  );
  const clearLock = writer(session, 'DELETE FROM recordsLock WHERE id = 1');
  const line = database.prepare('SELECT line FROM recordsLine WHERE id = 1').pluck();
  const startLine = writer(
    session,
    'INSERT INTO recordsLine (id, line) VALUES (1, @line) ON CONFLICT (id) DO UPDATE SET line = excluded.line',
  );
  const allCounters = database.prepare('SELECT name, value FROM counters ORDER BY name');
  const counter = database.prepare('SELECT value FROM counters WHERE name = ?').pluck();
  const raise = writer(
    session,
    'INSERT INTO counters (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const noteJump = writer(
    session,
    'INSERT INTO numberJumps (at, name, fromValue, toValue) VALUES (@at, @name, @fromValue, @toValue)',
  );
  const jumps = database.prepare('SELECT name, fromValue, toValue FROM numberJumps ORDER BY sequence');

  return {
    note: (entry) => void insert(backups.encode(entry)),
    newest: (kind, outcome) => (outcome === undefined ? newest(kind) : newestOf(kind, outcome)),
    drilled: () =>
      new Map(
        drills.all().map((found) => {
          const { file, outcome } = drillRow.parse(found);
          return [file, outcome];
        }),
      ),
    lock: () => {
      const found = lock.get();
      return found === undefined ? null : recordsLock.parse(JSON.parse(z.string().parse(found)));
    },
    keepLock: (facts) => void keepLock({ since: facts.since, facts: JSON.stringify(facts) }),
    clearLock: () => void clearLock({}),
    line: () => z.number().int().default(0).parse(line.get()),
    startLine: (next) => void startLine({ line: next }),
    counters: () =>
      Object.fromEntries(
        allCounters.all().map((found) => {
          const { name, value } = counterRow.parse(found);
          return [name, value];
        }),
      ),
    raise: (name, value, at) => {
      const before = z.number().int().default(0).parse(counter.get(name));
      if (value <= before) return;
      raise({ name, value });
      noteJump({ at, name, fromValue: before, toValue: value });
    },
    jumps: () =>
      jumps.all().map((found) => {
        const { name, fromValue, toValue } = jumpRow.parse(found);
        return { name, from: fromValue, to: toValue };
      }),
  };
}
