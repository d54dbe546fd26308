/** Longest text of a frame on the device page (contract `shownFrame`). */
const longestText = 400;

/** Masked bytes as a line: printable ASCII as it is, the rest as `\x1B`. Cut with an ellipsis at 400 characters. */
export function shownText(masked: Uint8Array): string {
  let text = '';
  for (const byte of masked) {
    const next =
      byte >= 0x20 && byte <= 0x7e && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    if (text.length + next.length > longestText - 1) return `${text}…`;
    text += next;
  }
  return text;
}

/** A read with every letter as `A` and every digit as `0`, for a test read (contract `testRead.shape`). */
export function shapeOf(text: string): string {
  return text.replaceAll(/\p{L}|\p{M}/gu, 'A').replaceAll(/\p{N}/gu, '0');
}
