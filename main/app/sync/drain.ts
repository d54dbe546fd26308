import type { JobId, CaseId } from '../../contract/ids.ts';
import type { OutboxRow, RowResult } from '../../contract/upstream.ts';
import { backOffMs, type BackOff } from '../../domain/sync/backOff.ts';
import type { Deps } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import type { LinkBook } from './linkBook.ts';
import { settleRow, type RowSettled, type Settled } from './settleRow.ts';

/** Rows in one call (the contract's limit). */
export const batchSize = 100;
const rowBackOff: BackOff = { firstMs: 2000, capMs: 300_000 };
const endOfTime = '9999-12-31T23:59:59.999Z';

export type DrainDeps = Pick<
  Deps,
  'stores' | 'clock' | 'ids' | 'bus' | 'log' | 'upstream' | 'profile' | 'crypto'
>;

export interface DrainReport {
  readonly acked: number;
  readonly refused: number;
  /** Why it stopped: nothing (more) to send, no answer, or an answer that is not ours. */
  readonly stopped: 'empty' | 'offline' | 'linkFault';
}

export interface DrainOptions {
  readonly rowSettled: RowSettled;
  readonly links: LinkBook;
  /** Do not wait for the back-off of single rows: the link has come back, or a person asked. */
  readonly all: boolean;
  /** Ends between two batches. */
  readonly stopped: () => boolean;
}

/**
 * Sends what is due, head of stream by head of stream, until nothing is left (design 4). No answer: each row sent is tried again later,
 * with the same key, for ever. An answer that is not ours: no row is touched.
 */
export async function drain(deps: DrainDeps, options: DrainOptions): Promise<DrainReport> {
  const tried = new Set<string>();
  let acked = 0;
  let refused = 0;
  while (!options.stopped()) {
    const now = new Date(deps.clock.now()).toISOString();
    const rows = deps.stores.outbox
      .due(options.all ? endOfTime : now, batchSize)
      .filter((row) => !tried.has(row.id));
    if (rows.length === 0) break;
    for (const row of rows) tried.add(row.id);
    const sent = await send(deps, options, rows);
    acked += sent.acked;
    refused += sent.refused;
    if (sent.stopped !== 'empty') return { acked, refused, stopped: sent.stopped };
  }
  return { acked, refused, stopped: 'empty' };
}

async function send(
  deps: DrainDeps,
  options: DrainOptions,
  rows: readonly OutboxRecord[],
): Promise<DrainReport> {
  const outcome = await deps.upstream.call(
    'outbox',
    {
      stationId: deps.profile.stationId,
      chainHead: deps.stores.audit.head(),
      chainSequence: deps.stores.audit.sequence(),
      chainLine: deps.stores.records.line(),
      rows: rows.map((row) => wireRow(row, deps.profile.stationId)),
    },
    { idempotencyKey: batchKey(deps, rows) },
  );
  switch (outcome.kind) {
    case 'offline':
      options.links.note(['queue'], 'offline', outcome.detail);
      putOff(deps, rows);
      return { acked: 0, refused: 0, stopped: 'offline' };
    case 'linkFault':
      options.links.note(['queue'], 'linkFault', outcome.detail);
      return { acked: 0, refused: 0, stopped: 'linkFault' };
    case 'refused':
      return refusedWhole(deps, options, rows, outcome.refusal);
    case 'answer':
      options.links.note(['queue'], 'online');
      return store(deps, options, rows, outcome.value.results);
  }
}

/** A refusal of a call names no row. Of one row it is that row's; of several each is asked alone, so that one bad row stops itself only. */
async function refusedWhole(
  deps: DrainDeps,
  options: DrainOptions,
  rows: readonly OutboxRecord[],
  refusal: { readonly code: Extract<RowResult, { outcome: 'refused' }>['code']; readonly reason: string },
): Promise<DrainReport> {
  options.links.note(['queue'], 'online');
  const [only] = rows;
  if (rows.length === 1 && only !== undefined)
    return store(deps, options, rows, [
      { id: only.id, outcome: 'refused', code: refusal.code, reason: refusal.reason },
    ]);
  let acked = 0;
  let refused = 0;
  for (const row of rows) {
    const sent = await send(deps, options, [row]);
    acked += sent.acked;
    refused += sent.refused;
    if (sent.stopped !== 'empty') return { acked, refused, stopped: sent.stopped };
  }
  return { acked, refused, stopped: 'empty' };
}

/** One durable commit for the answers of a batch; the hints follow it. */
function store(
  deps: DrainDeps,
  options: DrainOptions,
  rows: readonly OutboxRecord[],
  results: readonly RowResult[],
): DrainReport {
  const answers = new Map<string, RowResult>(results.map((result) => [result.id, result]));
  const settled = deps.stores.run(() =>
    rows.flatMap((row): Settled[] => {
      const result = answers.get(row.id);
      // As it is in the store now: a person may have touched it while the call was under way.
      const current = deps.stores.outbox.get(row.id);
      if (current === null || current.state !== 'waiting') return [];
      if (result !== undefined) return [settleRow(deps, current, result, options.rowSettled)];
      deps.stores.outbox.save(laterTry(deps, current));
      return [];
    }),
  );
  deps.bus.emit('queueChanged', {});
  for (const jobId of distinct<JobId>(settled.map((each) => each.jobId)))
    deps.bus.emit('cardJobChanged', { jobId });
  for (const caseId of distinct<CaseId>(settled.map((each) => each.caseId)))
    deps.bus.emit('caseChanged', { caseId });
  deps.bus.emit('stationChanged', {});
  const acked = settled.filter((each) => each.acked).length;
  deps.log.info('queue.sent', { rows: rows.length, acked });
  return { acked, refused: settled.length - acked, stopped: 'empty' };
}

function putOff(deps: DrainDeps, rows: readonly OutboxRecord[]): void {
  deps.stores.run(() => {
    for (const row of rows) {
      const current = deps.stores.outbox.get(row.id);
      if (current !== null && current.state === 'waiting') deps.stores.outbox.save(laterTry(deps, current));
    }
  });
  deps.bus.emit('queueChanged', {});
}

function laterTry(deps: Pick<Deps, 'clock' | 'ids'>, row: OutboxRecord): OutboxRecord {
  const now = deps.clock.now();
  const attempts = row.attempts + 1;
  return {
    ...row,
    attempts,
    lastAttemptAt: new Date(now).toISOString(),
    nextAttemptAt: new Date(now + backOffMs(rowBackOff, attempts, deps.ids.fraction())).toISOString(),
  };
}

/** A row alone is known by its id; a batch by the ids in it, so that the same batch has the same key (G2). */
function batchKey(deps: Pick<Deps, 'crypto'>, rows: readonly OutboxRecord[]): string {
  const [only] = rows;
  return rows.length === 1 && only !== undefined
    ? only.id
    : deps.crypto.sm3Hex(rows.map((row) => row.id).join('\n'));
}

function wireRow(row: OutboxRecord, stationId: string): OutboxRow {
  const { id, kind, caseNumber, businessKey, createdAt, payload } = row;
  return { id, kind, stationId, caseNumber, businessKey, createdAt, payload };
}

function distinct<Id extends string>(ids: readonly (Id | null)[]): Id[] {
  return [...new Set(ids.filter((id): id is Id => id !== null))];
}
