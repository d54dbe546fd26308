/**
 * `Dbc` packing (device-protocols 5.1). A panel is 1016 lines of 648 dots, one byte a dot, line by line; a line
 * runs along the short side of the card. K and O dots are 0 or 1 (1 = ink), Y, M and C dots are 0..127.
 */
export const lineCount = 1016;
export const dotsPerLine = 648;
export const bytesPerLine = dotsPerLine / 8;
export const dotsPerPanel = lineCount * dotsPerLine;
/** Where a panel is unpacked: most of what is no panel is found out late, and is then not worth 650 KB of its own. */
const scratch = new Uint8Array(dotsPerPanel);

/** K or O panel: per line a count 0..81, then that many bytes, MSB first, rest of the line white. */
export function packBlack(dots: Uint8Array): Uint8Array {
  requireDots(dots);
  const out = new Uint8Array(lineCount * (bytesPerLine + 1));
  let size = 0;
  for (let line = 0; line < lineCount; line += 1) {
    const countAt = size;
    let used = 0;
    for (let column = 0; column < bytesPerLine; column += 1) {
      let byte = 0;
      for (let bit = 0; bit < 8; bit += 1) {
        if (dots[line * dotsPerLine + column * 8 + bit] === 1) byte |= 0x80 >> bit;
      }
      out[countAt + 1 + column] = byte;
      if (byte !== 0) used = column + 1;
    }
    // Only the counted form, as the maker's driver emits it; `FF` for a black line is for decoders.
    out[countAt] = used;
    size += 1 + used;
  }
  return out.slice(0, size);
}

/** Inverse of `packBlack`, also taking `00` and `FF` lines. Null when the bytes are not exactly one panel. */
export function unpackBlack(packed: Uint8Array): Uint8Array | null {
  const dots = scratch.fill(0);
  let at = 0;
  for (let line = 0; line < lineCount; line += 1) {
    const count = packed[at];
    if (count === undefined) return null;
    at += 1;
    const start = line * dotsPerLine;
    if (count === 0xff) {
      dots.fill(1, start, start + dotsPerLine);
      continue;
    }
    if (count > bytesPerLine || at + count > packed.length) return null;
    for (let column = 0; column < count; column += 1) {
      const byte = packed[at + column] ?? 0;
      for (let bit = 0; bit < 8; bit += 1)
        if ((byte & (0x80 >> bit)) !== 0) dots[start + column * 8 + bit] = 1;
    }
    at += count;
  }
  return at === packed.length ? dots.slice() : null;
}

/**
 * Y, M or C panel at 128 levels: bit 7 clear = one dot; bit 7 set = value, next byte = repeat count; `80 00` = a
 * blank line. A run never crosses a line.
 */
export function packColour(dots: Uint8Array): Uint8Array {
  requireDots(dots);
  const out = new Uint8Array(dotsPerPanel + lineCount);
  let size = 0;
  for (let line = 0; line < lineCount; line += 1) {
    const start = line * dotsPerLine;
    const end = start + dotsPerLine;
    let at = start;
    while (at < end) {
      const value = (dots[at] ?? 0) & 0x7f;
      let run = 1;
      while (at + run < end && dots[at + run] === value) run += 1;
      if (run === dotsPerLine && value === 0) {
        out[size] = 0x80;
        out[size + 1] = 0x00;
        size += 2;
      } else if (run < 3) {
        // Two single dots are as short as a run and spare the printer's decoder.
        out.fill(value, size, size + run);
        size += run;
      } else {
        for (let left = run; left > 0; left -= 255) {
          out[size] = 0x80 | value;
          out[size + 1] = Math.min(left, 255);
          size += 2;
        }
      }
      at += run;
    }
  }
  return out.slice(0, size);
}

export type ColourLevels = 32 | 64 | 128;

/**
 * Inverse of `packColour`, also at 64 and 32 levels, where the bits that a value leaves free add 256 each to a repeat count (device-protocols
 * 5.1). Dots are 0..levels-1. Null when the bytes are not exactly one panel.
 */
export function unpackColour(packed: Uint8Array, levels: ColourLevels = 128): Uint8Array | null {
  const dots = scratch.fill(0);
  let at = 0;
  for (let line = 0; line < lineCount; line += 1) {
    const end = (line + 1) * dotsPerLine;
    let dot = line * dotsPerLine;
    while (dot < end) {
      const byte = packed[at];
      if (byte === undefined) return null;
      at += 1;
      if (byte < 0x80) {
        if (byte >= levels) return null;
        dots[dot] = byte;
        dot += 1;
        continue;
      }
      const shortCount = packed[at];
      if (shortCount === undefined) return null;
      at += 1;
      const count = shortCount + 256 * freeBits(byte, levels);
      if (count === 0) {
        // A blank line stands for the whole line, so it cannot follow dots of the same line.
        if (dot !== line * dotsPerLine) return null;
        dot = end;
      } else {
        if (dot + count > end) return null;
        dots.fill(byte & (levels - 1), dot, dot + count);
        dot += count;
      }
    }
  }
  return at === packed.length ? dots.slice() : null;
}

/** How many of the bits that are no value are set: bit 6 at 64 levels, bits 6 and 5 at 32. */
function freeBits(byte: number, levels: ColourLevels): number {
  const bit6 = levels < 128 ? (byte >> 6) & 1 : 0;
  const bit5 = levels < 64 ? (byte >> 5) & 1 : 0;
  return bit6 + bit5;
}

function requireDots(dots: Uint8Array): void {
  if (dots.length !== dotsPerPanel) throw new Error('a panel has 1016 lines of 648 dots');
}
