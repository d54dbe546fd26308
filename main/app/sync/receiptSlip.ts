import type { DeviceCompletion } from '../../contract/devices.ts';
import type { RowId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { Receipt } from '../../contract/sync.ts';
import { shanghaiTime } from '../../domain/calendar/shanghai.ts';
import { slipReceipt } from '../../domain/kiosk/slipReceipt.ts';
import type { SlipContent } from '../../domain/papers/noticeContent.ts';
import { rowKindWords } from '../../domain/papers/rowKindWords.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { OutboxRecord } from '../ports/stores.ts';

/** Printing and cutting takes 2 to 3 s; a printer that waits for paper is not waited for. */
const printTimeoutMs = 15_000;

type ReceiptDeps = Pick<Deps, 'stores' | 'profile' | 'clock' | 'paper' | 'devices'>;
type Receipted = OutboxRecord & { readonly receipt: Receipt };

/** The receipts that upstream gave, for the file of a case or for somebody who asks: number, time, what for (G1). Who printed one is told (I1). */
export function receiptSlipHandlers(deps: ReceiptDeps): Handlers<'queueReceipt' | 'queueReceiptPrint'> {
  const { stores, profile, clock, paper, devices } = deps;
  return {
    async queueReceipt({ rowId }, caller) {
      const found = receiptedRow(deps, rowId);
      if (!found.ok) return found;
      const row = found.value;
      const bytes = await paper.slip(receiptSlip(profile, row, issuedNow()));
      auditAct({ stores, clock }, caller, 'row.receiptShown', row.id, { kind: row.kind });
      // The row's own id and not the receipt's number: upstream chose that, and it might not be fit for the name of a file.
      return success({ fileName: `receipt-${row.id}.pdf`, mediaType: 'application/pdf', bytes });
    },

    async queueReceiptPrint({ rowId }, caller) {
      const found = receiptedRow(deps, rowId);
      if (!found.ok) return found;
      const row = found.value;
      if (!profile.devices.some(({ kind, surface }) => kind === 'receiptPrinter' && surface === 'window'))
        return failure('noReceiptPrinter');
      const parts = slipReceipt(receiptSlip(profile, row, issuedNow()));
      const { completion } = await devices.printReceipt('window', parts, printTimeoutMs);
      // Told whether it came out or not: a paper may lie in the slot all the same.
      auditAct({ stores, clock }, caller, 'row.receiptPrinted', row.id, {
        kind: row.kind,
        outcome: completion.code,
      });
      if (completion.code !== 'success') return { ok: false, error: printerProblem(completion) };
      return success({});
    },
  };

  function issuedNow(): string {
    return new Date(clock.now()).toISOString();
  }
}

/**
 * What the slip says. Nothing of a person: the number of the receipt, when upstream gave it, what was reported, when it was queued, by which
 * station, under which id. No code to scan is on it, so that nobody takes it for the slip that opens a case.
 */
export function receiptSlip(
  profile: Pick<ReceiptDeps['profile'], 'stationId' | 'nameZh' | 'nameEn' | 'mode'>,
  row: Pick<Receipted, 'id' | 'kind' | 'caseNumber' | 'createdAt' | 'receipt'>,
  issuedAt: string,
): SlipContent {
  const station = { zh: profile.nameZh, en: profile.nameEn };
  const what = rowKindWords[row.kind];
  const given = shanghaiTime(row.receipt.at);
  const queued = shanghaiTime(row.createdAt);
  return {
    language: 'zh',
    caseNumber: row.caseNumber,
    ticket: null,
    qr: null,
    station,
    window: station,
    heading: { zh: '上级系统回执', en: 'Receipt of the upstream system' },
    text: [
      { zh: `回执编号：${row.receipt.number}`, en: `Receipt number: ${row.receipt.number}` },
      { zh: `回执时间：${given}`, en: `Given at: ${given}` },
      { zh: `上报内容：${what.zh}`, en: `Reported: ${what.en}` },
      { zh: `本站记录时间：${queued}`, en: `Recorded here at: ${queued}` },
      {
        zh: `终端 ${profile.stationId}，记录号 ${row.id}`,
        en: `Station ${profile.stationId}, record ${row.id}`,
      },
    ],
    issuedAt,
    training: profile.mode === 'training',
  };
}

function receiptedRow({ stores }: Pick<ReceiptDeps, 'stores'>, rowId: RowId): Result<Receipted> {
  const row = stores.outbox.get(rowId);
  if (row === null) return failure('invalidInput', { field: 'rowId' });
  const { receipt } = row;
  return receipt === null ? failure('receiptNotYet') : success({ ...row, receipt });
}

function printerProblem({ code, errorCode, detail }: DeviceCompletion): Failure {
  const device = 'receiptPrinter';
  if (code === 'timeOut') return { code: 'deviceTimeOut', detail: { device } };
  if (errorCode === undefined && code === 'deviceNotReady')
    return { code: 'deviceNotReady', detail: { device } };
  return { code: 'deviceFault', detail: { device, fault: errorCode ?? detail ?? code } };
}
