import type { CaseId, JobId, RowId } from '../../contract/ids.ts';
import type { RowKind } from '../../contract/sync.ts';
import { newestVersion, type RowPayload } from '../../domain/sync/rowShapes.ts';
import type { Deps } from '../deps.ts';

export interface NewRow<Kind extends RowKind = RowKind> {
  readonly kind: Kind;
  readonly caseId: CaseId | null;
  readonly caseNumber: string | null;
  readonly jobId?: JobId;
  /** Card operations: batch + card number + operation. Default: the row's own id. */
  readonly businessKey?: string;
  /** Rows of one stream go in order, and a refused one stops the rest. Default: that of the case; a row without a case goes alone. */
  readonly stream?: 'case' | 'alone';
  /** In the newest shape of its kind (domain/sync/rowShapes). */
  readonly payload: RowPayload<Kind>;
  /** Who answers for the row while it is not acknowledged. */
  readonly owner: string;
  /** The refused row that it takes the place of: it stands in the same stream where that one stood. */
  readonly instead?: { readonly id: RowId; readonly stream: string; readonly place: number };
}

/**
 * Queues a row for upstream. Call it inside the transaction of the change that it reports (design 4). The payload is not judged here: an act
 * at the desk does not fail because of a row; one that fits no shape is found when it is to be sent, and stays visible.
 */
export function enqueue<Kind extends RowKind>(
  deps: Pick<Deps, 'stores' | 'ids' | 'clock'>,
  row: NewRow<Kind>,
): RowId {
  const id = deps.ids.next('row') as RowId;
  deps.stores.outbox.insert({
    id,
    kind: row.kind,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    jobId: row.jobId ?? null,
    stream: row.instead?.stream ?? (row.stream === 'alone' ? id : (row.caseId ?? id)),
    businessKey: row.businessKey ?? id,
    payload: row.payload as Readonly<Record<string, unknown>>,
    schemaVersion: newestVersion(row.kind),
    state: 'waiting',
    createdAt: new Date(deps.clock.now()).toISOString(),
    attempts: 0,
    lastAttemptAt: null,
    nextAttemptAt: null,
    owner: row.owner,
    receipt: null,
    ackedAt: null,
    refusal: null,
    corrects: row.instead?.id ?? null,
    placeOf: row.instead?.place ?? null,
    supersededBy: null,
  });
  return id;
}
