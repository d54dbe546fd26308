import type { ChainPlace } from '../../contract/records.ts';

/** Is `a` a later place than `b`? A higher line comes after every place of a lower one. */
export function isLater(a: Pick<ChainPlace, 'line' | 'sequence'>, b: typeof a): boolean {
  return a.line > b.line || (a.line === b.line && a.sequence > b.sequence);
}

/** An audit chain before its first entry. */
export const emptyHead = '0'.repeat(64);

/**
 * What a place that somebody else knows says about our records (G7, I1). `older`: it lies after our newest entry, so entries are gone. `other`:
 * at that place we have another entry, so two histories were written under one name. Null: nothing against us; a lower line was accepted
 * as ended by two people.
 */
export function judgePlace(
  ours: ChainPlace,
  known: ChainPlace,
  headOf: (sequence: number) => string | null,
): 'older' | 'other' | null {
  if (isLater(known, ours)) return 'older';
  if (known.line < ours.line) return null;
  const here = known.sequence === 0 ? emptyHead : headOf(known.sequence);
  return here === known.head ? null : 'other';
}
