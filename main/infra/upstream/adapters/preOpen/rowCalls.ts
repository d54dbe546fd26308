import type { z } from 'zod';
import type { RowKind } from '../../../../contract/sync.ts';
import {
  cardRecord,
  type CardRecord,
  type OutboxRow,
  type UpstreamCalls,
} from '../../../../contract/upstream.ts';
import type { CallHow, MappedCalls } from '../mapped.ts';
import { sendRows, type RowSent } from '../sendRows.ts';
import { epochOf, instantOfEpoch } from '../wireTimes.ts';
import type { PreOpenLine } from './preOpenLine.ts';
import { cardRecordFrom, filedWire, paddedNumber } from './cardWire.ts';
import { paths, type Path } from './wire.ts';

type Batch = z.output<UpstreamCalls['outbox']['in']>;

const ownPaths: Partial<Record<RowKind, Path>> = {
  'card.report': paths.complete,
  'card.enable': paths.activate,
  'card.handOver': paths.collected,
  'card.wasted': paths.void,
  'card.loss': paths.loss,
};

/** Where a row goes; what has no path of its own is filed as a record. */
function pathOf(row: OutboxRow): Path {
  // A blank that was spoilt before it had a number is no card of theirs.
  if (row.kind === 'card.wasted' && typeof row.payload['cardNumber'] !== 'string') return paths.record;
  return ownPaths[row.kind] ?? paths.record;
}

/** Rows one by one, each under its own id as request number: sent again, it is "done before" with what was filed. */
export function preOpenRows(line: PreOpenLine): Pick<MappedCalls, 'outbox'> {
  return { outbox: (batch, how) => sendRows(batch.rows, (row) => sendRow(batch, row, how)) };

  async function sendRow(batch: Batch, row: OutboxRow, how: CallHow): Promise<RowSent> {
    const path = pathOf(row);
    const service = path === paths.record ? 'queue' : 'cards';
    const said = await line.askTwice(service, path, bodyOf(batch, row), filedWire, how);
    if (said.kind !== 'done' && said.kind !== 'before') return said;
    const { fileNo, filedAt, caseNo, card } = said.data;
    const filed = {
      id: row.id,
      receipt: { number: fileNo, at: instantOfEpoch(filedAt) },
      ...(caseNo !== null && { upstreamCaseNumber: caseNo }),
    };
    if (said.kind === 'done') return { ...filed, outcome: 'accepted' };
    const record = card === null ? null : recordOf(cardRecordFrom(card));
    if (card !== null && record === null) return { kind: 'linkFault', detail: `schema ${path} card` };
    return { ...filed, outcome: 'alreadyDone', ...(record !== null && { record }) };
  }
}

function recordOf(value: unknown): CardRecord | null {
  const parsed = cardRecord.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function bodyOf(batch: Batch, row: OutboxRow): object {
  return {
    requestNo: row.id,
    kind: row.kind,
    sender: batch.stationId,
    terminal: row.stationId,
    caseNo: row.caseNumber,
    businessKey: row.businessKey,
    madeAt: epochOf(row.createdAt),
    form: row.schema ?? 1,
    correctsRequestNo: row.corrects ?? null,
    ledger: {
      head: batch.chainHead,
      position: batch.chainSequence ?? null,
      line: batch.chainLine ?? null,
    },
    content: contentOf(row),
  };
}

/** The payload, with the social security number as long as the province wants it (1.8). */
function contentOf({ payload }: OutboxRow): Readonly<Record<string, unknown>> {
  const number = payload['socialSecurityNumber'];
  return typeof number === 'string' ? { ...payload, socialSecurityNumber: paddedNumber(number) } : payload;
}
