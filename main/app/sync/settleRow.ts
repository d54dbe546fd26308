import type { CaseId, JobId } from '../../contract/ids.ts';
import type { RowResult } from '../../contract/upstream.ts';
import { isRowsOwn } from '../../domain/cards/upstreamCards.ts';
import type { Deps } from '../deps.ts';
import { noteLateRow } from '../day/corrections.ts';
import type { OutboxRecord } from '../ports/stores.ts';

/** Lets the card area follow a row of its own, inside the transaction that stores the receipt. Answers with the job that changed. */
export type RowSettled = (row: OutboxRecord, result: RowResult) => JobId | null;

export interface Settled {
  readonly caseId: CaseId | null;
  readonly jobId: JobId | null;
  /** The row left the queue. */
  readonly acked: boolean;
}

type SettleDeps = Pick<Deps, 'stores' | 'clock'>;

/**
 * Stores what upstream said about one row: receipt or refusal, upstream's case number, audit. Inside the caller's transaction, so a row
 * leaves the queue only together with its receipt (G3).
 */
export function settleRow(
  deps: SettleDeps,
  row: OutboxRecord,
  result: RowResult,
  rowSettled: RowSettled,
): Settled {
  const { stores } = deps;
  const now = new Date(deps.clock.now()).toISOString();
  const sent: OutboxRecord = {
    ...row,
    attempts: row.attempts + 1,
    lastAttemptAt: now,
    nextAttemptAt: null,
  };
  const audit = (event: string, detail: Record<string, string | number>): void =>
    stores.audit.append({
      at: now,
      actor: 'system',
      surface: 'system',
      event,
      subject: row.id,
      detail: { kind: row.kind, attempts: sent.attempts, ...detail },
    });
  const jobId = rowSettled(row, result);

  if (result.outcome === 'refused') {
    stores.outbox.save({ ...sent, state: 'refused', refusal: `${result.code}: ${result.reason}` });
    audit('row.refused', { code: result.code });
    noteLateRow(deps, row, 'refusal', result.code);
    return { caseId: row.caseId, jobId, acked: false };
  }
  if (isConflict(deps, row, result)) {
    // The receipt is kept: once the conflict is settled the row leaves the queue with it (G3).
    stores.outbox.save({ ...sent, state: 'conflict', receipt: result.receipt, refusal: 'conflict' });
    audit('row.conflict', { receipt: result.receipt.number });
    noteLateRow(deps, row, 'conflict', result.receipt.number);
    return { caseId: row.caseId, jobId, acked: false };
  }
  stores.outbox.save({ ...sent, state: 'acked', receipt: result.receipt, ackedAt: now, refusal: null });
  noteCaseNumber(deps, row, result.upstreamCaseNumber);
  audit('row.acked', { receipt: result.receipt.number, outcome: result.outcome });
  noteLateRow(deps, row, 'receipt', result.receipt.number);
  return { caseId: row.caseId, jobId, acked: true };
}

/**
 * "Done before" about a card is success only when upstream's record is ours (domain-rules 9.13). The card area has judged that just
 * now by its job; a card operation without a record, or with another card's, is nobody's success.
 */
function isConflict(deps: SettleDeps, row: OutboxRecord, result: RowResult): boolean {
  if (result.outcome !== 'alreadyDone' || !row.kind.startsWith('card.')) return false;
  // What a loss report came to is asked of upstream before a card is made (D8): the word on its row proves nothing either way.
  if (row.kind === 'card.loss') return false;
  if (row.jobId !== null && deps.stores.jobs.get(row.jobId)?.state === 'conflict') return true;
  // The card is with its holder: no job is there any more to judge it by, so the row does.
  if (row.kind === 'card.handOver') return !isRowsOwn(result.record, row.payload);
  const { batch, cardNumber } = row.payload;
  if (row.kind === 'card.wasted' && cardNumber === undefined) return false;
  return result.record?.batch !== batch || result.record?.cardNumber !== cardNumber;
}

function noteCaseNumber(deps: SettleDeps, row: OutboxRecord, upstreamNumber: string | undefined): void {
  if (upstreamNumber === undefined || row.caseId === null) return;
  const record = deps.stores.cases.get(row.caseId);
  if (record !== null && record.upstreamNumber !== upstreamNumber)
    deps.stores.cases.save({ ...record, upstreamNumber });
}
