import type { CaseView, ComparisonRow, DocumentRow, Verdict } from '../../../main/contract/cases.ts';

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
export const needsHand = (row: DocumentRow): boolean =>
  row.requirement === 'original' || row.requirement === 'copy';

/** How a row stands. A date that fails makes a matching paper fail all the same. */
export function rowTone(row: DocumentRow): RowTone {
  const dateFails = row.dateChecks.some((check) => check.result === 'fails');
  if (row.verdict === 'differs' || row.verdict === 'missing') return 'fails';
  if (row.verdict === 'notNeeded') return 'quiet';
  if (dateFails) return 'fails';
  if (row.verdict === 'matches') return 'done';
  return needsHand(row) ? 'open' : 'quiet';
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

/** Where the focus starts: the first open row, else the first row. */
export const firstRow = (rows: readonly DocumentRow[]): number =>
  rows.length === 0 ? 0 : nextOpenRow(rows, rows.length - 1) % rows.length;

/** Arrow keys stop at the ends. */
export const moveRow = (rows: readonly DocumentRow[], from: number, by: 1 | -1): number =>
  Math.min(Math.max(from + by, 0), Math.max(rows.length - 1, 0));

/** The comparison that waits for the eye (domain-rules 2.1); S and D answer it. */
export const openComparison = (rows: readonly ComparisonRow[]): ComparisonRow | null =>
  rows.find((row) => row.machine === 'needsEye' && row.eye === null) ?? null;

/** Rows that need a verdict by hand, and how many have one. */
export function progressOf(rows: readonly DocumentRow[]): { readonly done: number; readonly total: number } {
  const byHand = rows.filter(needsHand);
  return { done: byHand.filter((row) => row.verdict !== null).length, total: byHand.length };
}

export const failingRows = (rows: readonly DocumentRow[]): readonly DocumentRow[] =>
  rows.filter((row) => rowTone(row) === 'fails');

/** Cuts a value into runs that equal or differ from the other one, place by place: the eye goes to the digit that is wrong. */
export function markDifferences(value: string, other: string): { text: string; differs: boolean }[] {
  const runs: { text: string; differs: boolean }[] = [];
  const otherGlyphs = [...other];
  [...value].forEach((glyph, index) => {
    const differs = otherGlyphs[index] !== glyph;
    const last = runs.at(-1);
    if (last !== undefined && last.differs === differs) last.text += glyph;
    else runs.push({ text: glyph, differs });
  });
  return runs;
}
