import { z } from 'zod';
import type { RowKind } from '../../../../contract/sync.ts';
import type { BatchResult, OutboxRow, UpstreamCalls } from '../../../../contract/upstream.ts';
import type { CallHow, MappedCalls, Stop } from '../mapped.ts';
import { sendRows, type RowSent } from '../sendRows.ts';
import { beijingStamp, instantOfStamp } from '../wireTimes.ts';
import { askProgress } from './cardCalls.ts';
import { gbJson, type Fields } from './form.ts';
import { doneOf, unexpected, type MarkBatchLine } from './markBatchLine.ts';
import { cardRecordFrom, hasNumber } from './cardWire.ts';
import { lossCodes, receiptWire, takenWire, transactions, type Transaction } from './wire.ts';

type Batch = z.output<UpstreamCalls['outbox']['in']>;
type Taken = z.infer<typeof takenWire>;

export interface RowCallsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * How long a record whose answer was lost may still be under way there, in milliseconds. Only when it is over, "not in your books" means
   * that it may be sent again: the province would keep a second one.
   */
  readonly settleMs: number;
}

const ownTransactions: Partial<Record<RowKind, Transaction>> = {
  'card.report': transactions.report,
  'card.enable': transactions.enable,
  'card.handOver': transactions.signFor,
  'card.wasted': transactions.waste,
  'card.loss': transactions.loss,
};

/** Which transaction a row is; everything without one of its own is kept as a record 台账. */
function transactionOf(row: OutboxRow): Transaction {
  // A blank that was spoilt before it had a number is no card of theirs.
  if (row.kind === 'card.wasted' && textIn(row, 'cardNumber') === '') return transactions.record;
  return ownTransactions[row.kind] ?? transactions.record;
}

/** Rows one by one; the province keeps no keys, so each batch begins with the question what of it is there already (G2). */
export function markBatchRows(line: MarkBatchLine, options: RowCallsOptions): Pick<MappedCalls, 'outbox'> {
  /** Records whose answer was lost, and when they were sent. Gone with the process: a new start takes longer than any request. */
  const unanswered = new Map<string, number>();

  return {
    async outbox(batch, how) {
      const asked = { lsidlb: JSON.stringify(batch.rows.map(({ id }) => id)), zdbh: batch.stationId };
      const known = doneOf(
        await line.ask('queue', transactions.recordQuery, asked, z.array(takenWire).max(100), how),
        transactions.recordQuery,
      );
      if (known.kind !== 'done') return known;
      const taken = new Map(known.data.map((each) => [each.lsid, each]));
      return sendRows(batch.rows, (row) => sendRow(batch, row, taken.get(row.id), how));
    },
  };

  async function sendRow(
    batch: Batch,
    row: OutboxRow,
    taken: Taken | undefined,
    how: CallHow,
  ): Promise<RowSent> {
    const transaction = transactionOf(row);
    if (taken !== undefined) {
      unanswered.delete(row.id);
      return transaction === transactions.record
        ? { id: row.id, outcome: 'accepted', ...receiptFrom(taken) }
        : doneBefore(row, taken, how);
    }
    if (transaction === transactions.record && mayBeUnderWay(row.id))
      return { id: row.id, outcome: 'notTried' };
    const service = transaction === transactions.record ? 'queue' : 'cards';
    const said = await line.ask(service, transaction, fieldsOf(batch, row), receiptWire, how);
    switch (said.kind) {
      case 'done':
        return { id: row.id, outcome: 'accepted', ...receiptFrom(said.data) };
      case 'before': {
        const receipt = receiptWire.safeParse(said.data);
        return receipt.success ? doneBefore(row, receipt.data, how) : unexpected(transaction);
      }
      case 'hasBatch':
      case 'openApplication':
        return unexpected(transaction);
      case 'offline':
        if (transaction === transactions.record && !said.detail.endsWith(' busy'))
          unanswered.set(row.id, options.now());
        return said;
      case 'refused':
      case 'linkFault':
        return said;
    }
  }

  function mayBeUnderWay(id: string): boolean {
    const sentAt = unanswered.get(id);
    return sentAt !== undefined && options.now() - sentAt < options.settleMs;
  }

  /** 01 is a success only when the query shows whose card it was (9.13): the record goes to the station, which judges it. */
  async function doneBefore(
    row: OutboxRow,
    receipt: z.infer<typeof receiptWire>,
    how: CallHow,
  ): Promise<BatchResult | Stop> {
    const kh = textIn(row, 'cardNumber');
    const found = kh === '' ? null : await askProgress(line, { kh }, how);
    if (found !== null && found.kind !== 'done') return found;
    const card = found?.data.lb.find((each) => hasNumber(each) && each.kh === kh);
    return {
      id: row.id,
      outcome: 'alreadyDone',
      ...receiptFrom(receipt),
      ...(card === undefined ? {} : { record: cardRecordFrom(card) }),
    };
  }
}

const receiptFrom = ({ lsh, sj, ywbh }: z.infer<typeof receiptWire>) => ({
  receipt: { number: lsh, at: instantOfStamp(sj) },
  ...(ywbh !== '' && { upstreamCaseNumber: ywbh }),
});

/** What every row carries: its id, the place of the audit chain (I1), the numbers of the card, and the whole of it as 数据内容. */
function fieldsOf(batch: Batch, row: OutboxRow): Fields {
  const operation = textIn(row, 'operation');
  return {
    lsid: row.id,
    lx: row.kind,
    zdbh: row.stationId,
    fszd: batch.stationId,
    bdbh: row.caseNumber ?? '',
    ywj: row.businessKey,
    cjsj: beijingStamp(row.createdAt),
    bb: String(row.schema ?? 1),
    gzlsid: row.corrects ?? '',
    zdtou: batch.chainHead,
    zdxh: batch.chainSequence === undefined ? '' : String(batch.chainSequence),
    zdxl: batch.chainLine === undefined ? '' : String(batch.chainLine),
    pch: textIn(row, 'batch'),
    kh: textIn(row, 'cardNumber'),
    ksbm: textIn(row, 'cardIdentifier'),
    ...(row.kind === 'card.loss' && isLoss(operation) && { czm: lossCodes.to(operation) }),
    sjnr: gbJson(row.payload),
  };
}

const isLoss = (text: string): text is Parameters<typeof lossCodes.to>[0] =>
  ['temporaryLoss', 'formalLoss', 'cancelLoss', 'cancel'].includes(text);

function textIn(row: OutboxRow, field: string): string {
  const value = row.payload[field];
  return typeof value === 'string' ? value : '';
}
