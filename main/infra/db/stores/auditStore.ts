import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import type { AuditEntry, AuditStore } from '../../../app/ports/stores.ts';
import { surface } from '../../../contract/access.ts';
import { canonicalJson } from '../canonicalJson.ts';
import { defineTable, json, plain, text, whole, writer, type Session } from '../table.ts';

interface AuditRow extends AuditEntry {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

const table = defineTable<AuditRow>('audit', {
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
const latestRow = z.object({ at: z.string().nullable() });
const encoder = new TextEncoder();

/** SM3 over the canonical JSON of everything in the row but the hash itself; `previous` ties it to the row before. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const { sequence, at, actor, surface: where, event, subject, detail, previous } = row;
  return sm3(
    encoder.encode(canonicalJson({ sequence, at, actor, surface: where, event, subject, detail, previous })),
  );
}

const emptyHead = '0'.repeat(64);

export function createAuditStore(session: Session): AuditStore {
  const insert = writer(session, table.insertSql());
  const moveHead = writer(session, 'UPDATE auditHead SET sequence = @sequence, hash = @hash WHERE id = 1');
  const headStatement = session.database.prepare('SELECT sequence, hash FROM auditHead WHERE id = 1');
  const latest = session.database.prepare('SELECT MAX(at) AS at FROM audit');
  const told = session.database
    .prepare('SELECT 1 FROM audit WHERE event = ? AND subject = ? LIMIT 1')
    .pluck();
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
    latestAt: () => latestRow.parse(latest.get()).at,
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
