import type { CaseId, JobId } from '../../contract/ids.ts';
import type { RowResult } from '../../contract/upstream.ts';
import type { Deps } from '../deps.ts';
import type { CarriedRecord } from '../ports/carried.ts';
import { wireRow, type QueueSource } from '../sync/queueSource.ts';
import type { Answered, Settled } from '../sync/settleRow.ts';

/** A carried row as the drain wants it: it belongs to no case and no card job of ours. */
export type CarriedQueued = CarriedRecord & {
  readonly caseId: CaseId | null;
  readonly jobId: JobId | null;
};

const queued = (row: CarriedRecord): CarriedQueued => ({ ...row, caseId: null, jobId: null });
const settledOf = (acked: boolean): Settled => ({ caseId: null, jobId: null, acked });

/**
 * The rows that were carried here, as a second queue (G6). They go under their own id, business key and station, in the order of their case;
 * the call around them is ours. What upstream says changes nothing here but the row itself.
 */
export function carriedSource(deps: Pick<Deps, 'stores' | 'clock' | 'profile'>): QueueSource<CarriedQueued> {
  const { carried, audit, records } = deps.stores;
  const { stationId } = deps.profile;
  const isoNow = (): string => new Date(deps.clock.now()).toISOString();
  const tell = (event: string, row: CarriedRecord, detail: Record<string, string | number | boolean>): void =>
    audit.append({
      at: isoNow(),
      actor: 'system',
      surface: 'system',
      event,
      subject: row.id,
      detail: { station: row.stationId, kind: row.kind, ...detail },
    });

  function settle({ row, result }: Answered<CarriedQueued>): Settled {
    const at = isoNow();
    const sent: CarriedRecord = {
      ...row,
      attempts: row.attempts + 1,
      lastAttemptAt: at,
      nextAttemptAt: null,
    };
    if (result.outcome === 'refused') {
      carried.save({ ...sent, state: 'refused', refusal: `${result.code}: ${result.reason}`.slice(0, 600) });
      tell('carried.refused', row, { code: result.code });
      return settledOf(false);
    }
    const { receipt } = result;
    if (isAnothersCard(row, result)) {
      carried.save({ ...sent, state: 'conflict', receipt, refusal: 'conflict' });
      tell('carried.conflict', row, { receipt: receipt.number });
      return settledOf(false);
    }
    // A receipt that is older than our bringing it here was given to its own station, or to another that had brought it before.
    const wasKnown = result.outcome === 'alreadyDone' || receipt.at < row.carriedAt;
    carried.save({
      ...sent,
      state: 'acked',
      receipt,
      ackedAt: at,
      upstreamCaseNumber: result.upstreamCaseNumber ?? null,
      wasKnown,
      refusal: null,
    });
    tell('carried.acked', row, { receipt: receipt.number, wasKnown });
    return settledOf(true);
  }

  return {
    due: (at, limit, after) => carried.due(at, limit, after).map(queued),
    behind: (row, limit) => carried.behind(row, limit).map(queued),
    get: (id) => {
      const row = carried.get(id);
      return row === null ? null : queued(row);
    },
    ready: (row) => !carried.lacksPictures(row.id),
    wire(row) {
      if (row.payload === null) return { misfit: 'payload' };
      const wire = wireRow({ ...row, payload: row.payload }, row.stationId);
      // Our own row that an older copy of our records had lost: it goes as what it is.
      if ('misfit' in wire || row.stationId === stationId) return wire;
      return { ...wire, carried: { by: stationId, ...row.chain } };
    },
    envelope: () => ({
      stationId,
      chainHead: audit.head(),
      chainSequence: audit.sequence(),
      chainLine: records.line(),
    }),
    save: (row) => carried.save(row),
    settle: (answers) => answers.map(settle),
    refuseHere(row, reason) {
      carried.save({ ...row, state: 'refused', nextAttemptAt: null, refusal: reason });
      tell('carried.refused', row, { code: reason, here: true });
      return settledOf(false);
    },
  };
}

/** "Done before" about a card is success only when upstream's record is that of the row (domain-rules 9.13). */
function isAnothersCard(row: CarriedRecord, result: Exclude<RowResult, { outcome: 'refused' }>): boolean {
  if (result.outcome !== 'alreadyDone' || !row.kind.startsWith('card.') || row.payload === null) return false;
  // What a loss report came to is asked of upstream before a card is made (D8): the word on its row proves nothing either way.
  if (row.kind === 'card.loss') return false;
  const { record } = result;
  const payload = row.payload;
  if (row.kind === 'card.wasted' && payload['cardNumber'] === undefined) return false;
  if (record?.batch !== payload['batch'] || record?.cardNumber !== payload['cardNumber']) return true;
  // What the row does not say cannot differ: an older build named neither chip nor key in every kind of row.
  return (['cardIdentifier', 'jobKey'] as const).some(
    (name) => payload[name] !== undefined && payload[name] !== null && payload[name] !== record?.[name],
  );
}
