import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig, ReceiptPart } from '../../../main/contract/devices.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { concatBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { encodeReceipt, encodeText } from '../../../drivers/framing/escposCommands.ts';
import {
  errorCause,
  isOffline,
  offlineCause,
  paperOf,
  parseEscposByte,
} from '../../../drivers/framing/escposStatus.ts';
import { escposDriver } from '../../../drivers/printers/escpos/driver.ts';
import { escposTokenizer } from '../../../drivers/sim/escposTokens.ts';
import { lineFaults, type FaultName } from '../../../drivers/sim/faults.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { simulateReceiptPrinter } from '../../../drivers/sim/receiptPrinter.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { describeDriver } from '../../kit/driverContract.ts';
import { drive, pass, until } from '../helpers/drive.ts';

const config: DeviceConfig = {
  id: 'receipt',
  kind: 'receiptPrinter',
  driver: 'escpos',
  path: '/receipt',
  baudRate: 9600,
  surface: 'kiosk',
  options: {},
};
const text = (content: string): ReceiptPart => ({
  part: 'text',
  text: content,
  align: 'left',
  bold: false,
  size: 1,
});
const slip: readonly ReceiptPart[] = [
  text('办件号 Case SZ50-000042'),
  { part: 'line' },
  text('\u{20BB7} 𠮷野'),
  { part: 'qr', text: 'ZK1|SZ50-000042|许可' },
];
const job = { deviceId: 'receipt', timeoutMs: 6000, parts: slip };

async function bench() {
  const clock = manualClock();
  const cable = memoryCable();
  const printer = simulateReceiptPrinter(cable.device, clock);
  const api = createDeviceApi({
    configs: [config],
    clock,
    transports: memoryTransports(new Map([['/receipt', cable]])),
  });
  onTestFinished(() => api.close());
  const status = async () => (await api.list({}))[0];
  let online = false;
  api.on('deviceChanged', (state) => {
    online = state.status === 'online';
  });
  const ready = (): Promise<void> => until(clock, () => online);
  await ready();
  return { clock, printer, api, status, ready };
}

describeDriver('escpos', {
  driver: escposDriver,
  config,
  attach: (port, clock) => void simulateReceiptPrinter(port, clock),
  commands: {
    printReceipt: async (handle, context) =>
      'printReceipt' in handle
        ? (
            handle as { printReceipt: (parts: readonly ReceiptPart[], c: typeof context) => Promise<unknown> }
          ).printReceipt(slip, context)
        : null,
  },
});

describe('F1 ESC/POS bytes', () => {
  it('are those of the reference', () => {
    const encoded = encodeReceipt([{ part: 'qr', text: 'A' }, text('社')], {
      charset: 'gb18030',
      columns: 48,
    });
    const hex = encoded.ok ? hexOf(encoded.bytes) : '';
    expect(hex.startsWith('1B401B520F1C26')).toBe(true);
    expect(hex).toContain('1D286B0400314132001D286B03003143061D286B0300314531');
    expect(hex).toContain('1D286B0400315030411D286B0300315130');
    expect(hex).toContain('C9E7');
    expect(hex.endsWith('1D564200')).toBe(true);
  });

  it('hold every character or none of the receipt: GBK has no place for a rare one', () => {
    expect(hexOf(encodeText('\u{20BB7}', 'gb18030') ?? new Uint8Array(0))).toBe('9534B235');
    expect(encodeText('\u{20BB7}', 'gbk')).toBeNull();
    expect(encodeText('é Ł', 'gb18030')).not.toBeNull();
    expect(encodeReceipt([text('\u{20BB7}')], { charset: 'gbk', columns: 48 })).toEqual({
      ok: false,
      reason: 'missingGlyph',
    });
  });

  it('a text cannot smuggle a command in', () => {
    const bytes = encodeText('a\u001b@\u0010\u0004b', 'gb18030');
    expect(hexOf(bytes ?? new Uint8Array(0))).toBe('6120402020' + '62');
  });

  it('status bytes mean what the reference says: out of paper is n1 1A, n2 32, n4 7E', () => {
    expect([isOffline(0x12), isOffline(0x1a)]).toEqual([false, true]);
    expect([offlineCause(0x32), offlineCause(0x16), offlineCause(0x52), offlineCause(0x12)]).toEqual([
      'paperEnd',
      'coverOpen',
      'error',
      'none',
    ]);
    expect([paperOf(0x12), paperOf(0x1e), paperOf(0x7e)]).toEqual(['full', 'low', 'out']);
    expect([errorCause(0x1a), errorCause(0x32), errorCause(0x16), errorCause(0x12)]).toEqual([
      'cutter',
      'unrecoverable',
      'recoverable',
      'none',
    ]);
    expect(parseEscposByte(0x12)).toEqual({ kind: 'realTime', byte: 0x12 });
    expect(parseEscposByte(0x0f)).toEqual({ kind: 'printed', paper: 'out' });
    expect(parseEscposByte(0xff)).toBeNull();
  });

  it('a status question is found in the stream, and not inside a picture or a code', () => {
    const picture = Uint8Array.of(0x1d, 0x76, 0x30, 0, 1, 0, 3, 0, 0x10, 0x04, 0x01);
    const code = Uint8Array.of(0x1d, 0x28, 0x6b, 6, 0, 0x31, 0x50, 0x30, 0x10, 0x04, 0x01);
    const stream = concatBytes([picture, code, Uint8Array.of(0x41, 0x10, 0x04, 0x02, 0x42)]);
    const tokenizer = escposTokenizer();
    const tokens = [...stream].flatMap((byte) => tokenizer.push(Uint8Array.of(byte)));
    expect(tokens.filter((token) => token.kind === 'realTime')).toEqual([{ kind: 'realTime', query: 2 }]);
  });
});

describe('F4 a receipt printer under every fault', () => {
  /** Completion while the fault is active, and whether the receipt is on paper. */
  const rows: readonly (readonly [FaultName, string, boolean])[] = [
    ['split', 'success', true],
    ['merged', 'success', true],
    ['noise', 'success', true],
    ['corrupt', 'timeOut', false],
    ['stall', 'timeOut', false],
    ['truncated', 'timeOut', false],
    ['late', 'timeOut', false],
    ['unplug', 'hardwareError', false],
    ['paperOut', 'paperOut', false],
    ['paperLow', 'success', true],
    ['coverOpen', 'coverOpen', false],
  ];
  it('has a row for every line fault', () =>
    expect(rows.slice(0, lineFaults.length).map(([fault]) => fault)).toEqual(lineFaults));

  it.each(rows)('%s -> %s, and it prints again when the fault is gone', async (fault, outcome, printed) => {
    const { clock, printer, api, ready } = await bench();
    await pass(clock, 1000);
    printer.faults.set(fault);
    const facts = await drive(clock, api.printReceipt(job));
    expect(facts.completion.errorCode ?? facts.completion.code).toBe(outcome);
    expect(printer.receipts()).toHaveLength(printed ? 1 : 0);
    printer.faults.clear();
    await pass(clock, 5000);
    await ready();
    const before = printer.receipts().length;
    expect((await drive(clock, api.printReceipt(job))).completion.code).toBe('success');
    expect(printer.receipts()).toHaveLength(before + 1);
    expect(printer.receipts().at(-1)).toEqual({
      lines: ['办件号 Case SZ50-000042', '-'.repeat(48), '\u{20BB7} 𠮷野'],
      codes: ['ZK1|SZ50-000042|许可'],
    });
  });

  it('the paper that ends in the middle of a receipt is named, and the state of the paper is shown', async () => {
    const { clock, printer, api, status } = await bench();
    await pass(clock, 1000);
    printer.faults.set('paperLow');
    await drive(clock, api.printReceipt(job));
    expect(await status()).toMatchObject({ status: 'online', paper: 'low' });
    const long = Array.from({ length: 40 }, () => text('一行 a line'));
    const printing = api.printReceipt({ ...job, parts: long });
    await pass(clock, 60);
    printer.faults.set('paperOut');
    expect(await drive(clock, printing)).toMatchObject({
      completion: { code: 'commandErrorCode', errorCode: 'paperOut' },
      paper: 'out',
    });
    expect(printer.receipts()).toHaveLength(1);
    expect(await drive(clock, api.printReceipt(job))).toMatchObject({
      completion: { errorCode: 'paperOut' },
      paper: 'out',
    });
  });
});
