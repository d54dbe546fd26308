import type { CaseId, JobId } from '../../contract/ids.ts';
import type { BatchResult, OutboxRow, Refusal } from '../../contract/upstream.ts';
import { waitMs, type BackOff } from '../../domain/sync/backOff.ts';
import type { Deps } from '../deps.ts';
import type { LinkBook } from './linkBook.ts';
import type { QueuedRow, QueueSource } from './queueSource.ts';
import type { Answered, Settled } from './settleRow.ts';

const rowBackOff: BackOff = { firstMs: 2000, capMs: 300_000 };

export type SendDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'bus' | 'log' | 'upstream' | 'crypto'>;

export interface Sent {
  readonly acked: number;
  readonly refused: number;
  /** Why nothing more should be sent: no answer, or an answer that is not ours. `empty`: nothing speaks against it. */
  readonly stopped: 'empty' | 'offline' | 'linkFault';
  /** Upstream asked to be left alone for so long. */
  readonly retryAfterMs?: number;
}

/** Waits until whoever is at the desk has had a turn, and says how many rows may be settled in the next commit. */
export type Turn = () => Promise<number>;

const nothing: Sent = { acked: 0, refused: 0, stopped: 'empty' };

/**
 * Sends one batch and stores what upstream says to it, in one commit. No answer: each row is tried again later, with the same key, for ever. An
 * answer that is not ours: no row is touched. A row that fits no shape does not go: it waits for a person, and those behind it in its stream.
 */
export async function sendBatch<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  links: LinkBook,
  rows: readonly Row[],
  turn: Turn,
): Promise<Sent> {
  const misfits: { row: Row; field: string }[] = [];
  const held = new Set<string>();
  const going: Row[] = [];
  const wire: OutboxRow[] = [];
  for (const row of rows) {
    if (held.has(row.stream)) continue;
    const made = source.wire(row);
    if ('misfit' in made) {
      misfits.push({ row, field: made.misfit });
      held.add(row.stream);
      continue;
    }
    going.push(row);
    wire.push(made);
  }
  const kept = misfits.length > 0 ? refuseHere(deps, source, misfits) : nothing;
  if (going.length === 0) return kept;
  const sent = await callUpstream(deps, source, links, { rows: going, wire }, turn);
  return sum(kept, sent);
}

interface Batch<Row> {
  readonly rows: readonly Row[];
  /** The same rows as they go over the wire. */
  readonly wire: readonly OutboxRow[];
}

async function callUpstream<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  links: LinkBook,
  { rows, wire }: Batch<Row>,
  turn: Turn,
): Promise<Sent> {
  const outcome = await deps.upstream.call(
    'outbox',
    { ...source.envelope(), rows: [...wire] },
    { idempotencyKey: batchKey(deps, rows) },
  );
  switch (outcome.kind) {
    case 'offline': {
      links.note(['queue'], 'offline', outcome.detail);
      const { retryAfterMs } = outcome;
      putOff(deps, source, rows, retryAfterMs);
      return { ...nothing, stopped: 'offline', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    }
    case 'linkFault':
      links.note(['queue'], 'linkFault', outcome.detail);
      return { ...nothing, stopped: 'linkFault' };
    case 'refused':
      links.note(['queue'], 'online');
      return refusedWhole(deps, source, links, { rows, wire }, outcome.refusal, turn);
    case 'answer':
      links.note(['queue'], 'online');
      return store(deps, source, rows, outcome.value.results, turn);
  }
}

/**
 * A refusal of a call names no row. Of one row it is that row's; of several each half is asked again, so that one bad row stops itself only.
 * What stands behind a row that was not taken is not asked again.
 */
async function refusedWhole<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  links: LinkBook,
  batch: Batch<Row>,
  refusal: Refusal,
  turn: Turn,
): Promise<Sent> {
  const [only] = batch.rows;
  if (only === undefined) return nothing;
  if (batch.rows.length === 1)
    return store(
      deps,
      source,
      batch.rows,
      [{ id: only.id, outcome: 'refused', code: refusal.code, reason: refusal.reason }],
      turn,
    );
  const middle = Math.ceil(batch.rows.length / 2);
  const half = { rows: batch.rows.slice(0, middle), wire: batch.wire.slice(0, middle) };
  const first = await callUpstream(deps, source, links, half, turn);
  if (first.stopped !== 'empty') return first;
  const held = new Set(
    half.rows.filter((row) => source.get(row.id)?.state !== 'acked').map(({ stream }) => stream),
  );
  const rest = batch.rows.flatMap((row, index) =>
    index < middle || held.has(row.stream) ? [] : [{ row, wire: batch.wire[index] as OutboxRow }],
  );
  if (rest.length === 0) return first;
  const others = { rows: rest.map(({ row }) => row), wire: rest.map(({ wire }) => wire) };
  const second = await callUpstream(deps, source, links, others, turn);
  return sum(first, second);
}

/**
 * Stores the answers of a batch in durable commits of a few rows each, so that somebody at the desk never waits for a whole batch; the hints
 * follow the last one. What an end in between leaves open is sent again, and answered with the same receipts.
 */
async function store<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  rows: readonly Row[],
  results: readonly BatchResult[],
  turn: Turn,
): Promise<Sent> {
  const answers = new Map<string, BatchResult>(results.map((result) => [result.id, result]));
  const later = nextTry(deps, undefined);
  const seen = new Set<string>();
  const settled: Settled[] = [];
  let from = 0;
  while (from < rows.length) {
    const end = from + Math.max(1, await turn());
    const part = rows.slice(from, end);
    from = end;
    settled.push(
      ...deps.stores.run(() => {
        const taken: Answered<Row>[] = [];
        for (const row of part) {
          const result = answers.get(row.id);
          const isHead = !seen.has(row.stream);
          seen.add(row.stream);
          const current = stillWaiting(source, row);
          if (current === null) continue;
          if (result === undefined || (result.outcome === 'notTried' && isHead)) source.save(later(current));
          else if (result.outcome !== 'notTried') taken.push({ row: current, result });
        }
        return source.settle(taken);
      }),
    );
  }
  tell(deps, settled);
  const acked = settled.filter((each) => each.acked).length;
  deps.log.info('queue.sent', { rows: rows.length, acked });
  return { acked, refused: settled.length - acked, stopped: 'empty' };
}

function refuseHere<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  misfits: readonly { readonly row: Row; readonly field: string }[],
): Sent {
  const settled = deps.stores.run(() =>
    misfits.flatMap(({ row, field }) => {
      const current = stillWaiting(source, row);
      return current === null ? [] : [source.refuseHere(current, `payloadShape: ${field}`)];
    }),
  );
  deps.log.warn('queue.misfit', { rows: settled.length });
  tell(deps, settled);
  return { ...nothing, refused: settled.length };
}

/** The row as it is in the store now, if it still waits: a person may have touched it while the call was under way. */
function stillWaiting<Row extends QueuedRow>(source: QueueSource<Row>, row: Row): Row | null {
  if (source.untouched?.(row) === true) return row;
  const current = source.get(row.id);
  return current?.state === 'waiting' ? current : null;
}

function putOff<Row extends QueuedRow>(
  deps: SendDeps,
  source: QueueSource<Row>,
  rows: readonly Row[],
  retryAfterMs: number | undefined,
): void {
  const later = nextTry(deps, retryAfterMs);
  deps.stores.run(() => {
    for (const row of rows) {
      const current = stillWaiting(source, row);
      if (current !== null) source.save(later(current));
    }
  });
  deps.bus.emit('queueChanged', {});
}

/** One draw of jitter for a batch: it spreads stations, and rows of one case must not wait for each other by chance. */
function nextTry(
  deps: Pick<Deps, 'clock' | 'ids'>,
  retryAfterMs: number | undefined,
): <Row extends QueuedRow>(row: Row) => Row {
  const now = deps.clock.now();
  const fraction = deps.ids.fraction();
  return (row) => {
    const attempts = row.attempts + 1;
    const wait = waitMs(rowBackOff, attempts, fraction, retryAfterMs);
    return {
      ...row,
      attempts,
      lastAttemptAt: new Date(now).toISOString(),
      nextAttemptAt: new Date(now + wait).toISOString(),
    };
  };
}

function tell({ bus }: Pick<Deps, 'bus'>, settled: readonly Settled[]): void {
  bus.emit('queueChanged', {});
  for (const jobId of distinct<JobId>(settled.map((each) => each.jobId)))
    bus.emit('cardJobChanged', { jobId });
  for (const caseId of distinct<CaseId>(settled.map((each) => each.caseId)))
    bus.emit('caseChanged', { caseId });
  bus.emit('stationChanged', {});
}

/** A row alone is known by its id; a batch by the ids in it, so that the same batch has the same key (G2). */
function batchKey(deps: Pick<Deps, 'crypto'>, rows: readonly QueuedRow[]): string {
  const [only] = rows;
  return rows.length === 1 && only !== undefined
    ? only.id
    : deps.crypto.sm3Hex(rows.map((row) => row.id).join('\n'));
}

/** Two parts of one batch, the later one last. */
export function sum(first: Sent, second: Sent): Sent {
  return { ...second, acked: first.acked + second.acked, refused: first.refused + second.refused };
}

function distinct<Id extends string>(ids: readonly (Id | null)[]): Id[] {
  return [...new Set(ids.filter((id): id is Id => id !== null))];
}
