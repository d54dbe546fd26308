import type { CaseView } from '../../../main/contract/cases.ts';
import type { MethodName } from '../../../main/contract/methods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { gapsToTell, mayEdit } from './checklistRows.ts';
import { outcomeChoices, standsAgainst } from './outcomes.ts';

export type FooterActId = 'fixNow' | 'otherEnds' | 'supplement' | 'accept' | 'card';

export interface FooterAct {
  readonly id: FooterActId;
  readonly key: 'F6' | 'F7' | 'F8' | 'F9' | 'F10';
  readonly method: MethodName;
  readonly labelKey: string;
  readonly count: number | null;
  readonly enabled: boolean;
  /** Why not, in the host's words or in ours. */
  readonly reason: Failure | null;
  /** Said by the screen itself, e.g. a missing role; already in the reader's language. */
  readonly refusal: string | null;
  /** Text key of a plainer reason than the host's. */
  readonly reasonKey: string | null;
  /** The one act that is next. */
  readonly next: boolean;
}

type Refusal = (name: MethodName) => string | null;

/**
 * The truth about what can be pressed now. What the case allows comes from the host (`accept`, `supplement`, `issue`); the screen adds who is
 * signed in (`me`), and never allows more.
 */
export function footerActs(
  view: CaseView | null,
  refusal: Refusal,
  inCard: boolean,
  me: string | null = null,
): readonly FooterAct[] {
  const noCase: Failure = { code: 'noOpenCase' };
  const open = view !== null && mayEdit(view);
  const fixReason = view === null ? noCase : standsAgainst(view, 'fixNow');
  const choices = view === null ? [] : outcomeChoices(view, refusal, me);
  // Whatever the case allows, F7 leads to it; with nothing to choose it says why.
  const notOne = choices.find((each) => each.reason !== null)?.reason ?? fixReason;
  const otherReason = view === null ? noCase : choices.some((each) => each.enabled) ? null : notOne;
  const first = (permission: { allowed: boolean; reasons: readonly Failure[] }): Failure | null =>
    permission.allowed ? null : (permission.reasons[0] ?? { code: 'wrongState', detail: { state: '-' } });

  const act = (
    id: FooterActId,
    key: FooterAct['key'],
    method: MethodName,
    labelKey: string,
    reason: Failure | null,
    count: number | null = null,
  ): FooterAct => {
    const refused = view === null ? null : refusal(method);
    return {
      id,
      key,
      method,
      labelKey,
      count,
      reason: refused === null ? reason : null,
      refusal: refused,
      reasonKey: null,
      enabled: reason === null && refused === null,
      next: false,
    };
  };

  const failing = view === null ? 0 : gapsToTell(view).length;
  const hasJob = view !== null && view.cardJobId !== null;
  const acts = [
    act('fixNow', 'F6', 'caseFixNow', 'desk.act.fixNow', fixReason),
    act('otherEnds', 'F7', 'caseHold', 'desk.act.otherEnds', otherReason),
    act(
      'supplement',
      'F8',
      'caseSupplement',
      failing > 0 ? 'desk.act.supplementN' : 'desk.act.supplement',
      view === null ? noCase : standsAgainst(view, 'supplement'),
      failing,
    ),
    act(
      'accept',
      'F9',
      'caseAccept',
      'desk.act.accept',
      view === null ? noCase : standsAgainst(view, 'accept'),
    ),
    // A job that exists can always be looked at; the way back from the card is always open.
    inCard || hasJob
      ? act('card', 'F10', 'cardPlan', inCard ? 'desk.act.backToCheck' : 'desk.act.cardFollow', null)
      : act('card', 'F10', 'cardStart', 'desk.act.card', view === null ? noCase : first(view.issue)),
  ];
  const next = nextAct(view, acts, inCard);
  return acts.map((each) => ({
    ...each,
    next: each.id === next,
    // "Not possible in this state" is true, and says nothing to a person.
    reasonKey: each.reason?.code === 'wrongState' && open ? 'desk.act.acceptFirst' : null,
  }));
}

function nextAct(view: CaseView | null, acts: readonly FooterAct[], inCard: boolean): FooterActId | null {
  if (view === null || inCard) return null;
  const may = (id: FooterActId): boolean => acts.some((each) => each.id === id && each.enabled);
  if (view.state === 'accepted') return may('card') ? 'card' : null;
  if (may('accept')) return 'accept';
  // Told once: a second notice is possible, and nobody's next act.
  return view.state === 'open' && may('supplement') ? 'supplement' : null;
}
