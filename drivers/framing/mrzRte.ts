import { asciiBytes, asciiText, concatBytes, exclusiveOr } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';
import { huntingFramer } from './huntingFramer.ts';
import { maskZoneText } from './mrzMask.ts';

/**
 * 3M / Thales RTE native block (device-protocols 4.2):
 * `01 LenLo LenHi 'O' 'U' 02 flag <line1> 0D <line2> 0D <line3> 0D 03 BCC`.
 * Weak facts, to be proved on the first reader: the length counts the bytes after the length word including the
 * BCC, and the BCC is the XOR of all bytes between SOH and itself.
 */
const soh = 0x01;
const headerBytes = 3;
/** Behind SOH, length, 'O', 'U', STX and flag. */
const linesAt = 7;
/** 'O' 'U' STX flag + three CRs + ETX + BCC. */
const emptyBlock = 9;
const longestBlock = emptyBlock + 3 * 44;

/** Block of up to three lines, padded with `_` to 44 (two lines or fewer) or 30 (three). */
export function encodeRteBlock(lines: readonly string[], flag = 0x30): Uint8Array {
  const width = lines.length === 3 ? 30 : 44;
  const three = ['', '', '', ...lines].slice(-3);
  const text = three.map((line) => (line === '' ? '\r' : `${line.padEnd(width, '_')}\r`)).join('');
  const body = concatBytes([
    asciiBytes('OU\x02'),
    Uint8Array.of(flag),
    asciiBytes(text),
    Uint8Array.of(0x03),
  ]);
  const length = body.length + 1;
  const checked = concatBytes([Uint8Array.of(length & 0xff, length >> 8), body]);
  return concatBytes([Uint8Array.of(soh), checked, Uint8Array.of(exclusiveOr(checked))]);
}

/** The same blocks with every line made of X and the checksum made right again; null for anything but whole blocks. */
export function maskRte(bytes: Uint8Array): Uint8Array | null {
  const masked = bytes.slice();
  let at = 0;
  while (at < bytes.length) {
    const end = at + headerBytes + ((bytes[at + 1] ?? 0) | ((bytes[at + 2] ?? 0) << 8));
    if (end - at < headerBytes + emptyBlock || end > bytes.length) return null;
    if (bytes[at] !== soh || blockLines(bytes.subarray(at, end)) === null) return null;
    masked.set(maskZoneText(bytes.slice(at + linesAt, end - 2)), at + linesAt);
    masked[end - 1] = exclusiveOr(masked.subarray(at + 1, end - 1));
    at = end;
  }
  return masked;
}

/** RTE blocks to MRZ lines: padding and empty lines removed. Garbage before SOH is reported once per run. */
export function mrzRteFramer(options: { readonly silenceMs: number }): Framer<readonly string[]> {
  return huntingFramer(options.silenceMs, (bytes) => {
    const start = bytes.indexOf(soh);
    if (start !== 0) return { kind: 'garbage', bytes: start < 0 ? bytes.length : start };
    if (bytes.length < headerBytes) return { kind: 'begun' };
    const size = (bytes[1] ?? 0) | ((bytes[2] ?? 0) << 8);
    // Not the SOH of a block.
    if (size < emptyBlock || size > longestBlock) return { kind: 'garbage', bytes: 1 };
    const end = headerBytes + size;
    if (bytes.length < end) return { kind: 'begun' };
    const lines = blockLines(bytes.subarray(0, end));
    if (lines === null) return { kind: 'wrong', reason: 'garbage' };
    const outcome: FrameOutcome<readonly string[]> =
      lines.length === 0 ? frameError('truncated') : frameOf(lines);
    return { kind: 'whole', bytes: end, outcome };
  });
}

/** Lines of a whole block, or null when its marks, checksum or text are wrong. */
function blockLines(block: Uint8Array): string[] | null {
  const marks = block[3] === 0x4f && block[4] === 0x55 && block[5] === 0x02 && block.at(-2) === 0x03;
  if (!marks || exclusiveOr(block.subarray(1, -1)) !== block.at(-1)) return null;
  const text = asciiText(block.subarray(linesAt, -2));
  if (text === null) return null;
  const parts = text.split('\r');
  if (parts.length !== 4 || parts[3] !== '') return null;
  const lines = parts.map((part) => part.replace(/_+$/, '')).filter((line) => line !== '');
  return lines.every((line) => /^[A-Z0-9<]+$/.test(line)) ? lines : null;
}
