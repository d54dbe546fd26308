import iconv from 'iconv-lite';
import type { ReceiptPart } from '../../main/contract/devices.ts';
import { concatBytes, hexBytes } from './bytes.ts';

/** What a printer's own font can hold (device-protocols 6: many devices know only GBK). */
export type ReceiptCharset = 'gb18030' | 'gbk';

export interface ReceiptStyle {
  readonly charset: ReceiptCharset;
  /** Half-width characters in a line: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
}

/** A receipt as bytes, or the fact that a character of it is not in the printer's set. */
export type EncodedReceipt =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: 'missingGlyph' };

/** ESC/POS commands (device-protocols 6). */
export const escpos = {
  initialise: hexBytes('1B 40'),
  chineseSet: hexBytes('1B 52 0F'),
  chineseOn: hexBytes('1C 26'),
  lineFeed: Uint8Array.of(0x0a),
  feedAndCut: hexBytes('1B 64 04 1D 56 42 00'),
  /** Answered only when everything before it is printed: the mark behind a receipt. */
  paperWhenDone: hexBytes('1D 72 01'),
} as const;

const alignment = { left: 0, centre: 1, right: 2 } as const;
const qrModel = hexBytes('1D 28 6B 04 00 31 41 32 00');
const qrModule = hexBytes('1D 28 6B 03 00 31 43 06');
/** Level M: a receipt is folded and touched. */
const qrCorrection = hexBytes('1D 28 6B 03 00 31 45 31');
const qrPrint = hexBytes('1D 28 6B 03 00 31 51 30');

/** `DLE EOT n`: real-time status, answered at any time. */
export function statusQuery(kind: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, kind);
}

/** The whole receipt from initialisation to cut. Control characters in a text are left out: they would be commands. */
export function encodeReceipt(parts: readonly ReceiptPart[], style: ReceiptStyle): EncodedReceipt {
  const out: Uint8Array[] = [escpos.initialise, escpos.chineseSet, escpos.chineseOn];
  for (const part of parts) {
    if (part.part === 'line') {
      out.push(align('left'), encodeText('-'.repeat(style.columns), style.charset) ?? escpos.lineFeed);
      out.push(escpos.lineFeed);
    } else if (part.part === 'qr') out.push(align('centre'), ...qrCommands(part.text), escpos.lineFeed);
    else {
      const text = encodeText(part.text, style.charset);
      if (text === null) return { ok: false, reason: 'missingGlyph' };
      const size = part.size === 2 ? 0x11 : 0x00;
      out.push(align(part.align), Uint8Array.of(0x1b, 0x45, part.bold ? 1 : 0));
      // GS ! sizes Latin letters, FS ! the Chinese ones.
      out.push(Uint8Array.of(0x1d, 0x21, size), Uint8Array.of(0x1c, 0x21, part.size === 2 ? 0x0c : 0x00));
      out.push(text, escpos.lineFeed);
    }
  }
  out.push(escpos.feedAndCut);
  return { ok: true, bytes: concatBytes(out) };
}

const align = (where: keyof typeof alignment): Uint8Array => Uint8Array.of(0x1b, 0x61, alignment[where]);

/** Store and print. The data is UTF-8: the readers of this product try it first. */
function qrCommands(text: string): Uint8Array[] {
  const data = new TextEncoder().encode(text);
  const length = data.length + 3;
  const store = Uint8Array.of(0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30);
  return [qrModel, qrModule, qrCorrection, concatBytes([store, data]), qrPrint];
}

/** Null when the set lacks a character. iconv writes `?` for it without a word, so the text is read back. */
export function encodeText(text: string, charset: ReceiptCharset): Uint8Array | null {
  const printable = text.replaceAll(/[\u0000-\u001f\u007f]/g, ' ');
  const bytes = iconv.encode(printable, charset);
  return iconv.decode(bytes, charset) === printable ? Uint8Array.from(bytes) : null;
}
