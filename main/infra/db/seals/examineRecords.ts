import type { IntegrityReport, KnownHead } from '../../../app/ports/integrity.ts';
import { connect, isDamage, type DatabaseOptions, type Sqlite } from '../database.ts';
import { emptyHead } from '../stores/auditStore.ts';
import { examineChain } from './examineChain.ts';
import { examinePages } from './examinePages.ts';
import { examineRows, examineSchema, readHeads } from './examineRows.ts';
import { createFindings, type Findings } from './findings.ts';
import { createStandingReader, readHeadFile } from './headFile.ts';
import { createSealRow, sealKeyOf } from './sealMath.ts';
import { knowsSeals } from './sealedTables.ts';

export interface ExamineOptions extends DatabaseOptions {
  readonly knownHeads?: readonly KnownHead[];
  /** False for a copy in another place: no file with its head lies beside it. */
  readonly headFile?: boolean;
}

/**
 * Reads everything of a file on a connection of its own, which writes nothing: pages and log, every row's seal, the audit chain, and the
 * heads that others know. A generator, so that the caller decides what may happen between its slices. Throws SQLite's error when the file
 * cannot be opened with this key at all.
 */
export function* examineRecords(options: ExamineOptions): Generator<void, IntegrityReport> {
  const findings = createFindings();
  yield* examinePages(options.path, options.key, findings);
  const database = connect({ ...options, readOnly: true });
  try {
    database.exec('BEGIN');
    // The first read fixes what is looked at; what is committed meanwhile is not a part of it.
    const sealed = knowsSeals(database);
    const known = [...(options.knownHeads ?? [])];
    if (sealed && options.headFile !== false)
      known.push(...compareHeadFile(database, options.path, options.key, findings));
    if (sealed) {
      const seal = createSealRow(sealKeyOf(options.key));
      const heads = readHeads(database);
      examineSchema(database, seal, heads, findings);
      yield* examineRows(database, seal, heads, findings);
    } else if (readHeadFile(options.path, options.key) !== 'missing')
      findings.add('rolledBack', 'file', null);
    if (!hasChain(database)) return report(findings, { rows: 0, sequence: 0, head: emptyHead });
    return report(findings, yield* examineChain(database, known, findings));
  } catch (error) {
    if (!isDamage(error)) throw error;
    findings.add('unreadable', 'file', null);
    return report(findings, { rows: 0, sequence: 0, head: '' });
  } finally {
    database.close();
  }
}

const hasChain = (database: Sqlite): boolean =>
  database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'auditHead'`).get() !== undefined;

/** Entries at the end of the chain that the look at start goes through. */
const tailLength = 200;

/** The cheap look at start: tables and triggers, the numbers of seals, the file beside, the end of the chain. */
export function lookAtOpening(
  database: Sqlite,
  { path, key }: Pick<DatabaseOptions, 'path' | 'key'>,
  findings: Findings = createFindings(),
): IntegrityReport {
  const heads = readHeads(database);
  examineSchema(database, createSealRow(sealKeyOf(key)), heads, findings);
  const counts = database.prepare('SELECT tableName, count(*) FROM rowSeals GROUP BY tableName').raw().all();
  const found = new Map(counts as [string, number][]);
  for (const [table, head] of heads) {
    const missing = head.count - (found.get(table) ?? 0);
    if (table !== 'sqlite_schema' && missing !== 0)
      findings.add(missing > 0 ? 'removed' : 'added', table, null, String(Math.abs(missing)));
  }
  const known = compareHeadFile(database, path, key, findings);
  const newest = Number(database.prepare('SELECT MAX(sequence) FROM audit').pluck().get() ?? 0);
  const from = Math.max(0, Math.min(newest - tailLength, ...known.map((each) => each.sequence - 1)));
  const walk = examineChain(database, known, findings, from);
  for (;;) {
    const step = walk.next();
    if (step.done === true) return report(findings, step.value);
  }
}

/** Answers the head that the file beside the database tells, for the chain to be asked about. */
function compareHeadFile(
  database: Sqlite,
  path: string,
  key: Uint8Array,
  findings: Findings,
): readonly KnownHead[] {
  const told = readHeadFile(path, key);
  if (told === 'missing') findings.add('removed', 'head', null);
  else if (told === 'forged') findings.add('altered', 'head', null);
  else {
    const now = createStandingReader(database, key)();
    const head = { sequence: told.sequence, head: told.head, where: 'besideFile' } as const;
    // Behind: a power cut took what was not flushed. Ahead: what was committed is not there any more.
    if (told.changes > now.changes) {
      findings.add('rolledBack', 'file', null, String(told.changes - now.changes));
      return [head];
    }
    if (told.changes === now.changes && told.sums !== now.sums) findings.add('altered', 'sealHeads', null);
    return [head];
  }
  return [];
}

export function report(findings: Findings, audit: IntegrityReport['audit']): IntegrityReport {
  const { problems, count } = findings.list();
  return {
    intact: count === 0,
    problems,
    count,
    rows: findings.rows.count,
    pages: findings.pages.count,
    audit,
  };
}
