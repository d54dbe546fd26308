import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig, ReceiptPart } from '../../../main/contract/devices.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { concatBytes, hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { decodeGb18030 } from '../../../drivers/framing/decodeText.ts';
import { encodeReceipt, encodeText, escpos } from '../../../drivers/framing/escposCommands.ts';
import {
  errorCause,
  escposReplies,
  isOffline,
  offlineCause,
  paperOf,
  parseEscposByte,
} from '../../../drivers/framing/escposStatus.ts';
import { escposTokenizer } from '../../../drivers/sim/escposTokens.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { simulateReceiptPrinter } from '../../../drivers/sim/receiptPrinter.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
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

/** `knowsClear`: false for a model that ignores `DLE DC4 8`. */
async function bench(knowsClear = true) {
  const clock = manualClock();
  const cable = memoryCable();
  const port: DevicePort = {
    ...cable.device,
    onReceive: (listener) =>
      cable.device.onReceive((bytes) => {
        if (knowsClear || hexOf(bytes) !== hexOf(escpos.clearBuffer)) listener(bytes);
      }),
  };
  const printer = simulateReceiptPrinter(port, clock);
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
  return { clock, printer, api, status, ready, cable };
}

describe('F1 ESC/POS bytes', () => {
  it('are those of the reference', () => {
    const encoded = encodeReceipt([{ part: 'qr', text: 'A' }, text('社')], {
      charset: 'gb18030',
      columns: 48,
    });
    const hex = hexOf(encoded.bytes);
    expect(hex.startsWith('1B401B520F1C26')).toBe(true);
    expect(hex).toContain('1D286B0400314132001D286B03003143061D286B0300314531');
    expect(hex).toContain('1D286B0400315030411D286B0300315130');
    expect(hex).toContain('C9E7');
    expect(hex.endsWith('1D564200')).toBe(true);
  });

  it('show a character that the printer lacks as missing, and say so: GBK has no place for a rare one', () => {
    expect(hexOf(encodeText('\u{20BB7}', 'gb18030').bytes)).toBe('9534B235');
    expect(encodeText('é Ł €', 'gb18030').replaced).toBe(0);
    // The ideographic space has two codes in the platform's decoder; printers and chips know A1A1.
    expect(hexOf(encodeText('\u3000', 'gbk').bytes)).toBe('A1A1');
    expect(encodeText('a\u{20BB7}b', 'gbk')).toEqual({ bytes: hexBytes('61 A1FE 62'), replaced: 1 });
    expect(['\ufe10', '€', 'Ł', '\ud800'].map((each) => encodeText(each, 'gbk').replaced)).toEqual([
      1, 1, 1, 1,
    ]);
    const receipt = encodeReceipt([text('吉\u{20BB7}田')], { charset: 'gbk', columns: 48 });
    expect(receipt.replaced).toBe(1);
    expect(decodeGb18030(receipt.bytes)).toContain('吉〓田\n');
    expect(decodeGb18030(receipt.bytes)).toContain('〓 = 本机字库缺字');
    expect(decodeGb18030(encodeReceipt(slip, { charset: 'gb18030', columns: 48 }).bytes)).not.toContain('〓');
  });

  it('a text cannot smuggle a command in', () => {
    expect(hexOf(encodeText('a\u001b@\u0010\u0004b', 'gb18030').bytes)).toBe('6120402020' + '62');
  });

  it('the answer to a cleared buffer is no mark and no status, wherever it is cut', () => {
    const said = hexBytes('12 37 25 00 00 37 12 37 37 25 00 7E');
    for (const cut of [1, 2, 5, 20]) {
      const replies = escposReplies();
      const kinds: string[] = [];
      for (let at = 0; at < said.length; at += cut)
        kinds.push(...replies.push(said.slice(at, at + cut)).map(({ kind }) => kind));
      expect(kinds).toEqual(['realTime', 'cleared', 'printed', 'realTime', 'cleared', 'realTime']);
    }
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

describe('F4 a receipt that stops half way', () => {
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

  it.each(['paperOut', 'coverOpen'] as const)(
    '%s: the rest of it is thrown away, and the next try gives one whole receipt',
    async (fault) => {
      const { clock, printer, api, ready } = await bench();
      const long = Array.from({ length: 40 }, (_, index) => text(`一行 line ${index}`));
      const printing = api.printReceipt({ ...job, parts: long });
      await pass(clock, 60);
      printer.faults.set(fault);
      expect((await drive(clock, printing)).completion.errorCode).toBe(fault);
      printer.faults.clear();
      // Time enough for all of it, if it were still there.
      await pass(clock, 5000);
      await ready();
      expect(printer.receipts()).toEqual([]);
      expect((await drive(clock, api.printReceipt(job))).completion.code).toBe('success');
      await pass(clock, 5000);
      const whole = printer.receipts().filter(({ codes }) => codes.length > 0);
      expect(whole).toEqual([
        {
          lines: ['办件号 Case SZ50-000042', '-'.repeat(48), '\u{20BB7} 𠮷野'],
          codes: ['ZK1|SZ50-000042|许可'],
        },
      ]);
      // Behind an open cover the beginning is still on the paper: it is cut off, and is not the head of the new one.
      const others = printer.receipts().filter(({ codes }) => codes.length === 0);
      expect(others).toHaveLength(fault === 'coverOpen' ? 1 : 0);
      expect(others.every(({ lines }) => lines.length < long.length)).toBe(true);
    },
  );

  it('a printer that was unplugged half way and comes back prints none of the old receipt into the new one', async () => {
    const { clock, printer, api, ready } = await bench();
    const long = Array.from({ length: 400 }, (_, index) => text(`一行 line ${index}`));
    const printing = api.printReceipt({ ...job, parts: long });
    await pass(clock, 60);
    await printer.unplug();
    expect((await drive(clock, printing)).completion.code).toBe('hardwareError');
    await printer.replug();
    await ready();
    expect((await drive(clock, api.printReceipt(job))).completion.code).toBe('success');
    await pass(clock, 5000);
    const [begun, whole, ...more] = printer.receipts();
    expect(more).toEqual([]);
    expect(begun?.codes).toEqual([]);
    expect(begun?.lines.length).toBeLessThan(long.length);
    expect(whole?.lines[0]).toBe('办件号 Case SZ50-000042');
    expect(whole?.codes).toEqual(['ZK1|SZ50-000042|许可']);
  });

  it('a terminal that starts again throws away what the one before it left in the printer', async () => {
    const { clock, printer, api, cable } = await bench();
    const long = Array.from({ length: 400 }, (_, index) => text(`一行 line ${index}`));
    const printing = api.printReceipt({ ...job, parts: long });
    await pass(clock, 60);
    await api.close();
    await drive(clock, printing);
    const again = createDeviceApi({
      configs: [config],
      clock,
      transports: { ...memoryTransports(new Map([['/receipt', cable]])), create: () => ({ ...cable.host }) },
    });
    onTestFinished(() => again.close());
    await pass(clock, 10_000);
    expect(printer.receipts()).toEqual([]);
    expect((await drive(clock, again.printReceipt(job))).completion.code).toBe('success');
    expect(printer.receipts()).toHaveLength(1);
    expect(printer.receipts()[0]?.lines.length).toBeLessThan(long.length);
  });

  it('a model that cannot throw anything away prints the rest first, and then one whole receipt of its own', async () => {
    const { clock, printer, api, ready } = await bench(false);
    const long = Array.from({ length: 40 }, (_, index) => text(`一行 line ${index}`));
    const printing = api.printReceipt({ ...job, parts: long });
    await pass(clock, 60);
    printer.faults.set('paperOut');
    expect((await drive(clock, printing)).completion.errorCode).toBe('paperOut');
    printer.faults.clear();
    await pass(clock, 5000);
    await ready();
    expect((await drive(clock, api.printReceipt(job))).completion.code).toBe('success');
    expect(printer.receipts().map(({ lines }) => lines.length)).toEqual([long.length, 3]);
  });
});
