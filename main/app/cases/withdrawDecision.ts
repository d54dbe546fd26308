import type { CaseState, NoticeKind } from '../../contract/cases.ts';
import type { CaseId, NoticeId } from '../../contract/ids.ts';
import type { RecallPlan, Withdrawal, WithdrawnPaper } from '../../contract/outcomes.ts';
import { failure, type Result } from '../../contract/result.ts';
import { isDecisionPaper } from '../../domain/cases/afterDecision.ts';
import { correctionDetails, revocationDetails, type EarlierPaper } from '../../domain/cases/noticeDetails.ts';
import { refusals } from '../../domain/cases/standing.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, NoticeRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import type { Actor } from './actor.ts';
import { decide, standingDecision, type Written } from './decide.ts';
import { offlineLimit } from './offlineLimit.ts';
import { printable } from './printable.ts';
import { openRecalls, papersOut } from './recalls.ts';
import { ownCase } from './refuseCase.ts';
import { audit } from './saveCase.ts';

/** The papers that say what a state says. */
const papersOfState: Partial<Record<CaseState, readonly NoticeKind[]>> = {
  accepted: ['acceptance', 'acceptanceByLaw'],
  refused: ['refusal'],
  notNeeded: ['notNeeded'],
  notOurs: ['notOurs'],
};

/** Papers of the decision that counts, with what corrected them. */
export function papersOfDecision(deps: Pick<Deps, 'stores'>, record: CaseRecord): NoticeRecord[] {
  const all = deps.stores.notices.ofCase(record.id);
  const kinds = papersOfState[record.state] ?? [];
  const follow = (papers: readonly NoticeRecord[]): NoticeRecord[] => {
    const next = all.filter(({ number }) => papers.some(({ withdrawn }) => withdrawn?.by === number));
    return next.length === 0 ? [...papers] : [...papers, ...follow(next)];
  };
  return follow(all.filter(({ kind }) => kinds.includes(kind)));
}

/** No later paper took it back or corrected it. */
export const inForce = ({ withdrawn }: NoticeRecord): boolean => withdrawn === null;

const earlier = ({ number, content, issuedAt }: NoticeRecord): EarlierPaper => ({
  number,
  title: content.title,
  issuedAt,
});

/** From now on the code of these papers says so: here at once, elsewhere when upstream has the row and that station its list (C5). */
function withdraw(
  deps: Deps,
  papers: readonly NoticeRecord[],
  how: Withdrawal,
  actor: Actor,
  { decided, notice, at }: Written,
): void {
  if (notice === null) throw new Error('a withdrawal is always on paper');
  for (const paper of papers) {
    deps.stores.notices.save({ ...paper, withdrawn: { how, by: notice.number, at } });
    audit(deps, actor, `notice.${how}`, paper.id, { number: paper.number, by: notice.number });
    const payload: WithdrawnPaper = { number: paper.number, kind: paper.kind, how, by: notice.number, at };
    enqueue(deps, {
      kind: 'notice.withdrawn',
      caseId: decided.id,
      caseNumber: decided.number,
      payload,
      owner: actor.name,
    });
  }
}

/**
 * Takes the decision that counts back, by an act and a paper of its own; nothing of before is changed (C7). Its papers that may be out
 * are recalled, and a card that its holder has. A refusal that is taken back leaves the acceptance it followed; any other case ends `revoked`, and a new
 * application is a new case. Fails with caseNotFound, wrongState, caseHeld, ownCase, offlineLimit, paperGlyphMissing.
 */
export async function revokeDecision(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: { readonly reason: string; readonly recall?: RecallPlan | undefined },
): Promise<Result<CaseRecord>> {
  const unprintable = await printable(deps, [wish.reason]);
  if (unprintable) return { ok: false, error: unprintable };
  const found = deps.stores.cases.get(caseId);
  if (!found) return failure('caseNotFound');
  let papers: readonly NoticeRecord[] = [];
  return decide(deps, caseId, {
    kind: 'revoked',
    actor,
    reasons: [wish.reason],
    supersedes: standingDecision,
    refused: (facts, record) => refusals('revoke', facts)[0] ?? ownCase(record, actor) ?? offlineLimit(deps),
    state: (record) => (record.state === 'refused' && record.acceptedAt !== null ? 'accepted' : 'revoked'),
    change: () => ({ decidedById: actor.staffId }),
    paper: (record) => {
      const all = papersOfDecision(deps, record);
      papers = all.filter(inForce);
      return { kind: 'revocation', details: revocationDetails(all.map(earlier), wish.reason) };
    },
    payload: { reason: wish.reason, papers: papersOfDecision(deps, found).map(({ number }) => number) },
    alsoWrite: (written) => {
      withdraw(deps, papers, 'revoked', actor, written);
      openRecalls(deps, {
        record: written.decided,
        cause: 'revoked',
        papers: papersOut(deps, papers, actor),
        card: written.decided.state === 'revoked',
        plan: wish.recall,
        actor,
      });
    },
  });
}

/**
 * Corrects what one paper says, by a new one in its place; the decision stands (C7). Fails with caseNotFound, wrongState, caseHeld,
 * invalidInput (no decision is on that paper), noticeWithdrawn, ownCase, offlineLimit, paperGlyphMissing.
 */
export async function correctNotice(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: {
    readonly noticeId: NoticeId;
    readonly reason: string;
    readonly correction: string;
    readonly recall?: RecallPlan | undefined;
  },
): Promise<Result<CaseRecord>> {
  const unprintable = await printable(deps, [wish.reason, wish.correction]);
  if (unprintable) return { ok: false, error: unprintable };
  const paper = deps.stores.notices.get(wish.noticeId);
  if (!paper || paper.caseId !== caseId || !isDecisionPaper(paper.kind))
    return failure('invalidInput', { field: 'noticeId' });
  const now = (): NoticeRecord => deps.stores.notices.get(paper.id) ?? paper;
  return decide(deps, caseId, {
    kind: 'corrected',
    actor,
    reasons: [wish.reason, wish.correction],
    supersedes: (decisions) => decisions.find(({ noticeNumber }) => noticeNumber === paper.number) ?? null,
    refused: (facts, record) => {
      const { withdrawn } = now();
      return (
        refusals('correct', facts)[0] ??
        (withdrawn === null ? null : { code: 'noticeWithdrawn', detail: { number: withdrawn.by } }) ??
        ownCase(record, actor) ??
        offlineLimit(deps)
      );
    },
    state: (record) => record.state,
    change: () => ({}),
    paper: () => ({
      kind: 'correction',
      details: correctionDetails(earlier(paper), wish.reason, wish.correction),
    }),
    payload: { reason: wish.reason, papers: [paper.number] },
    alsoWrite: (written) => {
      withdraw(deps, [now()], 'superseded', actor, written);
      openRecalls(deps, {
        record: written.decided,
        cause: 'corrected',
        papers: papersOut(deps, [now()], actor),
        card: false,
        plan: wish.recall,
        actor,
      });
    },
  });
}
