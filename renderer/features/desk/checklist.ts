import type { CaseView, ComparisonRow, DocumentRow, Verdict } from '../../../main/contract/cases.ts';
import { gaps, type Gap } from '../../../main/domain/cases/gaps.ts';
import { eyeMayAnswer } from '../../../main/domain/documents/comparePassport.ts';
import { isUnchecked } from '../../../main/domain/documents/documentChecklist.ts';

/** One stroke per document (B2). */
export const verdictKeys = {
  1: 'matches',
  2: 'differs',
  3: 'missing',
  4: 'notNeeded',
} as const satisfies Record<string, Verdict>;
export const verdictList: readonly { readonly key: string; readonly verdict: Verdict }[] = Object.entries(
  verdictKeys,
).map(([key, verdict]) => ({ key, verdict }));

export type RowTone = 'done' | 'open' | 'fails' | 'quiet';

/** A waived or electronic document is nothing to look at by hand. */
export const needsHand = (row: DocumentRow): boolean => row.required;

/** How a row stands. A date that fails makes a matching paper fail all the same. */
export function rowTone(row: DocumentRow): RowTone {
  const dateFails = row.required && row.dateChecks.some((check) => check.result === 'fails');
  if (row.verdict === 'differs' || row.verdict === 'missing') return 'fails';
  if (row.verdict === 'notNeeded') return 'quiet';
  if (dateFails) return 'fails';
  if (row.verdict === 'matches') return 'done';
  return needsHand(row) ? 'open' : 'quiet';
}

/** Why a row fails, said before its clause: what was written down, the verdict by its name, each date that fails. Empty when it does not. */
export function failingReasons(
  row: DocumentRow,
): readonly (
  { readonly said: string } | { readonly verdict: Verdict } | DocumentRow['dateChecks'][number]
)[] {
  if (rowTone(row) !== 'fails') return [];
  const note = row.note?.trim() ?? '';
  return [
    ...(row.verdict === 'differs' || row.verdict === 'missing' ? [{ verdict: row.verdict }] : []),
    ...(note === '' ? [] : [{ said: note }]),
    ...(row.required ? row.dateChecks.filter((check) => check.result === 'fails') : []),
  ];
}

export const mayEdit = (view: Pick<CaseView, 'state'>): boolean =>
  view.state === 'open' || view.state === 'supplement';

/** The row the eye goes to next: the first open one after `from`, round the end; `from` itself when none is open. */
export function nextOpenRow(rows: readonly DocumentRow[], from: number): number {
  for (let step = 1; step <= rows.length; step += 1) {
    const at = (from + step) % rows.length;
    const row = rows[at];
    if (row !== undefined && needsHand(row) && row.verdict === null) return at;
  }
  return from;
}

/** Where the focus starts: the first open row, else the first that fails, else the first. */
export function firstRow(rows: readonly DocumentRow[]): number {
  const open = rows.findIndex((row) => rowTone(row) === 'open');
  return Math.max(0, open === -1 ? rows.findIndex((row) => rowTone(row) === 'fails') : open);
}

/** Arrow keys stop at the ends. */
export const moveRow = (rows: readonly DocumentRow[], from: number, by: 1 | -1): number =>
  Math.min(Math.max(from + by, 0), Math.max(rows.length - 1, 0));

/** The comparison that waits for the eye (domain-rules 2.1); S and D answer it. */
export const openComparison = (rows: readonly ComparisonRow[]): ComparisonRow | null =>
  rows.find((row) => eyeMayAnswer(row) && row.eye === null) ?? null;

/** Rows that need a verdict by hand, and how many have one. */
export function progressOf(rows: readonly DocumentRow[]): { readonly done: number; readonly total: number } {
  const byHand = rows.filter(needsHand);
  return { done: byHand.filter((row) => row.verdict !== null).length, total: byHand.length };
}

/** What a supplement notice would tell now, as the host composes it: what nobody has looked at yet is not told. */
export function gapsToTell(view: Pick<CaseView, 'documents' | 'comparison'>): readonly Gap[] {
  return gaps({
    documents: view.documents.filter((row) => !isUnchecked(row)),
    comparison: view.comparison,
  });
}

/**
 * Cuts a value into runs that the other one has too and runs that it has not, by the longest common sequence: the eye goes to the character
 * that is wrong, and one letter more does not mark the rest.
 */
export function markDifferences(value: string, other: string): { text: string; differs: boolean }[] {
  const a = Array.from(value);
  const b = Array.from(other);
  // common[i][j] = length of the longest common sequence of a from i and b from j
  const common = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      (common[i] ?? [])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const runs: { text: string; differs: boolean }[] = [];
  const add = (text: string, differs: boolean): void => {
    const last = runs.at(-1);
    if (last?.differs === differs) last.text += text;
    else runs.push({ text, differs });
  };
  let j = 0;
  a.forEach((glyph, i) => {
    while (j < b.length && glyph !== b[j] && at(i, j + 1) > at(i + 1, j)) j += 1;
    const same = j < b.length && glyph === b[j];
    add(glyph, !same);
    if (same) j += 1;
  });
  return runs;
}
