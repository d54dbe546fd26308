import type { CaseState, DocumentRow } from '../../contract/cases.ts';
import type { DecisionKind, DecisionView, HoldView } from '../../contract/outcomes.ts';
import type { DocumentCode } from '../../contract/permit.ts';

type Decided = Pick<DecisionView, 'id' | 'kind' | 'at' | 'by' | 'reasons'>;

export interface CheckedCase {
  readonly state: CaseState;
  readonly hold: HoldView | null;
  readonly documents: readonly Pick<DocumentRow, 'code' | 'verdict'>[];
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

/** Acts of a supervisor that answer a supplement. */
export const secondCheckKinds = [
  'checkConfirmed',
  'checkReturned',
] as const satisfies readonly DecisionKind[];
const answered = new Set<DecisionKind>(secondCheckKinds);

/**
 * Does the outcome of this case wait for a supervisor (B5)? A hold does until it is released, and a supplement that was told because an
 * original differs does until it is confirmed or returned. Another answer, or another supplement, takes the place of the one before.
 */
export function awaitsSecondCheck(checked: CheckedCase): AwaitedCheck | null {
  const { hold, documents, decisions } = checked;
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
  if (checked.state !== 'supplement') return null;
  const told = decisions.findLastIndex(({ kind }) => kind === 'supplement');
  const supplement = decisions[told];
  if (supplement === undefined || decisions.slice(told).some(({ kind }) => answered.has(kind))) return null;
  const differing = documents.filter(({ verdict }) => verdict === 'differs').map(({ code }) => code);
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
