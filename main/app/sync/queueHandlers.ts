import { failure, success } from '../../contract/result.ts';
import type { QueueRowView } from '../../contract/sync.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import type { Sync } from './createSync.ts';

/** Newest rows shown when all are asked for; open ones are always all there. */
const rowsShown = 500;

/** The queue as people see it (G1): every row with its owner, its age and what to do next. */
export function queueHandlers(
  deps: Pick<Deps, 'stores' | 'clock' | 'bus'>,
  sync: Pick<Sync, 'retry'>,
): Handlers<'queueRows' | 'queueRetry'> {
  return {
    queueRows({ openOnly }) {
      const open = deps.stores.outbox.open();
      if (openOnly) return success(open.map(presentRow));
      const known = new Set(open.map((row) => row.id));
      const others = deps.stores.outbox.list(rowsShown).filter((row) => !known.has(row.id));
      return success([...open, ...others].toSorted((a, b) => b.sequence - a.sequence).map(presentRow));
    },

    /** A waiting row may be hurried by anybody at the desk; one that upstream refused is asked again only by a supervisor, same key. */
    queueRetry({ rowId }, caller) {
      if (rowId !== undefined) {
        const row = deps.stores.outbox.get(rowId);
        if (row === null) return failure('invalidInput', { field: 'rowId' });
        if (row.state === 'acked') return success({});
        if (row.state !== 'waiting') {
          // While its job is in conflict, another answer to the row would change nothing: both records are settled together (9.13).
          if (row.jobId !== null && deps.stores.jobs.get(row.jobId)?.state === 'conflict')
            return failure('conflict');
          if (caller.staff?.roles.includes('supervisor') !== true)
            return failure('upstreamRefused', { reason: row.refusal ?? '' });
          askAgain(row, caller.staff.userName);
        }
      }
      sync.retry();
      return success({});
    },
  };

  function askAgain(row: OutboxRecord, userName: string): void {
    deps.stores.run(() => {
      deps.stores.outbox.save({ ...row, state: 'waiting', nextAttemptAt: null });
      deps.stores.audit.append({
        at: new Date(deps.clock.now()).toISOString(),
        actor: userName,
        surface: 'window',
        event: 'row.askedAgain',
        subject: row.id,
        detail: { kind: row.kind, was: row.state },
      });
    });
    deps.bus.emit('queueChanged', {});
  }
}

function presentRow(row: OutboxRecord): QueueRowView {
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    state: row.state,
    createdAt: row.createdAt,
    attempts: row.attempts,
    lastAttemptAt: row.lastAttemptAt,
    nextAttemptAt: row.nextAttemptAt,
    owner: row.owner,
    receipt: row.receipt,
    refusal: row.refusal,
    nextAction: nextActionOf(row),
  };
}

function nextActionOf(row: OutboxRecord): QueueRowView['nextAction'] {
  switch (row.state) {
    case 'acked':
      return 'none';
    case 'waiting':
      return 'waitForNetwork';
    case 'refused':
      return 'correct';
    case 'conflict':
      return 'askSupervisor';
  }
}
