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

/** Rules that the paper breaks as it is, in the order of the row. */
const failedChecks = (row: DocumentRow) =>
  [...row.dateChecks, ...row.formChecks].filter((check) => check.result === 'fails');

/** How a row stands. A date or a form that fails makes a matching paper fail all the same; a fact that was not said leaves it open. */
export function rowTone(row: DocumentRow): RowTone {
  const checkFails = row.required && failedChecks(row).length > 0;
  if (row.verdict === 'differs' || row.verdict === 'missing') return 'fails';
  if (row.verdict === 'notNeeded') return 'quiet';
  if (checkFails) return 'fails';
  if (row.verdict === 'matches') return isUnchecked(row) ? 'open' : 'done';
  return needsHand(row) ? 'open' : 'quiet';
}

/** Why a row fails, said before its clause: what was written down, the verdict by its name, each rule that fails. Empty when it does not. */
export function failingReasons(
  row: DocumentRow,
): readonly (
  | { readonly said: string }
  | { readonly verdict: Verdict }
  | { readonly rule: string; readonly zh: string; readonly en: string }
)[] {
  if (rowTone(row) !== 'fails') return [];
  const note = row.note?.trim() ?? '';
  return [
    ...(row.verdict === 'differs' || row.verdict === 'missing' ? [{ verdict: row.verdict }] : []),
    ...(note === '' ? [] : [{ said: note }]),
    ...(row.required ? failedChecks(row) : []),
  ];
}

/** A photo may come until the card is made, so after acceptance, too. */
export const takesPhoto = (view: Pick<CaseView, 'state'>): boolean =>
  mayEdit(view) || view.state === 'accepted';

export const mayEdit = (view: Pick<CaseView, 'state'>): boolean =>
  view.state === 'open' || view.state === 'supplement';

/** The row the eye goes to next: the first open one after `from`, round the end; `from` itself when none is open. */
export function nextOpenRow(rows: readonly DocumentRow[], from: number): number {
  for (let step = 1; step <= rows.length; step += 1) {
    const at = (from + step) % rows.length;
    const row = rows[at];
    if (row !== undefined && isUnchecked(row)) return at;
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
