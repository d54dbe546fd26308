import type { CaseId, DecisionId } from '../../contract/ids.ts';
import type { SecondCheckLine } from '../../contract/cases.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { holderName } from '../../domain/cases/composeNotice.ts';
import { awaitsSecondCheck, type AwaitedCheck } from '../../domain/cases/secondCheck.ts';
import type { Deps } from '../deps.ts';
import { presentScan } from '../photos/scans.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { factsOfCase, type FactsDeps } from './factsOfCase.ts';
import { audit } from './saveCase.ts';

type CheckDeps = FactsDeps & Pick<Deps, 'stores' | 'clock' | 'ids' | 'bus'>;

const awaited = (deps: FactsDeps, record: CaseRecord): AwaitedCheck | null =>
  awaitsSecondCheck({
    state: record.state,
    hold: record.hold,
    documents: factsOfCase(deps, record).documents,
    decisions: deps.stores.decisions
      .ofCase(record.id)
      .map((each) => ({ ...each, reasons: [...each.reasons] })),
  });

/** Outcomes that wait for a second pair of eyes (B5), the oldest first. Of our own books: it needs no network. */
export function secondCheckList(deps: FactsDeps & Pick<Deps, 'clock'>): SecondCheckLine[] {
  return deps.stores.cases
    .list(new Date(deps.clock.now()).toISOString())
    .flatMap((record): SecondCheckLine[] => {
      const check = awaited(deps, record);
      if (check === null) return [];
      const facts = factsOfCase(deps, record);
      const scanned = new Set(
        deps.stores.attachments.ofCase(record.id).map((each) => presentScan(each)?.document),
      );
      return [
        {
          ...check,
          id: record.id,
          number: record.number,
          state: record.state,
          name: holderName(facts.record.holder),
          documents: facts.documents
            .filter(({ code }) => check.documents.includes(code))
            .map(({ code, titleZh, titleEn }) => ({ code, titleZh, titleEn, scanned: scanned.has(code) })),
        },
      ];
    })
    .toSorted((a, b) => a.at.localeCompare(b.at));
}

/**
 * What a supervisor found about a supplement that was told because an original differs. An entry of its own in the chain of decisions that
 * changes nothing about the case and goes nowhere upstream, where no such act is known. Fails with caseNotFound, wrongState (that supplement
 * does not wait any more), ownCase (nobody is the second pair of eyes for himself).
 */
export function secondCheck(
  deps: CheckDeps,
  caseId: CaseId,
  actor: Actor,
  wish: {
    readonly decisionId: DecisionId;
    readonly outcome: 'checkConfirmed' | 'checkReturned';
    readonly note: string;
  },
): Result<CaseRecord> {
  const { stores } = deps;
  const checked = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const check = awaited(deps, record);
    if (check === null || check.decisionId !== wish.decisionId)
      return failure('wrongState', { state: record.state });
    const supplement = stores.decisions.ofCase(caseId).find(({ id }) => id === wish.decisionId);
    if (supplement?.byId === actor.staffId) return failure('ownCase');
    stores.decisions.insert({
      id: deps.ids.next('decision') as DecisionId,
      caseId,
      kind: wish.outcome,
      at: new Date(deps.clock.now()).toISOString(),
      by: actor.name,
      byId: actor.staffId,
      countersignedBy: null,
      reasons: [wish.note],
      finding: null,
      noticeNumber: null,
      supersedes: null,
    });
    audit(deps, actor, `case.${wish.outcome}`, caseId, {
      decision: wish.decisionId,
      documents: check.documents.join(','),
    });
    return success(record);
  });
  if (checked.ok) deps.bus.emit('caseChanged', { caseId });
  return checked;
}
