import type { KnownHead } from '../../../app/ports/integrity.ts';
import { isDamage, type Sqlite } from '../database.ts';
import { auditHash, decodeAuditRow, emptyHead } from '../stores/auditStore.ts';
import type { Findings } from './findings.ts';

export interface ChainEnd {
  readonly rows: number;
  readonly sequence: number;
  readonly head: string;
}

const sliceRows = 20;
/** Of a gap, so many numbers are named one by one. */
const gapLimit = 50;

/**
 * The audit chain from `from` on: each entry's own hash, its tie to the one before, its number, and the head. Says of every entry what was
 * done to it, not only where the first is. Yields between slices, because SM3 is slow.
 */
export function* examineChain(
  database: Sqlite,
  knownHeads: readonly KnownHead[],
  findings: Findings,
  from = 0,
): Generator<void, ChainEnd> {
  const head = database.prepare('SELECT sequence, hash FROM auditHead WHERE id = 1').get() as
    { readonly sequence: number; readonly hash: string } | undefined;
  if (head === undefined) findings.add('removed', 'auditHead', 1);
  const wanted = new Map(knownHeads.map((known) => [known.sequence, null as string | null]));
  wanted.set(0, emptyHead);
  let rows = 0;
  let last = from;
  let hash = from === 0 ? emptyHead : hashAt(database, from);
  try {
    const all = database.prepare(
      'SELECT sequence, at, actor, surface, event, subject, detail, previous, hash FROM audit WHERE sequence > ? ORDER BY sequence',
    );
    for (const found of all.iterate(from)) {
      const { sequence, previous, hash: own } = found as { sequence: number; previous: string; hash: string };
      nameGap(last + 1, sequence - 1, findings);
      const follows = sequence !== last + 1 || hash === null || previous === hash;
      if (!findings.names('audit', sequence) && !hashFits(found, own))
        findings.add('altered', 'audit', sequence);
      // The tie is broken, although both entries fit their own hashes: the earlier one was written anew.
      else if (!follows && !findings.names('audit', sequence) && !findings.names('audit', last))
        findings.add('altered', 'audit', last);
      if (wanted.has(sequence)) wanted.set(sequence, own);
      last = sequence;
      hash = own;
      rows += 1;
      if (rows % sliceRows === 0) yield;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    findings.add('unreadable', 'audit', null);
  }
  if (head !== undefined) {
    nameGap(last + 1, head.sequence, findings);
    if (head.sequence < last) findings.add('altered', 'auditHead', 1);
    else if (head.sequence === last && head.hash !== hash && !findings.names('audit', last))
      findings.add('altered', 'audit', last);
  }
  for (const known of knownHeads)
    nameRolledBack(known, last, wanted.get(known.sequence) ?? null, from, findings);
  return { rows, sequence: head?.sequence ?? last, head: head?.hash ?? hash ?? emptyHead };
}

function hashAt(database: Sqlite, sequence: number): string | null {
  const found = database.prepare('SELECT hash FROM audit WHERE sequence = ?').pluck().get(sequence);
  return typeof found === 'string' ? found : null;
}

function hashFits(found: unknown, own: string): boolean {
  try {
    return auditHash(decodeAuditRow(found)) === own;
  } catch {
    return false;
  }
}

function nameGap(first: number, last: number, findings: Findings): void {
  if (last < first) return;
  if (last - first >= gapLimit) findings.add('removed', 'audit', `${first}-${last}`);
  else for (let number = first; number <= last; number += 1) findings.add('removed', 'audit', number);
}

function nameRolledBack(
  known: KnownHead,
  last: number,
  stands: string | null,
  from: number,
  findings: Findings,
): void {
  if (known.sequence > last) {
    const range = known.sequence === last + 1 ? String(known.sequence) : `${last + 1}-${known.sequence}`;
    findings.add('rolledBack', 'audit', range, known.where);
  } else if ((known.sequence > from || known.sequence === 0) && stands !== known.head)
    findings.add('rolledBack', 'audit', known.sequence, known.where);
}
