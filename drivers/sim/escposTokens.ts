import { concatBytes, hexOf } from '../framing/bytes.ts';
import { escpos } from '../framing/escposCommands.ts';

/** One command or run of text in the stream to a receipt printer. */
export type EscposToken =
  | { readonly kind: 'text' | 'storeCode'; readonly bytes: Uint8Array }
  | { readonly kind: 'lineFeed' | 'printCode' | 'cut' | 'askPaper' | 'initialise' | 'style' }
  | { readonly kind: 'realTime'; readonly query: number }
  /** `DLE DC4 8` with the seven bytes that prove it is meant. */
  | { readonly kind: 'clear' };

/** Length of a command from its first bytes; null = more bytes are needed to tell. */
function lengthOf(bytes: Uint8Array): number | null {
  const [first = 0, second, , fourth, fifth, sixth, seventh, eighth] = bytes;
  if (second === undefined) return null;
  switch (first) {
    case 0x10:
      // DLE DC4: the third byte is the function; 8 has seven bytes behind it, the others two.
      if (second !== 0x14) return 3;
      return bytes[2] === undefined ? null : bytes[2] === 0x08 ? escpos.clearBuffer.length : 5;
    case 0x1b:
      return second === 0x40 ? 2 : 3;
    case 0x1c:
      return second === 0x26 || second === 0x2e ? 2 : 3;
    default:
      break;
  }
  switch (second) {
    // GS V: 42 has a feed behind it.
    case 0x56:
      return bytes[2] === undefined ? null : bytes[2] === 0x42 ? 4 : 3;
    // GS ( k: two bytes of length.
    case 0x28:
      return fourth === undefined || fifth === undefined ? null : 5 + fourth + fifth * 256;
    // GS k 49 n.
    case 0x6b:
      return fourth === undefined ? null : 4 + fourth;
    // GS v 0: a picture, in which anything may look like a command.
    case 0x76:
      if (fifth === undefined || sixth === undefined || seventh === undefined || eighth === undefined)
        return null;
      return 8 + (fifth + sixth * 256) * (seventh + eighth * 256);
    default:
      return 3;
  }
}

/** Cuts the stream anywhere and still finds every command; a command without its end waits. */
export function escposTokenizer(): { push(chunk: Uint8Array): EscposToken[] } {
  let buffer: Uint8Array = new Uint8Array(0);
  return {
    push(chunk) {
      buffer = concatBytes([buffer, chunk]);
      const out: EscposToken[] = [];
      while (buffer.length > 0) {
        const first = buffer[0] ?? 0;
        if (first === 0x0a) {
          out.push({ kind: 'lineFeed' });
          buffer = buffer.slice(1);
        } else if ([0x10, 0x1b, 0x1c, 0x1d].includes(first)) {
          const length = lengthOf(buffer);
          if (length === null || buffer.length < length) return out;
          out.push(tokenOf(buffer.slice(0, length)));
          buffer = buffer.slice(length);
        } else {
          let end = 0;
          while (end < buffer.length && !isCommand(buffer[end] ?? 0)) end += 1;
          out.push({ kind: 'text', bytes: buffer.slice(0, end) });
          buffer = buffer.slice(end);
        }
      }
      return out;
    },
  };
}

const isCommand = (byte: number): boolean => [0x0a, 0x10, 0x1b, 0x1c, 0x1d].includes(byte);

function tokenOf(bytes: Uint8Array): EscposToken {
  const [first, second, third] = bytes;
  if (first === 0x10 && second === 0x14)
    return { kind: hexOf(bytes) === hexOf(escpos.clearBuffer) ? 'clear' : 'style' };
  if (first === 0x10) return { kind: 'realTime', query: third ?? 0 };
  if (first === 0x1b && second === 0x40) return { kind: 'initialise' };
  if (first !== 0x1d) return { kind: 'style' };
  if (second === 0x56) return { kind: 'cut' };
  if (second === 0x72) return { kind: 'askPaper' };
  if (second === 0x28 && bytes[6] === 0x50) return { kind: 'storeCode', bytes: bytes.slice(8) };
  if (second === 0x28 && bytes[6] === 0x51) return { kind: 'printCode' };
  return { kind: 'style' };
}
