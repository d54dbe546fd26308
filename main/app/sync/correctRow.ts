import type { RowId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { RowKind } from '../../contract/sync.ts';
import type { RowPayload } from '../../domain/sync/rowShapes.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Caller, Deps } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import { enqueue } from './enqueue.ts';
import { isWithdrawable, payloadAnew } from './payloadAnew.ts';
import { bindPictures } from './rowPictures.ts';

type CorrectDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'crypto' | 'bus'>;

/**
 * Answers a refused row by a new one, built from the records as they are now (G1). The old one is never edited: it keeps its refusal, names the
 * new one, and its case goes on behind that. Errors: invalidInput (no such row), rowNotRefused, rowNotCorrectable, rowNotRebuilt.
 */
export function correctRow(
  deps: CorrectDeps,
  caller: Caller,
  rowId: RowId,
  reason: string,
): Result<{ readonly rowId: RowId }> {
  const found = refusedRow(deps, rowId);
  if (!found.ok) return found;
  const row = found.value;
  const anew = payloadAnew(deps, row);
  if (!anew.ok) return anew;
  const { payload, pictures } = anew.value;
  const made = deps.stores.run(() => {
    const id = replace(deps, caller, row, row.kind, payload as RowPayload<typeof row.kind>);
    bindPictures(deps, id, pictures);
    // The reason is a person's own words and stays out of the chain: that there is one is what counts there.
    auditAct(deps, caller, 'row.corrected', row.id, { kind: row.kind, by: id, reason: reason.length > 0 });
    return id;
  });
  tell(deps, row);
  return success({ rowId: made });
}

/**
 * Gives a refused row up: a row of its own tells upstream that it is not to be expected any more. Errors: invalidInput (no such row),
 * rowNotRefused, rowNotWithdrawable (what was done about a card or a day is not undone by a row).
 */
export function withdrawRow(
  deps: CorrectDeps,
  caller: Caller,
  rowId: RowId,
  reason: string,
): Result<{ readonly rowId: RowId }> {
  const found = refusedRow(deps, rowId);
  if (!found.ok) return found;
  const row = found.value;
  if (!isWithdrawable(row.kind)) return failure('rowNotWithdrawable', { kind: row.kind });
  const made = deps.stores.run(() => {
    const at = new Date(deps.clock.now()).toISOString();
    const id = replace(deps, caller, row, 'row.withdrawn', { rowId: row.id, kind: row.kind, reason, at });
    auditAct(deps, caller, 'row.withdrawn', row.id, { kind: row.kind, by: id });
    return id;
  });
  tell(deps, row);
  return success({ rowId: made });
}

function refusedRow({ stores }: Pick<Deps, 'stores'>, rowId: RowId): Result<OutboxRecord> {
  const row = stores.outbox.get(rowId);
  if (row === null) return failure('invalidInput', { field: 'rowId' });
  return row.state === 'refused' ? success(row) : failure('rowNotRefused', { state: row.state });
}

/** Inside a transaction. The new row stands where the old one stood in its stream: what waits behind that goes after it. */
function replace<Kind extends RowKind>(
  deps: CorrectDeps,
  caller: Caller,
  row: OutboxRecord,
  kind: Kind,
  payload: RowPayload<Kind>,
): RowId {
  const id = enqueue(deps, {
    kind,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    ...(row.jobId === null ? {} : { jobId: row.jobId }),
    // A key that names the thing stays: upstream does it once, whichever row asks. One that named the row is that of the new row.
    ...(row.businessKey === row.id || kind === 'row.withdrawn' ? {} : { businessKey: row.businessKey }),
    payload,
    owner: caller.staff?.displayName ?? row.owner,
    instead: { id: row.id, stream: row.stream, place: row.placeOf ?? row.sequence },
  });
  deps.stores.outbox.save({ ...row, state: 'superseded', nextAttemptAt: null, supersededBy: id });
  return id;
}

function tell({ bus }: Pick<Deps, 'bus'>, row: OutboxRecord): void {
  bus.emit('queueChanged', {});
  if (row.caseId !== null) bus.emit('caseChanged', { caseId: row.caseId });
  bus.emit('stationChanged', {});
}
