import { symbologyOfAim } from '../framing/aimSymbologies.ts';

/**
 * The text of a scan with every letter as `A` and every digit as `0`, byte by byte; bytes of other scripts are `A` too. An AIM id at the
 * start of a line stays: it says what was scanned and holds nobody.
 */
export function maskScanText(bytes: Uint8Array): Uint8Array {
  const masked = bytes.map(maskByte);
  for (let at = 0; at < bytes.length; at += 1) {
    const before = bytes[at - 1];
    const starts = at === 0 || before === 0x0d || before === 0x0a;
    if (!starts || bytes[at] !== 0x5d) continue;
    const aim = bytes.subarray(at, at + 3);
    if (symbologyOfAim(String.fromCharCode(...aim)) !== 'unknown') masked.set(aim, at);
  }
  return masked;
}

function maskByte(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return 0x30;
  const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0x80;
  return letter ? 0x41 : byte;
}
