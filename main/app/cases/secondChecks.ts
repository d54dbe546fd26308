import type { CaseId, DecisionId } from '../../contract/ids.ts';
import type { ReturnedLine, SecondCheckLine } from '../../contract/cases.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { holderName } from '../../domain/cases/composeNotice.ts';
import {
  awaitsSecondCheck,
  isDecided,
  returnedCheck,
  withdrawVerdicts,
  type AwaitedCheck,
} from '../../domain/cases/secondCheck.ts';
import type { Deps } from '../deps.ts';
import { presentScan } from '../photos/scans.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { standingDecision } from './decide.ts';
import { factsOfCase, type FactsDeps } from './factsOfCase.ts';
import { recentCases } from './originalsWithUs.ts';
import { openRecalls, papersOut } from './recalls.ts';
import { audit, saveCase } from './saveCase.ts';
import { inForce, papersOfDecision } from './withdrawDecision.ts';

type CheckDeps = FactsDeps & Pick<Deps, 'stores' | 'clock' | 'ids' | 'bus' | 'crypto'>;

const checked = ({ stores }: Pick<Deps, 'stores'>, record: CaseRecord) => ({
  ...record,
  decisions: stores.decisions.ofCase(record.id),
});

/** Did this person tell it, decide the case, or give a verdict it is about? Nobody is the second pair of eyes for himself. */
function isOwn(
  { stores }: Pick<Deps, 'stores'>,
  record: CaseRecord,
  check: AwaitedCheck,
  actor: Actor,
): boolean {
  const told = stores.decisions.ofCase(record.id).find(({ id }) => id === check.decisionId);
  return (
    [told?.byId, record.decidedById].some((id) => id !== null && id !== undefined && id === actor.staffId) ||
    record.verdicts.some(({ document, by }) => check.documents.includes(document) && by === actor.name)
  );
}

const titlesOf = (deps: FactsDeps, record: CaseRecord, documents: readonly DocumentCode[]) =>
  factsOfCase(deps, record)
    .documents.filter(({ code }) => documents.includes(code))
    .map(({ code, titleZh, titleEn }) => ({ code, titleZh, titleEn }));

const lineOf = (deps: FactsDeps, record: CaseRecord) => ({
  id: record.id,
  number: record.number,
  state: record.state,
  name: holderName(factsOfCase(deps, record).record.holder),
});

/** Outcomes that wait for a second pair of eyes (B5), the oldest first. Of our own books: it needs no network. */
export function secondCheckList(deps: FactsDeps & Pick<Deps, 'clock'>, actor: Actor): SecondCheckLine[] {
  return recentCases(deps)
    .flatMap((record): SecondCheckLine[] => {
      const check = awaitsSecondCheck(checked(deps, record));
      if (check === null) return [];
      const scanned = new Set(
        deps.stores.attachments.ofCase(record.id).map((each) => presentScan(each)?.document),
      );
      return [
        {
          ...check,
          ...lineOf(deps, record),
          documents: titlesOf(deps, record, check.documents).map((each) => ({
            ...each,
            scanned: scanned.has(each.code),
          })),
          own: check.decisionId !== null && isOwn(deps, record, check, actor),
        },
      ];
    })
    .toSorted((a, b) => a.at.localeCompare(b.at));
}

/** What supervisors have returned and nobody has answered (B5), the oldest first: everybody's, because a clerk may be away. */
export function returnedList(deps: FactsDeps & Pick<Deps, 'clock'>): ReturnedLine[] {
  return recentCases(deps)
    .flatMap((record): ReturnedLine[] => {
      const returned = returnedCheck(checked(deps, record));
      if (returned === null) return [];
      const { by, at, reason } = returned;
      return [
        {
          ...lineOf(deps, record),
          documents: titlesOf(deps, record, returned.documents),
          by,
          at,
          reason,
        },
      ];
    })
    .toSorted((a, b) => a.at.localeCompare(b.at));
}

/**
 * What a supervisor found about a supplement that was told because an original differs: an entry of its own in the chain of decisions,
 * which goes nowhere upstream, where no such act is known. `checkConfirmed` changes nothing else. `checkReturned` puts the case back to the
 * desk: the verdicts it is about do not count any more, so nothing is accepted or told before somebody has looked again; where the case was
 * decided since, its rows stay, and the papers and the card that are out are asked for until the decision is put right (C7). Fails with
 * caseNotFound, wrongState (that supplement does not wait any more), ownCase.
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
  const answer = stores.run((): Result<CaseRecord> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    const check = awaitsSecondCheck(checked(deps, record));
    if (check === null || check.decisionId !== wish.decisionId)
      return failure('wrongState', { state: record.state });
    if (isOwn(deps, record, check, actor)) return failure('ownCase');
    const at = new Date(deps.clock.now()).toISOString();
    const decisionId = deps.ids.next('decision') as DecisionId;
    stores.decisions.insert({
      id: decisionId,
      caseId,
      kind: wish.outcome,
      at,
      by: actor.name,
      byId: actor.staffId,
      countersignedBy: null,
      reasons: [wish.note],
      finding: null,
      noticeNumber: null,
      supersedes: null,
    });
    const event = `case.${wish.outcome}`;
    const detail = { decision: wish.decisionId, documents: check.documents.join(',') };
    if (wish.outcome === 'checkConfirmed' || isDecided(record.state)) {
      audit(deps, actor, event, caseId, detail);
      if (wish.outcome === 'checkReturned') askBack(deps, record, actor);
      return success(record);
    }
    const withdrawn = { at, by: actor.name, decisionId };
    const open = { ...record, verdicts: withdrawVerdicts(record.verdicts, check.documents, withdrawn) };
    saveCase(deps, open, actor, event, detail);
    return success(open);
  });
  if (answer.ok) deps.bus.emit('caseChanged', { caseId });
  return answer;
}

/** Whoever decided fetches what went out with a decision that was found wrong. */
function askBack(deps: CheckDeps, record: CaseRecord, actor: Actor): void {
  const decider = standingDecision(deps.stores.decisions.ofCase(record.id))?.by;
  openRecalls(deps, {
    record,
    cause: 'checkReturned',
    papers: papersOut(deps, papersOfDecision(deps, record).filter(inForce), actor),
    card: true,
    plan: undefined,
    actor,
    ...(decider === undefined ? {} : { fetchBy: decider }),
  });
}
