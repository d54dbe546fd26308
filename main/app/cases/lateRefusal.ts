import type { RowResult } from '../../contract/upstream.ts';
import { isRowsOwn } from '../../domain/cards/upstreamCards.ts';
import { isDecisionPaper } from '../../domain/cases/afterDecision.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, NoticeRecord, OutboxRecord } from '../ports/stores.ts';
import { systemActor } from './actor.ts';
import { openRecalls, type RecallDeps } from './recalls.ts';

/** Papers that somebody may act on: a decision, or the permit itself. */
const binding = (notice: NoticeRecord): boolean =>
  notice.withdrawn === null && (isDecisionPaper(notice.kind) || notice.kind === 'permitPage');

/** Decisions that no paper or card was given for. */
const noAnswer: readonly unknown[] = ['held', 'released', 'revoked'];

/** Rows that say something about a card which its holder may have by the time that upstream answers. */
const ofCards: readonly OutboxRecord['kind'][] = ['card.report', 'card.enable', 'card.handOver'];

/** "Done before" with another card's record is no success of a hand-over (9.13): upstream counts a card that our holder does not have. */
const isDenied = (row: OutboxRecord, result: RowResult): boolean =>
  result.outcome === 'refused' ||
  (row.kind === 'card.handOver' &&
    result.outcome === 'alreadyDone' &&
    !isRowsOwn(result.record, row.payload));

/**
 * Upstream refuses what the window has already handed out (G9): the paper of a refused notice, every paper of a refused decision, the card
 * whose hand-over, or late report or enable, is refused or another's. Who owned the row fetches it. Inside the transaction that stores the
 * refusal.
 */
export function recallRefused(deps: RecallDeps, row: OutboxRecord, result: RowResult): void {
  if (!isDenied(row, result) || row.caseId === null) return;
  const record = deps.stores.cases.get(row.caseId);
  if (!record) return;
  const out = deps.stores.notices.ofCase(record.id).filter(binding);
  const answer = row.kind === 'case.decided' && !noAnswer.includes(row.payload['outcome']);
  const papers = answer ? out : out.filter(({ rowId }) => rowId === row.id);
  const card = answer || ofCards.includes(row.kind);
  if (papers.length === 0 && !card) return;
  openRecalls(deps, {
    record,
    cause: 'upstreamRefused',
    papers,
    card,
    plan: undefined,
    actor: systemActor,
    fetchBy: row.owner,
  });
}

/** Papers and card of an accepted case whose permit is no longer valid are out and wrong (G9). Inside a transaction. */
export function recallOfInvalidPermit(deps: RecallDeps, record: CaseRecord): boolean {
  if (record.state !== 'accepted') return false;
  const papers = deps.stores.notices.ofCase(record.id).filter(binding);
  const opened = openRecalls(deps, {
    record,
    cause: 'upstreamRefused',
    papers,
    card: true,
    plan: undefined,
    actor: systemActor,
    fetchBy: papers.at(-1)?.issuedBy ?? record.openedBy,
  });
  return opened.length > 0;
}

/**
 * Numbers from the permit feed that are no longer valid or that upstream has no more: it may have revoked what was accepted here. Recalls that
 * are open or closed already are not opened again.
 */
export function recallRevokedPermits(
  deps: RecallDeps & Pick<Deps, 'bus'>,
  endedNumbers: readonly string[],
): void {
  for (const permitNumber of endedNumbers) {
    for (const record of casesWithSomethingOut(deps, permitNumber)) {
      const opened = deps.stores.run(() => recallOfInvalidPermit(deps, record));
      if (opened) deps.bus.emit('caseChanged', { caseId: record.id });
    }
  }
}

/** The newest case of a permit, and those whose card its holder has: a person who came again still has the card of the first time. */
function casesWithSomethingOut({ stores }: RecallDeps, permitNumber: string): readonly CaseRecord[] {
  const newest = stores.cases.latestOfPermit(permitNumber);
  // A feed tells of many people that never came here: no case, so no card either.
  if (newest === null) return [];
  const withCard = stores.jobs
    .ofPermit(permitNumber)
    .filter(({ handedOverAt }) => handedOverAt !== null)
    .map(({ caseId }) => stores.cases.get(caseId));
  const found = [newest, ...withCard].filter((record): record is CaseRecord => record !== null);
  return [...new Map(found.map((record) => [record.id, record])).values()];
}
