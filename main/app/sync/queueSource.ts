import type { CaseId, JobId, RowId } from '../../contract/ids.ts';
import type { RowKind, RowState } from '../../contract/sync.ts';
import type { OutboxRow } from '../../contract/upstream.ts';
import { newestShape } from '../../domain/sync/rowShapes.ts';
import type { Deps } from '../deps.ts';
import type { DueAt, OutboxRecord } from '../ports/stores.ts';
import { settleRows, type Answered, type RowSettled, type Settled } from './settleRow.ts';

/** What the drain has to know of a row, whichever table it lies in. */
export interface QueuedRow {
  readonly id: RowId;
  readonly kind: RowKind;
  readonly sequence: number;
  /** Rows of one stream go in order. */
  readonly stream: string;
  readonly state: RowState;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly caseId: CaseId | null;
  readonly jobId: JobId | null;
}

/** The call around the rows: who sends, and where its audit chain stands. */
export interface Envelope {
  readonly stationId: string;
  readonly chainHead: string;
  readonly chainSequence: number;
  readonly chainLine: number;
}

/** A table that is drained upstream: that of the station's own rows, or that of rows that were carried here (G6). */
export interface QueueSource<Row extends QueuedRow = QueuedRow> {
  /** Heads of streams that may be sent, oldest first, from behind `after` (a sequence): waiting, due, with all that has to be there before them. */
  due(at: DueAt, limit: number, after: number): readonly Row[];
  /** The open rows of the stream behind this one, in its order. */
  behind(row: Row, limit: number): readonly Row[];
  get(id: RowId): Row | null;
  /** Is it still as it was read, so that it need not be read again? Left out: nobody can say. */
  untouched?(row: Row): boolean;
  /** Is everything upstream that has to be there before this row: its pictures (G5)? `due` has looked already. */
  ready(row: Row): boolean;
  /** The row as it goes over the wire, or the first field by which its payload fits no shape that any build wrote. */
  wire(row: Row): OutboxRow | { readonly misfit: string };
  envelope(): Envelope;
  /** Inside a transaction: the next try of a row that got no answer. */
  save(row: Row): void;
  /** Inside a transaction: stores what upstream said, in the order of the rows. */
  settle(answers: readonly Answered<Row>[]): readonly Settled[];
  /** Inside a transaction: the row cannot be sent as it is; it waits for a person with a reason of ours. */
  refuseHere(row: Row, reason: string): Settled;
}

/** The station's own queue. */
export function outboxSource(
  deps: Pick<Deps, 'stores' | 'clock' | 'profile'>,
  rowSettled: RowSettled,
): QueueSource<OutboxRecord> {
  const { outbox, audit, records } = deps.stores;
  const { stationId } = deps.profile;
  return {
    due: (at, limit, after) => outbox.due(at, limit, after),
    behind: (row, limit) => outbox.behind(row, limit),
    get: (id) => outbox.get(id),
    untouched: (row) => outbox.untouched(row),
    ready: (row) => !outbox.lacksPictures(row.id),
    wire: (row) => wireRow(row, stationId),
    envelope: () => ({
      stationId,
      chainHead: audit.head(),
      chainSequence: audit.sequence(),
      chainLine: records.line(),
    }),
    save: (row) => outbox.save(row),
    settle: (answers) => settleRows(deps, answers, rowSettled),
    refuseHere(row, reason) {
      outbox.save({ ...row, state: 'refused', nextAttemptAt: null, refusal: reason });
      audit.append({
        at: new Date(deps.clock.now()).toISOString(),
        actor: 'system',
        surface: 'system',
        event: 'row.refused',
        subject: row.id,
        detail: { kind: row.kind, code: reason, here: true },
      });
      return { caseId: row.caseId, jobId: row.jobId, acked: false };
    },
  };
}

/** In the newest shape of its kind, whichever build wrote it; what is stored stays as it was written. */
export function wireRow(
  row: Pick<
    OutboxRecord,
    'id' | 'kind' | 'caseNumber' | 'businessKey' | 'createdAt' | 'corrects' | 'schemaVersion' | 'payload'
  >,
  stationId: string,
): OutboxRow | { readonly misfit: string } {
  const { id, kind, caseNumber, businessKey, createdAt, corrects } = row;
  const shaped = newestShape(kind, row.schemaVersion, row.payload);
  if (!shaped.fits) return { misfit: shaped.field };
  const { payload, version } = shaped;
  return {
    id,
    kind,
    stationId,
    caseNumber,
    businessKey,
    createdAt,
    schema: version,
    ...(corrects === null ? {} : { corrects }),
    payload,
  };
}
