import type { CaseView, NoticeView, Permission } from '../../../main/contract/cases.ts';
import type { MethodName } from '../../../main/contract/methods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { isDecisionPaper } from '../../../main/domain/cases/afterDecision.ts';
import { refusals } from '../../../main/domain/cases/standing.ts';

/** The five intake outcomes of the law, in its order (domain-rules 6); there is no sixth. */
export const intakeOutcomes = ['notNeeded', 'notOurs', 'fixNow', 'supplement', 'accept'] as const;
/** Acts beside them: a hold before a decision, and what only another decision can do afterwards. */
export const furtherActs = ['hold', 'release', 'refuse', 'revoke', 'correct', 'countAsAccepted'] as const;
export type OutcomeId = (typeof intakeOutcomes)[number] | (typeof furtherActs)[number];

export interface OutcomeChoice {
  readonly id: OutcomeId;
  readonly enabled: boolean;
  /** Why not, in the host's words. */
  readonly reason: Failure | null;
  /** Why not, because of who is signed in; in the reader's language. */
  readonly refusal: string | null;
}

const methodOf: Readonly<Record<OutcomeId, MethodName>> = {
  notNeeded: 'caseNotNeeded',
  notOurs: 'caseNotOurs',
  fixNow: 'caseFixNow',
  supplement: 'caseSupplement',
  accept: 'caseAccept',
  hold: 'caseHold',
  release: 'caseRelease',
  refuse: 'caseRefuse',
  revoke: 'caseRevoke',
  correct: 'caseCorrect',
  countAsAccepted: 'caseCountsAsAccepted',
};

/** Papers that carry a decision and still count: only these are corrected (C7). */
export const correctable = (view: Pick<CaseView, 'notices'>): readonly NoticeView[] =>
  view.notices.filter((notice) => notice.withdrawn === null && isDecisionPaper(notice.kind));

/** What ends the visit, or sends the person away: not while their passport lies with us (B6). */
const leaving: readonly OutcomeId[] = ['notNeeded', 'notOurs', 'supplement', 'accept'];

/** A supervisor's acts, which the person whose case it is never does (H10); the host refuses them as well. */
const othersOnly: readonly OutcomeId[] = ['refuse', 'revoke', 'correct'];

const passportHere = ({ number }: Pick<CaseView, 'number'>): Failure => ({
  code: 'passportWithUs',
  detail: { number },
});

/** The host's permission with what the desk itself keeps back: the passport that lies here. */
export function permissionOf(view: CaseView, id: 'accept' | 'supplement'): Permission {
  const { allowed, reasons } = view[id];
  return view.withUs.includes('PASSPORT')
    ? { allowed: false, reasons: [...reasons, passportHere(view)] }
    : { allowed, reasons };
}

/** Why the case as it stands does not allow it; null = it does. What the view has no permission for, the table of states answers. */
export function standsAgainst(view: CaseView, id: OutcomeId): Failure | null {
  const lawful = standing(view, id);
  return lawful === null && leaving.includes(id) && view.withUs.includes('PASSPORT')
    ? passportHere(view)
    : lawful;
}

function standing(view: CaseView, id: OutcomeId): Failure | null {
  switch (id) {
    case 'notNeeded':
    case 'notOurs':
      return refusals('end', view)[0] ?? null;
    case 'fixNow':
      return refusals('check', view)[0] ?? null;
    case 'correct':
      return view.correct.allowed && correctable(view).length > 0
        ? null
        : (view.correct.reasons[0] ?? { code: 'wrongState', detail: { state: view.state } });
    case 'accept':
    case 'supplement':
    case 'hold':
    case 'release':
    case 'refuse':
    case 'revoke':
    case 'countAsAccepted': {
      const permission = view[id];
      return permission.allowed
        ? null
        : (permission.reasons[0] ?? { code: 'wrongState', detail: { state: view.state } });
    }
  }
}

/**
 * What can be chosen now. While a case is being checked all five lawful outcomes are listed, possible or not, and the hold; of the further
 * acts only those that the case allows, because a list of what cannot be is no help. `me`: who is signed in; what only somebody else may
 * do with this case says so before anything is typed.
 */
export function outcomeChoices(
  view: CaseView,
  refusal: (name: MethodName) => string | null,
  me: string | null,
): readonly OutcomeChoice[] {
  const own = me !== null && view.ownerId === me;
  const choice = (id: OutcomeId): OutcomeChoice => {
    const refused = refusal(methodOf[id]);
    const against = standsAgainst(view, id) ?? (own && othersOnly.includes(id) ? { code: 'ownCase' } : null);
    const reason = refused === null ? against : null;
    return { id, reason, refusal: refused, enabled: refused === null && reason === null };
  };
  const inIntake = view.state === 'open' || view.state === 'supplement';
  return [
    ...(inIntake ? intakeOutcomes.map(choice) : []),
    ...furtherActs.filter((id) => standsAgainst(view, id) === null).map(choice),
  ];
}
