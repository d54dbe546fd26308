import type { ReceiptsFile } from '../../contract/carryFile.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { Document } from '../../contract/methods/common.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Caller, Deps } from '../deps.ts';
import type { CarryFiles } from '../ports/carryFiles.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import { settleRows, type RowSettled } from '../sync/settleRow.ts';
import { keysOf, momentOf } from './carrySigned.ts';

type ReceiptDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'profile' | 'log' | 'bus'>;

/** Receipts stored in one commit: the desk gets its turn in between. */
const receiptsInOneCommit = 50;

/** The receipts of the rows of one station, signed, for its supervisor to take home. Nothing in them is about a person. Fails with carryNoReceipts. */
export function carryReceiptsOut(
  deps: ReceiptDeps,
  files: Pick<CarryFiles, 'writeReceipts'>,
  caller: Caller,
  stationId: string,
): Result<Document> {
  const rows = deps.stores.carried.ackedOf(stationId);
  const at = new Date(deps.clock.now()).toISOString();
  const receipts = rows.flatMap(({ id, receipt, upstreamCaseNumber }) =>
    receipt === null ? [] : [{ row: id, receipt, upstreamCaseNumber }],
  );
  if (receipts.length === 0) return failure('carryNoReceipts', { station: stationId });
  const content = { from: deps.profile.stationId, to: stationId, at, receipts };
  const file: ReceiptsFile = {
    format: 'zhengka-receipts',
    version: 1,
    ...content,
    signature: deps.crypto.signPaper(signedText(deps, content)),
  };
  auditAct(deps, caller, 'carry.receiptsOut', stationId, { rows: receipts.length });
  return success({
    fileName: `receipts-${stationId}-from-${deps.profile.stationId}-${momentOf(at)}.json`,
    mediaType: 'application/json',
    bytes: files.writeReceipts(file),
  });
}

/**
 * Stores the receipts that another station got for rows of ours: each row leaves the queue with its receipt, as if upstream had answered us
 * (G3). A row whose conflict two people have to settle stays. Fails with receiptsForeign, receiptsOfOther, receiptsUnknownStation,
 * carrySignature and receiptsNotExported; then nothing was changed.
 */
export async function carryReceiptsIn(
  deps: ReceiptDeps,
  files: Pick<CarryFiles, 'pause' | 'readReceipts'>,
  rowSettled: RowSettled,
  caller: Caller,
  bytes: Uint8Array,
): Promise<Result<{ readonly rows: number; readonly known: number }>> {
  const file = files.readReceipts(bytes);
  if (file === null) return failure('receiptsForeign');
  if (file.to !== deps.profile.stationId) return failure('receiptsOfOther', { station: file.to });
  const keys = keysOf(deps, file.from);
  if (keys.length === 0) return failure('receiptsUnknownStation', { station: file.from });
  const text = signedText(deps, file);
  if (!keys.some((key) => deps.crypto.verifyPaper(key, text, file.signature)))
    return failure('carrySignature', { station: file.from });
  const { outbox, carried } = deps.stores;
  const foreign = file.receipts.find(({ row }) => outbox.get(row) === null || !carried.wasExported(row));
  if (foreign !== undefined) return failure('receiptsNotExported', { row: foreign.row });

  let stored = 0;
  for (let from = 0; from < file.receipts.length; from += receiptsInOneCommit) {
    const part = file.receipts.slice(from, from + receiptsInOneCommit);
    const settled = deps.stores.run(() => {
      const answers = part.flatMap(({ row: id, receipt, upstreamCaseNumber }) => {
        const row = outbox.get(id);
        if (row === null || !takes(row)) return [];
        const number = upstreamCaseNumber === null ? {} : { upstreamCaseNumber };
        return [{ row, result: { id, outcome: 'accepted' as const, receipt, ...number } }];
      });
      const all = settleRows(deps, answers, rowSettled);
      auditAct(deps, caller, 'carry.receiptsIn', file.from, {
        rows: answers.length,
        known: part.length - answers.length,
      });
      return all;
    });
    stored += settled.length;
    for (const jobId of new Set(settled.flatMap(({ jobId: id }): JobId[] => (id === null ? [] : [id]))))
      deps.bus.emit('cardJobChanged', { jobId });
    for (const caseId of new Set(settled.flatMap(({ caseId: id }): CaseId[] => (id === null ? [] : [id]))))
      deps.bus.emit('caseChanged', { caseId });
    await files.pause();
  }
  deps.log.info('carry.receiptsIn', { station: file.from, rows: stored });
  deps.bus.emit('queueChanged', {});
  deps.bus.emit('stationChanged', {});
  return success({ rows: stored, known: file.receipts.length - stored });
}

/** Upstream refused it here and took it there later: then it is taken. A conflict is settled by its form, a superseded row by its successor. */
const takes = ({ state }: OutboxRecord): boolean => state === 'waiting' || state === 'refused';

function signedText(
  { crypto }: Pick<Deps, 'crypto'>,
  { from, to, at, receipts }: Pick<ReceiptsFile, 'from' | 'to' | 'at' | 'receipts'>,
): string {
  const lines = receipts.map(
    ({ row, receipt, upstreamCaseNumber }) =>
      `${row}\t${receipt.number}\t${receipt.at}\t${upstreamCaseNumber ?? ''}`,
  );
  const digest = crypto.sm3Hex(lines.join('\n'));
  return `zhengka-receipts/1\n${from}\n${to}\n${at}\n${digest}`;
}
