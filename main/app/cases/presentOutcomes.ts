import type { CaseView, LegalClock } from '../../contract/cases.ts';
import { canAct, canCountAsAccepted, canHandBack, canPermitPage } from '../../domain/cases/afterDecision.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { returnedCheck } from '../../domain/cases/secondCheck.ts';
import type { Deps } from '../deps.ts';
import type { DecisionRecord } from '../ports/outcomeStores.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { listRecalls } from './recalls.ts';
import { ownerOf } from './refuseCase.ts';
import { withUs } from './sayFacts.ts';

type Outcomes = Pick<
  CaseView,
  | 'decisions'
  | 'held'
  | 'finding'
  | 'returned'
  | 'ownerId'
  | 'countsAsAcceptedOn'
  | 'recalls'
  | 'refuse'
  | 'hold'
  | 'release'
  | 'revoke'
  | 'correct'
  | 'countAsAccepted'
  | 'handBack'
  | 'permitPage'
>;

function presentReturned(record: CaseRecord, decisions: readonly DecisionRecord[]): CaseView['returned'] {
  const returned = returnedCheck({ ...record, decisions });
  return returned === null
    ? null
    : { ...returned, documents: [...returned.documents], open: [...returned.open] };
}

/** What was decided about a case, what is out, and what may be done beside the intake outcomes. */
export function presentOutcomes(
  deps: Pick<Deps, 'stores' | 'clock'>,
  record: CaseRecord,
  facts: CaseFacts,
  clock: LegalClock,
): Outcomes {
  const decisions = deps.stores.decisions.ofCase(record.id);
  const { hold } = record;
  return {
    decisions: decisions.map(({ caseId: _caseId, byId: _byId, ...decision }) => ({
      ...decision,
      reasons: [...decision.reasons],
      supersededBy: decisions.find(({ supersedes }) => supersedes === decision.id)?.id ?? null,
    })),
    held: hold === null ? null : { reason: hold.reason, document: hold.document, by: hold.by, at: hold.at },
    finding: record.finding,
    returned: presentReturned(record, decisions),
    ownerId: ownerOf(record),
    countsAsAcceptedOn: record.countsAsAcceptedOn,
    recalls: listRecalls(deps, { openOnly: false, caseId: record.id }),
    refuse: canAct('refuse', facts),
    hold: canAct('hold', facts),
    release: canAct('release', facts),
    revoke: canAct('revoke', facts),
    correct: canAct('correct', facts),
    countAsAccepted: canCountAsAccepted(facts, clock),
    handBack: canHandBack(withUs(record), hold?.document ?? null),
    permitPage: canPermitPage(facts),
  };
}
