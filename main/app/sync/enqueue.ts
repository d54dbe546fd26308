import type { CaseId, JobId, RowId } from '../../contract/ids.ts';
import type { RowKind } from '../../contract/sync.ts';
import type { Deps } from '../deps.ts';

export interface NewRow {
  readonly kind: RowKind;
  readonly caseId: CaseId | null;
  readonly caseNumber: string | null;
  readonly jobId?: JobId;
  /** Card operations: batch + card number + operation. Default: the row's own id. */
  readonly businessKey?: string;
  /** Rows of one stream go in order, and a refused one stops the rest. Default: that of the case; a row without a case goes alone. */
  readonly stream?: 'case' | 'alone';
  readonly payload: Readonly<Record<string, unknown>>;
  /** Who answers for the row while it is not acknowledged. */
  readonly owner: string;
}

/** Queues a row for upstream. Call it inside the transaction of the change that it reports (design 4). */
export function enqueue(deps: Pick<Deps, 'stores' | 'ids' | 'clock'>, row: NewRow): RowId {
  const id = deps.ids.next('row') as RowId;
  deps.stores.outbox.insert({
    id,
    kind: row.kind,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    jobId: row.jobId ?? null,
    stream: row.stream === 'alone' ? id : (row.caseId ?? id),
    businessKey: row.businessKey ?? id,
    payload: row.payload,
    state: 'waiting',
    createdAt: new Date(deps.clock.now()).toISOString(),
    attempts: 0,
    lastAttemptAt: null,
    nextAttemptAt: null,
    owner: row.owner,
    receipt: null,
    ackedAt: null,
    refusal: null,
  });
  return id;
}
