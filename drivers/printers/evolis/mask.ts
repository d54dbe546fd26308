import type { Direction } from '../../api/trace.ts';

/** Commands whose parameters are a face, a text or a track of a person. */
const personal = ['Db', 'Dm', 'Wt', 'Wb', 'Sk'];
const escape = 0x1b;
const carriageReturn = 0x0d;
const nul = 0x00;
const separator = 0x3b;

/**
 * Replies are the machine's own words and stay. Of a command, the word and its first parameters stay; everything behind the header of a panel
 * or text command becomes zeros. A burst that does not begin with a command, or goes on with something else, is hidden whole.
 */
export function maskEvolis(direction: Direction, bytes: Uint8Array): Uint8Array | null {
  if (direction === 'fromDevice') return bytes.slice();
  const masked = bytes.slice();
  let at = 0;
  while (at < masked.length) {
    if (masked[at] === nul) {
      at += 1;
      continue;
    }
    if (masked[at] !== escape) return null;
    const word = String.fromCharCode(...masked.subarray(at + 1, at + 3));
    // Panel data may hold any byte: from its first separator on nothing can be told apart any more.
    if (personal.includes(word)) {
      const header = masked.indexOf(separator, at);
      return masked.fill(0x30, header < 0 ? at + 3 : header + 1);
    }
    const end = masked.indexOf(carriageReturn, at);
    if (end < 0) return null;
    at = end + 1;
  }
  return masked;
}
