import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import type { AuditPage, AuditQuery, ChainedEntry } from '../../../app/ports/audit.ts';
import type { AuditStore } from '../../../app/ports/stores.ts';
import { surface } from '../../../contract/access.ts';
import { canonicalJson } from '../canonicalJson.ts';
import { defineTable, json, plain, text, whole, writer, type Session } from '../table.ts';

const table = defineTable<ChainedEntry>('audit', {
  sequence: whole,
  at: text,
  actor: text,
  surface: plain(z.enum([...surface.options, 'system'])),
  event: text,
  subject: text,
  detail: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  previous: text,
  hash: text,
});
const headRow = z.object({ sequence: z.number().int(), hash: z.string() });
const latestRow = z.object({ at: z.string().nullable(), sequence: z.number().int().nullable() });
const encoder = new TextEncoder();

/** SM3 over the canonical JSON of everything in the row but the hash itself; `previous` ties it to the row before. */
export function auditHash(row: Omit<ChainedEntry, 'hash'>): string {
  const { sequence, at, actor, surface: where, event, subject, detail, previous } = row;
  return sm3(
    encoder.encode(canonicalJson({ sequence, at, actor, surface: where, event, subject, detail, previous })),
  );
}

/** The head before the first row. */
export const emptyHead = '0'.repeat(64);

/** Throws when it is not what the program wrote. */
export const decodeAuditRow = (found: unknown): ChainedEntry => table.decode(found);

export function createAuditStore(session: Session): AuditStore {
  const insert = writer(session, table.insertSql());
  const moveHead = writer(session, 'UPDATE auditHead SET sequence = @sequence, hash = @hash WHERE id = 1');
  const headStatement = session.database.prepare('SELECT sequence, hash FROM auditHead WHERE id = 1');
  const latestAfter = session.database.prepare(
    'SELECT MAX(at) AS at, MAX(sequence) AS sequence FROM audit WHERE sequence > ?',
  );
  let latest: { readonly at: string | null; readonly sequence: number } = { at: null, sequence: 0 };
  const told = session.database
    .prepare('SELECT 1 FROM audit WHERE event = ? AND subject = ? LIMIT 1')
    .pluck();
  const hashOf = session.database.prepare('SELECT hash FROM audit WHERE sequence = ?').pluck();
  const allRows = session.database.prepare(`SELECT ${table.list} FROM audit ORDER BY sequence`);
  const head = (): z.infer<typeof headRow> => headRow.parse(headStatement.get());

  return {
    tells: (event, subject) => told.get(event, subject) !== undefined,
    append: (entry) => {
      session.requireTransaction();
      const { sequence, hash: previous } = head();
      const row = { ...entry, sequence: sequence + 1, previous };
      const hash = auditHash(row);
      insert(table.encode({ ...row, hash }));
      moveHead({ sequence: row.sequence, hash });
    },
    head: () => head().hash,
    sequence: () => head().sequence,
    headOf: (sequence) => {
      if (sequence === 0) return emptyHead;
      const found = hashOf.get(sequence);
      return typeof found === 'string' ? found : null;
    },
    page: (query) => readPage(session, query),
    latestAt,
    verify: () => {
      const expected = head();
      let rows = 0;
      let previous = emptyHead;
      let firstBad: number | null = null;
      for (const found of allRows.iterate()) {
        rows += 1;
        if (firstBad === null && !fits(found, rows, previous)) firstBad = rows;
        previous = z.object({ hash: z.string() }).catch({ hash: '' }).parse(found).hash;
      }
      // Rows cut off the end: the first of them is the one that is missing.
      if (firstBad === null && (rows !== expected.sequence || previous !== expected.hash))
        firstBad = Math.min(rows, expected.sequence) + 1;
      return { intact: firstBad === null, rows, head: expected.hash, firstBad };
    },
  };

  /** Looks only at what came since the last look: it is asked before each number that is given, and the chain only grows. */
  function latestAt(): string | null {
    const { at, sequence } = latestRow.parse(latestAfter.get(latest.sequence));
    const newest = { at: later(latest.at, at), sequence: sequence ?? latest.sequence };
    // What is not committed may be undone, and its numbers given again.
    if (!session.database.inTransaction) latest = newest;
    return newest.at;
  }

  /** Is this the row with that number, following that hash, unaltered? A row that cannot even be read does not fit. */
  function fits(found: unknown, sequence: number, previous: string): boolean {
    try {
      const row = table.decode(found);
      return row.sequence === sequence && row.previous === previous && row.hash === auditHash(row);
    } catch {
      return false;
    }
  }
}

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

/** Prepared anew for each call: which conditions there are differs, and a reader asks seldom. */
function readPage(session: Session, query: AuditQuery): AuditPage {
  const { from, to, actor, events = [], subjects = [], before, limit } = query;
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...given: (string | number)[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (from !== undefined) add('at >= ?', from);
  if (to !== undefined) add('at < ?', to);
  if (actor !== undefined) add('actor = ?', actor);
  if (before !== undefined) add('sequence < ?', before);
  // Ranges and not LIKE: an underscore in a code would stand for any character.
  const ranges = events.flatMap((start) => [start, `${start}\u{10ffff}`]);
  if (events.length > 0) add(`(${events.map(() => '(event >= ? AND event < ?)').join(' OR ')})`, ...ranges);
  if (subjects.length > 0) add(`subject IN (${subjects.map(() => '?').join(', ')})`, ...subjects);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const found = session.database
    .prepare(`SELECT ${table.list} FROM audit ${where} ORDER BY sequence DESC LIMIT ?`)
    .all(...values, limit + 1)
    .map(table.decode);
  const entries = found.slice(0, limit);
  return { entries, next: found.length > limit ? (entries.at(-1)?.sequence ?? null) : null };
}
