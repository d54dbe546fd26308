import type { CaseState, Verdict } from '../../contract/cases.ts';
import type { DecisionKind, DecisionView, HoldView } from '../../contract/outcomes.ts';
import type { DocumentCode } from '../../contract/permit.ts';

type Decided = Pick<DecisionView, 'id' | 'kind' | 'at' | 'by' | 'reasons'>;

/** A verdict as it is kept: one that does not stand any more says since when and why, and is never changed or deleted. */
export interface KeptVerdict {
  readonly document: DocumentCode;
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
  /** `decisionId`: the return that took it back; null = another verdict took its place. Left out: it stands. */
  readonly withdrawn?:
    { readonly at: string; readonly by: string; readonly decisionId: Decided['id'] | null } | undefined;
}

export interface CheckedCase {
  readonly state: CaseState;
  readonly hold: HoldView | null;
  readonly verdicts: readonly KeptVerdict[];
  /** Oldest first. */
  readonly decisions: readonly Decided[];
}

/** Why an outcome waits for a second pair of eyes, and since when. */
export interface AwaitedCheck {
  readonly why: 'held' | 'differs';
  /** The supplement that is looked at again; null for a hold, which ends with its release. */
  readonly decisionId: Decided['id'] | null;
  readonly documents: readonly DocumentCode[];
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
}

/** An outcome that a supervisor has returned and nobody has answered yet. */
export interface ReturnedCheck {
  readonly decisionId: Decided['id'];
  /** What it is about, of the checklist as it was. */
  readonly documents: readonly DocumentCode[];
  /** Of `documents`, what waits for a new verdict; empty once all have one, and where the case was decided already. */
  readonly open: readonly DocumentCode[];
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** Acts of a supervisor that answer a supplement. */
export const secondCheckKinds = [
  'checkConfirmed',
  'checkReturned',
] as const satisfies readonly DecisionKind[];
const answered = new Set<DecisionKind>(secondCheckKinds);

/** What is looked at a second time: while it waits, and after the case was decided. A refusal or revocation is a supervisor's already. */
const checkable: readonly CaseState[] = ['supplement', 'accepted', 'notNeeded', 'notOurs'];

/** Acts that settle what was returned: a new outcome, or what only another decision can do to one that stands (C7). */
const settling: readonly DecisionKind[] = [
  'supplement',
  'accepted',
  'notNeeded',
  'notOurs',
  'refused',
  'revoked',
  'corrected',
];

/** Was the case decided when its check is answered? Then the rows stay as they were, and the decision is what has to be put right (C7). */
export const isDecided = (state: CaseState): boolean => state !== 'open' && state !== 'supplement';

/** The verdicts that count now, one for each document. */
export const standingVerdicts = (verdicts: readonly KeptVerdict[]): KeptVerdict[] =>
  verdicts.filter(({ withdrawn }) => withdrawn === undefined);

/** The originals that a supplement of this instant was told to differ. */
function toldToDiffer(verdicts: readonly KeptVerdict[], told: string): DocumentCode[] {
  const then = verdicts.filter(
    ({ verdict, at, withdrawn }) =>
      verdict === 'differs' && at <= told && (withdrawn === undefined || withdrawn.at >= told),
  );
  return [...new Set(then.map(({ document }) => document))];
}

/**
 * One more verdict, or none (`next` null), for a document. What a notice has told is evidence for the second check, so it is kept beside
 * the new one (B5); a slip of the hand before that is not.
 */
export function replaceVerdict(
  verdicts: readonly KeptVerdict[],
  document: DocumentCode,
  next: KeptVerdict | null,
  act: {
    readonly at: string;
    readonly by: string;
    /** When the newest supplement was told; null = none was. */
    readonly told: string | null;
  },
): KeptVerdict[] {
  const kept = verdicts.flatMap((entry): KeptVerdict[] => {
    if (entry.document !== document || entry.withdrawn !== undefined) return [entry];
    const evidence = act.told !== null && entry.at <= act.told && entry.verdict === 'differs';
    return evidence ? [{ ...entry, withdrawn: { at: act.at, by: act.by, decisionId: null } }] : [];
  });
  return next === null ? kept : [...kept, next];
}

/** A return opens the rows again (B5): the verdicts that stand for these documents do not count any more, and stay readable. */
export const withdrawVerdicts = (
  verdicts: readonly KeptVerdict[],
  documents: readonly DocumentCode[],
  withdrawn: NonNullable<KeptVerdict['withdrawn']>,
): KeptVerdict[] =>
  verdicts.map((entry) =>
    entry.withdrawn === undefined && documents.includes(entry.document) ? { ...entry, withdrawn } : entry,
  );

/**
 * Does an outcome of this case wait for a supervisor (B5)? A hold does until it is released. A supplement that was told because an original
 * differs does until it is confirmed or returned, also when the case has been decided since: whoever says a week later that the same
 * paper fits is no second pair of eyes. Another answer, or another supplement, takes the place of the one before.
 */
export function awaitsSecondCheck(checked: CheckedCase): AwaitedCheck | null {
  const { hold, verdicts, decisions } = checked;
  if (hold !== null) {
    const suspected = hold.document === null ? [] : [hold.document];
    return {
      why: 'held',
      decisionId: null,
      documents: suspected,
      by: hold.by,
      at: hold.at,
      reason: hold.reason,
    };
  }
  if (!checkable.includes(checked.state)) return null;
  const told = decisions.findLastIndex(({ kind }) => kind === 'supplement');
  const supplement = decisions[told];
  if (supplement === undefined || decisions.slice(told).some(({ kind }) => answered.has(kind))) return null;
  const differing = toldToDiffer(verdicts, supplement.at);
  if (differing.length === 0) return null;
  return {
    why: 'differs',
    decisionId: supplement.id,
    documents: differing,
    by: supplement.by,
    at: supplement.at,
    reason: supplement.reasons[0] ?? null,
  };
}

/**
 * What a supervisor has returned to the person at the desk (B5), until a new outcome answers it: the rows it is about want a new verdict,
 * and a decision that stands wants to be corrected or revoked (C7).
 */
export function returnedCheck({ verdicts, decisions }: CheckedCase): ReturnedCheck | null {
  const at = decisions.findLastIndex(({ kind }) => kind === 'checkReturned');
  const returned = decisions[at];
  if (returned === undefined || decisions.slice(at).some(({ kind }) => settling.includes(kind))) return null;
  const taken = verdicts.filter(({ withdrawn }) => withdrawn?.decisionId === returned.id);
  const supplement = decisions.slice(0, at).findLast(({ kind }) => kind === 'supplement');
  const documents =
    taken.length > 0
      ? [...new Set(taken.map(({ document }) => document))]
      : toldToDiffer(verdicts, supplement?.at ?? returned.at);
  const standing = standingVerdicts(verdicts);
  return {
    decisionId: returned.id,
    documents,
    open:
      taken.length === 0
        ? []
        : documents.filter((code) => !standing.some(({ document }) => document === code)),
    by: returned.by,
    at: returned.at,
    reason: returned.reasons[0] ?? '',
  };
}
