import { offlineByHand } from '../../contract/queue.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import { correctRow, withdrawRow } from './correctRow.ts';
import type { Sync } from './createSync.ts';
import { presentRow } from './presentRow.ts';
import { queueOverviewOf } from './queueOverview.ts';

/**
 * Newest rows shown when all are asked for, and oldest waiting ones. What a person has to see to is always all there; tens of thousands of rows that
 * only wait are told by their number.
 */
const rowsShown = 500;

type QueueDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'crypto' | 'bus' | 'links'>;

/** The queue as people see it (G1): every row with its owner, its age and what to do next. */
export function queueHandlers(
  deps: QueueDeps,
  sync: Pick<Sync, 'retry' | 'drainProgress'>,
): Handlers<
  | 'queueRows'
  | 'queueRetry'
  | 'queueOverview'
  | 'queueOfCase'
  | 'queueCorrect'
  | 'queueWithdraw'
  | 'queueWorkOffline'
> {
  const overview = queueOverviewOf(deps, sync);
  return {
    queueRows({ openOnly }) {
      const { outbox } = deps.stores;
      const open = [...outbox.problems(), ...outbox.waiting(rowsShown)].toSorted(
        (a, b) => a.sequence - b.sequence,
      );
      if (openOnly) return success(open.map((row) => presentRow(deps, row)));
      const known = new Set(open.map((row) => row.id));
      const others = outbox.list(rowsShown).filter((row) => !known.has(row.id));
      return success(
        [...open, ...others].toSorted((a, b) => b.sequence - a.sequence).map((row) => presentRow(deps, row)),
      );
    },

    queueOverview: () => success(overview()),
    queueOfCase: ({ caseId }) =>
      success(deps.stores.outbox.ofCase(caseId).map((row) => presentRow(deps, row))),

    queueCorrect: ({ rowId, reason }, caller) => corrected(correctRow(deps, caller, rowId, reason)),
    queueWithdraw: ({ rowId, reason }, caller) => corrected(withdrawRow(deps, caller, rowId, reason)),

    /** Once more on, or off when it is not on, changes nothing: who began it and why stays as it was. */
    queueWorkOffline(input, caller) {
      const standing = deps.stores.standings.get('offlineByHand', offlineByHand);
      if (input.on === (standing !== null)) return success({});
      const at = new Date(deps.clock.now()).toISOString();
      deps.stores.run(() => {
        if (input.on) {
          const by = caller.staff?.displayName ?? 'system';
          deps.stores.standings.set('offlineByHand', { by, at, reason: input.reason }, at);
          auditAct(deps, caller, 'queue.offlineByHand', 'queue');
        } else {
          deps.stores.standings.clear('offlineByHand');
          auditAct(deps, caller, 'queue.onlineAgain', 'queue', { since: standing?.at ?? null });
        }
      });
      deps.bus.emit('stationChanged', {});
      deps.bus.emit('queueChanged', {});
      // Either way the states of the links are asked for anew at once: off by hand they say so, back on they are probed.
      sync.retry();
      return success({});
    },

    /** A waiting row may be hurried by anybody at the desk; one that upstream refused is asked again only by a supervisor, same key. */
    queueRetry({ rowId }, caller) {
      if (rowId !== undefined) {
        const row = deps.stores.outbox.get(rowId);
        if (row === null) return failure('invalidInput', { field: 'rowId' });
        if (row.state === 'acked' || row.state === 'superseded') return success({});
        if (row.state !== 'waiting') {
          // While its job is in conflict, another answer to the row would change nothing: both records are settled together (9.13).
          if (row.jobId !== null && deps.stores.jobs.get(row.jobId)?.state === 'conflict')
            return failure('conflict');
          if (caller.staff?.roles.includes('supervisor') !== true)
            return failure('upstreamRefused', { reason: row.refusal ?? '' });
          askAgain(row, caller);
        }
      }
      sync.retry();
      return success({});
    },
  };

  /** The new row goes as soon as it can; a nudge came with it when it was queued. */
  function corrected<Value>(made: Result<Value>): Result<Value> {
    if (made.ok) sync.retry();
    return made;
  }

  function askAgain(row: OutboxRecord, caller: Caller): void {
    deps.stores.run(() => {
      deps.stores.outbox.save({ ...row, state: 'waiting', nextAttemptAt: null });
      auditAct(deps, caller, 'row.askedAgain', row.id, { kind: row.kind, was: row.state });
    });
    deps.bus.emit('queueChanged', {});
  }
}
