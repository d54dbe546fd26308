import { gb18030Bytes, type ReceiptPart } from '../../main/contract/devices.ts';
import { concatBytes, hexBytes, hexOf } from './bytes.ts';

/** What a printer's own font can hold (device-protocols 6: many devices know only GBK). */
export type ReceiptCharset = 'gb18030' | 'gbk';

export interface ReceiptStyle {
  readonly charset: ReceiptCharset;
  /** Half-width characters in a line: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
}

/** A receipt as bytes; `replaced`: characters that the printer's set lacks, each printed as `〓`. */
export interface EncodedReceipt {
  readonly bytes: Uint8Array;
  readonly replaced: number;
}

/** ESC/POS commands (device-protocols 6). */
export const escpos = {
  initialise: hexBytes('1B 40'),
  chineseSet: hexBytes('1B 52 0F'),
  chineseOn: hexBytes('1C 26'),
  lineFeed: Uint8Array.of(0x0a),
  feedAndCut: hexBytes('1B 64 04 1D 56 42 00'),
  /** Answered only when everything before it is printed: the mark behind a receipt. */
  paperWhenDone: hexBytes('1D 72 01'),
  /**
   * `DLE DC4 8`: throws away everything that was received and not printed, at once and also while the printer is stopped; answered `clearedAnswer`.
   * `ESC @` waits its turn behind what is to be thrown away. Public ESC/POS reference of Epson; to be proved on first hardware.
   */
  clearBuffer: hexBytes('10 14 08 01 03 14 01 06 02 08'),
} as const;
export const clearedAnswer = hexBytes('37 25 00');

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

/** `〓` (geta), the mark of Chinese and Japanese print for a character that is missing. */
const missingMark = hexBytes('A1 FE');
const missingNote = '〓 = 本机字库缺字 not in this printer';

/**
 * The whole receipt from initialisation to cut. Control characters in a text are left out: they would be commands. There is no font and no
 * canvas in the device host to draw a missing character with, so it is replaced where everybody sees it, and the receipt says so at its end.
 */
export function encodeReceipt(parts: readonly ReceiptPart[], style: ReceiptStyle): EncodedReceipt {
  const out: Uint8Array[] = [escpos.initialise, escpos.chineseSet, escpos.chineseOn];
  let replaced = 0;
  const print = (text: string): void => {
    const encoded = encodeText(text, style.charset);
    replaced += encoded.replaced;
    out.push(encoded.bytes, escpos.lineFeed);
  };
  for (const part of parts) {
    if (part.part === 'line') {
      out.push(align('left'));
      print('-'.repeat(style.columns));
    } else if (part.part === 'qr') out.push(align('centre'), ...qrCommands(part.text), escpos.lineFeed);
    else {
      out.push(align(part.align), ...lettering(part.bold, part.size));
      print(part.text);
    }
  }
  if (replaced > 0) {
    out.push(align('left'), ...lettering(false, 1));
    print(missingNote);
  }
  out.push(escpos.feedAndCut);
  return { bytes: concatBytes(out), replaced };
}

/** GS ! sizes Latin letters, FS ! the Chinese ones. */
function lettering(bold: boolean, size: 1 | 2): Uint8Array[] {
  return [
    Uint8Array.of(0x1b, 0x45, bold ? 1 : 0),
    Uint8Array.of(0x1d, 0x21, size === 2 ? 0x11 : 0x00),
    Uint8Array.of(0x1c, 0x21, size === 2 ? 0x0c : 0x00),
  ];
}

const align = (where: keyof typeof alignment): Uint8Array => Uint8Array.of(0x1b, 0x61, alignment[where]);

/** Store and print. The data is UTF-8: the readers of this product try it first. */
function qrCommands(text: string): Uint8Array[] {
  const data = new TextEncoder().encode(text);
  const length = data.length + 3;
  const store = Uint8Array.of(0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30);
  return [qrModel, qrModule, qrCorrection, concatBytes([store, data]), qrPrint];
}

/** Text in the printer's set; a character that it lacks is a `〓`. */
export function encodeText(text: string, charset: ReceiptCharset): EncodedReceipt {
  let replaced = 0;
  const characters: Uint8Array[] = [];
  for (const character of text.replaceAll(/[\u0000-\u001f\u007f]/g, ' ')) {
    const bytes = gb18030Bytes(character);
    const known = bytes !== null && (charset === 'gb18030' || isGbk(bytes));
    if (!known) replaced += 1;
    characters.push(known ? bytes : missingMark);
  }
  return { bytes: concatBytes(characters), replaced };
}

/** Two-byte codes that GB18030 has and GBK has not: the euro, vertical punctuation and eight components. */
const newerThanGbk: ReadonlySet<string> = new Set(
  'A2E3 A6D9 A6DA A6DB A6DC A6DD A6DE A6DF A6EC A6ED A6F3 FE59 FE61 FE66 FE67 FE6D FE7E FE90 FEA0'.split(' '),
);

function isGbk(bytes: Uint8Array): boolean {
  return bytes.length <= 2 && !newerThanGbk.has(hexOf(bytes));
}
