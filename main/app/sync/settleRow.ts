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

/** A row, as it is in the store now, and what upstream said about it. */
export interface Answered<Row> {
  readonly row: Row;
  readonly result: RowResult;
}

type SettleDeps = Pick<Deps, 'stores' | 'clock' | 'profile'>;

/**
 * Stores what upstream said about the rows of one batch: receipt or refusal, upstream's case numbers, audit. Inside the caller's transaction,
 * so a row leaves the queue only together with its receipt (G3). A refusal or a conflict has an entry of its own on the audit chain; the
 * receipts of one case share one, which names every row with its receipt.
 */
export function settleRows(
  deps: SettleDeps,
  answers: readonly Answered<OutboxRecord>[],
  rowSettled: RowSettled,
): readonly Settled[] {
  const receipts: Receipted[] = [];
  const caseNumbers = new Map<CaseId, string>();
  const settled = answers.map(({ row, result }) => {
    const one = settleRow(deps, row, result, rowSettled);
    if (one.acked && result.outcome !== 'refused') {
      receipts.push({ row, number: result.receipt.number, outcome: result.outcome });
      if (row.caseId !== null && result.upstreamCaseNumber !== undefined)
        caseNumbers.set(row.caseId, result.upstreamCaseNumber);
    }
    return one;
  });
  for (const [caseId, number] of caseNumbers) noteCaseNumber(deps, caseId, number);
  auditReceipts(deps, receipts);
  return settled;
}

function settleRow(deps: SettleDeps, row: OutboxRecord, result: RowResult, rowSettled: RowSettled): Settled {
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
  noteLateRow(deps, row, 'receipt', result.receipt.number);
  return { caseId: row.caseId, jobId, acked: true };
}

interface Receipted {
  readonly row: OutboxRecord;
  readonly number: string;
  readonly outcome: 'accepted' | 'alreadyDone';
}

/**
 * One entry per case, and one for the rows of no case: each names every row with its receipt (`row=receipt`), and with `alreadyDone` those
 * that upstream had before. Its subject is the row when there is only one, else the case, so that the trail of a case finds it.
 */
function auditReceipts({ stores, clock, profile }: SettleDeps, receipts: readonly Receipted[]): void {
  if (receipts.length === 0) return;
  const at = new Date(clock.now()).toISOString();
  const groups = new Map<string, Receipted[]>();
  for (const receipted of receipts) {
    const subject = receipted.row.caseId ?? profile.stationId;
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [receipted]);
    else group.push(receipted);
  }
  for (const [subject, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const again = group.filter(({ outcome }) => outcome === 'alreadyDone').map(({ row }) => row.id);
    stores.audit.append({
      at,
      actor: 'system',
      surface: 'system',
      event: 'row.acked',
      subject: group.length === 1 ? first.row.id : subject,
      detail:
        group.length === 1
          ? {
              kind: first.row.kind,
              attempts: first.row.attempts + 1,
              receipt: first.number,
              outcome: first.outcome,
            }
          : {
              count: group.length,
              receipts: group.map(({ row, number }) => `${row.id}=${number}`).join(' '),
              ...(again.length > 0 && { alreadyDone: again.join(' ') }),
            },
    });
  }
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

function noteCaseNumber(deps: SettleDeps, caseId: CaseId, upstreamNumber: string): void {
  deps.stores.cases.noteUpstreamNumber(caseId, upstreamNumber);
}
