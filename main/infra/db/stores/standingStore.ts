import { z } from 'zod';
import type { StandingStore } from '../../../app/ports/standings.ts';
import { writer, type Session } from '../table.ts';

/**
 * JSON by name; read with the schema of whoever asks. They are asked for at every step of the station, so what was read is remembered, but
 * never what a transaction may still take back.
 */
export function createStandingStore(session: Session): StandingStore {
  const read = session.database.prepare('SELECT value FROM standings WHERE name = ?').pluck();
  const keep = writer(
    session,
    `INSERT INTO standings (name, value, at) VALUES (@name, @value, @at)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at`,
  );
  const drop = writer(session, 'DELETE FROM standings WHERE name = @name');
  const known = new Map<string, string | null>();
  const textOf = (name: string): string | null => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const text = z
      .string()
      .nullable()
      .parse(read.get(name) ?? null);
    if (!session.database.inTransaction) known.set(name, text);
    return text;
  };
  return {
    get(name, schema) {
      const text = textOf(name);
      return text === null ? null : schema.parse(JSON.parse(text));
    },
    set(name, value, at) {
      keep({ name, value: JSON.stringify(value), at });
      known.delete(name);
    },
    clear(name) {
      drop({ name });
      known.delete(name);
    },
  };
}
