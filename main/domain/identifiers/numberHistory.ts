import type { NumberRow } from '../../contract/numbers.ts';
import { addDays } from '../calendar/dates.ts';

export type HistoryFault = 'sameNumber' | 'notLater' | 'alreadyReplaced';

/** The row of a kind that is in use; null = none. */
export function currentNumber(rows: readonly NumberRow[], kind: NumberRow['kind']): NumberRow | null {
  return rows.findLast((row) => row.kind === kind && row.to === null) ?? null;
}

/**
 * A new number after an old one (domain-rules 1.11): the row in use ends the day before `from` and stays; nothing is overwritten. A first
 * number needs no row before it. Fails with `sameNumber`, `notLater` (it would begin before the old one), `alreadyReplaced` (the number is in
 * the history as an old one: going back to it is a correction and needs a person).
 */
export function replaceNumber(
  rows: readonly NumberRow[],
  next: Omit<NumberRow, 'to' | 'from'> & { readonly from: string },
): { readonly rows: readonly NumberRow[] } | { readonly fault: HistoryFault } {
  const current = currentNumber(rows, next.kind);
  const added: NumberRow = { ...next, to: null };
  if (current === null) return { rows: [...rows, added] };
  if (current.number === next.number) return { fault: 'sameNumber' };
  if (next.reason !== 'corrected' && rows.some((row) => row.kind === next.kind && row.number === next.number))
    return { fault: 'alreadyReplaced' };
  const to = addDays(next.from, -1);
  if (current.from !== null && to < current.from) return { fault: 'notLater' };
  return { rows: [...rows.map((row) => (row === current ? { ...row, to } : row)), added] };
}
