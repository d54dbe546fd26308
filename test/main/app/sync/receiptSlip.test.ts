import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptSlip, receiptSlipHandlers } from '../../../../main/app/sync/receiptSlip.ts';
import type { ReceiptPart } from '../../../../main/contract/devices.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { rowKind } from '../../../../main/contract/sync.ts';
import type { SlipContent } from '../../../../main/domain/papers/noticeContent.ts';
import { slipContent } from '../../../../main/domain/papers/noticeContent.ts';
import { slipReceipt } from '../../../../main/domain/kiosk/slipReceipt.ts';
import { rowKindWords } from '../../../../main/domain/papers/rowKindWords.ts';
import {
  sampleRow,
  sampleStaff,
  stubDevices,
  stubPaper,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

const receipt = { number: 'RCP-2026-118801', at: '2026-11-25T02:10:00.000Z' };
const caller = testCaller(sampleStaff(['clerk']));
const acked = sampleRow({
  id: 'row_acked' as RowId,
  caseNumber: 'SZ50-20261125-0007',
  state: 'acked',
  receipt,
  payload: { holderName: 'SPECIMEN, ANNA MARIA', passportNumber: 'X00000017' },
});
const withPrinter = (kind: 'success' | 'timeOut', surface: 'window' | 'kiosk' = 'window') => {
  const printed: ReceiptPart[][] = [];
  const drawn: SlipContent[] = [];
  const deps = testDeps({
    profile: {
      ...testProfile,
      devices: [
        ...testProfile.devices.filter((device) => device.kind !== 'receiptPrinter'),
        { id: 'receipts', kind: 'receiptPrinter', driver: 'simulated', surface } as never,
      ],
    },
    devices: stubDevices({
      printReceipt: (_surface, parts) => {
        printed.push([...parts]);
        return Promise.resolve({ completion: { code: kind }, paper: 'full' });
      },
    }),
    paper: stubPaper({
      slip: (content) => {
        drawn.push(content);
        return Promise.resolve(new Uint8Array([1]));
      },
    }),
  });
  deps.stores.run(() => {
    deps.stores.outbox.insert(acked);
    deps.stores.outbox.insert(sampleRow({ id: 'row_waiting' as RowId }));
  });
  return { deps, printed, drawn, handlers: receiptSlipHandlers(deps) };
};
const audited = ({ deps }: ReturnType<typeof withPrinter>) =>
  deps.stores.audit.page({ limit: 5 }).entries.filter(({ event }) => event.startsWith('row.receipt'));

describe('G1 the receipt of a row on paper', () => {
  it('as a PDF: number, time, kind, case and station; nothing of a person, and who opened it is written down (I1)', async () => {
    const bench = withPrinter('success');
    const given = await bench.handlers.queueReceipt({ rowId: acked.id }, caller);
    if (!given.ok) throw new Error(given.error.code);
    expect(methods.queueReceipt.out.parse(given.value).fileName).toBe('receipt-row_acked.pdf');
    const [slip] = bench.drawn;
    const said = JSON.stringify(slipContent.parse(slip));
    for (const part of [receipt.number, '2026-11-25 10:10', '办件登记', 'Case opened', acked.caseNumber])
      expect(said).toContain(part);
    expect(said).toContain(testProfile.stationId);
    for (const secret of ['SPECIMEN', 'X00000017', acked.owner]) expect(said).not.toContain(secret);
    // Nothing on it opens a case: it is no slip of the kiosk.
    expect(slip?.qr).toBeNull();
    expect(audited(bench)).toMatchObject([
      { event: 'row.receiptShown', subject: acked.id, actor: caller.staff?.userName },
    ]);
  });

  it('on the receipt printer of the window, the same words', async () => {
    const bench = withPrinter('success');
    expect(await bench.handlers.queueReceiptPrint({ rowId: acked.id }, caller)).toEqual({
      ok: true,
      value: {},
    });
    const said = JSON.stringify(bench.printed);
    expect(said).toContain(receipt.number);
    expect(said).toContain('上级系统回执');
    expect(said).not.toContain('"qr"');
    expect(audited(bench)).toMatchObject([{ event: 'row.receiptPrinted', detail: { outcome: 'success' } }]);
  });

  it('a printer that does not answer is a failure with a remedy, and told all the same', async () => {
    const bench = withPrinter('timeOut');
    expect(await bench.handlers.queueReceiptPrint({ rowId: acked.id }, caller)).toMatchObject({
      ok: false,
      error: { code: 'deviceTimeOut', detail: { device: 'receiptPrinter' } },
    });
    expect(audited(bench)).toMatchObject([{ detail: { outcome: 'timeOut' } }]);
  });

  it('the printer of the kiosk is not the window’s', async () => {
    const bench = withPrinter('success', 'kiosk');
    expect(await bench.handlers.queueReceiptPrint({ rowId: acked.id }, caller)).toMatchObject({
      error: { code: 'noReceiptPrinter' },
    });
    expect(bench.printed).toEqual([]);
  });

  it('a row that has no receipt yet has nothing to print; neither has a row that nobody knows', async () => {
    const bench = withPrinter('success');
    for (const act of ['queueReceipt', 'queueReceiptPrint'] as const) {
      expect(await bench.handlers[act]({ rowId: 'row_waiting' as RowId }, caller)).toMatchObject({
        error: { code: 'receiptNotYet' },
      });
      expect(await bench.handlers[act]({ rowId: 'row_none' as RowId }, caller)).toMatchObject({
        error: { code: 'invalidInput' },
      });
    }
    expect(audited(bench)).toEqual([]);
    expect([bench.drawn, bench.printed]).toEqual([[], []]);
  });

  it('every kind of row has its words, with or without a case, whatever number upstream gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rowKind.options),
        fc.option(fc.constant('SZ50-20261125-0007')),
        fc.string({ minLength: 1, maxLength: 64 }),
        (kind, caseNumber, number) => {
          const row = { ...acked, kind, caseNumber, receipt: { ...receipt, number } };
          const slip = receiptSlip(testProfile, row, receipt.at);
          expect(slipContent.safeParse(slip).success).toBe(true);
          expect(slip.text.some(({ en }) => en.includes(rowKindWords[kind].en))).toBe(true);
          const parts = slipReceipt(slip);
          expect(parts.length).toBeLessThan(60);
          expect(parts.some((part) => part.part === 'text' && part.text.includes('Case No.'))).toBe(
            caseNumber !== null,
          );
        },
      ),
    );
  });
});
