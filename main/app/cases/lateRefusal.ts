import type { PermitRecord } from '../../contract/permit.ts';
import type { RowResult } from '../../contract/upstream.ts';
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

/**
 * Upstream refuses what the window has already handed out (G9): the paper of a refused notice, every paper of a refused decision, the card
 * of a refused hand-over. Who owned the row fetches it. Inside the transaction that stores the refusal.
 */
export function recallRefused(deps: RecallDeps, row: OutboxRecord, result: RowResult): void {
  if (result.outcome !== 'refused' || row.caseId === null) return;
  const record = deps.stores.cases.get(row.caseId);
  if (!record) return;
  const out = deps.stores.notices.ofCase(record.id).filter(binding);
  const answer = row.kind === 'case.decided' && !noAnswer.includes(row.payload['outcome']);
  const papers = answer ? out : out.filter(({ rowId }) => rowId === row.id);
  const card = answer || row.kind === 'card.handOver';
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

/** A page of the permit feed: upstream may have revoked what was accepted here. Recalls that are open or closed already are not opened again. */
export function recallRevokedPermits(
  deps: RecallDeps & Pick<Deps, 'bus'>,
  permits: readonly PermitRecord[],
): void {
  for (const { permitNumber } of permits.filter(({ status }) => status !== 'valid')) {
    const record = deps.stores.cases.latestOfPermit(permitNumber);
    if (record === null) continue;
    const opened = deps.stores.run(() => recallOfInvalidPermit(deps, record));
    if (opened) deps.bus.emit('caseChanged', { caseId: record.id });
  }
}
