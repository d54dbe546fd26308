import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Sqlite } from '../database.ts';
import { sealKeyOf } from './sealMath.ts';

/** What the newest commit left: how many changes there were, the sums of all seals, and the head of the audit chain. */
export interface Standing {
  readonly changes: number;
  readonly sums: string;
  readonly sequence: number;
  readonly head: string;
}

const standing = z.object({
  changes: z.number().int(),
  sums: z.string(),
  sequence: z.number().int(),
  head: z.string(),
});

export const headFileOf = (path: string): string => `${path}.head`;

/** Reads the standing of a file, in one look. */
export function createStandingReader(database: Sqlite, key: Uint8Array): () => Standing {
  const sealKey = sealKeyOf(key);
  const heads = database
    .prepare('SELECT tableName, changes, count, sum FROM sealHeads ORDER BY tableName')
    .raw();
  const audit = database.prepare('SELECT sequence, hash FROM auditHead WHERE id = 1');
  return () => {
    const hmac = createHmac('sha256', sealKey);
    let changes = 0;
    for (const row of heads.all() as [string, number, number, Uint8Array][]) {
      changes += row[1];
      hmac.update(`${row[0]} ${row[1]} ${row[2]} `).update(row[3]);
    }
    const { sequence, hash } = (audit.get() ?? { sequence: 0, hash: '' }) as {
      sequence: number;
      hash: string;
    };
    return { changes, sums: hmac.digest('hex').slice(0, 32), sequence, head: hash };
  };
}

/** Always the same length, so that it is written in place and a full disk does not matter. */
const fileBytes = 400;
const render = (now: Standing, sealKey: Uint8Array): string => {
  const mac = createHmac('sha256', sealKey).update('head file ').update(JSON.stringify(now)).digest('hex');
  return `${JSON.stringify({ ...now, mac })}\n`.padEnd(fileBytes, ' ');
};

/**
 * The file beside the database with the standing after the newest commit. It is written after the commit and never flushed: it may lag
 * behind after a power cut, but is never ahead of what is durable. When it is ahead, records were lost: an older copy was put in the
 * database's place, or its log was cut.
 */
export function createHeadFile(path: string, key: Uint8Array): { write(now: Standing): void; close(): void } {
  const name = headFileOf(path);
  const sealKey = sealKeyOf(key);
  let file: number | null = null;
  return {
    write: (now) => {
      try {
        file ??= openSync(name, existsSync(name) ? 'r+' : 'w+', 0o600);
        writeSync(file, render(now, sealKey), 0, 'utf8');
      } catch {
        // The commit stands. A file that lags behind raises no alarm, and the next commit writes it again.
      }
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

/** What the file says; `missing` when there is none, `forged` when it is not one that we wrote with this key. */
export function readHeadFile(path: string, key: Uint8Array): Standing | 'missing' | 'forged' {
  if (!existsSync(headFileOf(path))) return 'missing';
  try {
    const given = readFileSync(headFileOf(path));
    const now = standing.parse(JSON.parse(given.toString('utf8')));
    const expected = Buffer.from(render(now, sealKeyOf(key)));
    return expected.length === given.length && timingSafeEqual(expected, given) ? now : 'forged';
  } catch {
    return 'forged';
  }
}
