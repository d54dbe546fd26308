import { asciiBytes, asciiText, concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';
import { maskZoneText } from './mrzMask.ts';
import { splitZone } from './mrzZone.ts';

/**
 * Elyctis IDBOX on CDC (device-protocols 4.2): a letter, a big-endian length, that many bytes, in both directions. `49 00 00` asks for the
 * zone, `43 00 01 01` switches continuous reading on (echoed; it switches itself off after each read).
 * Weak facts, to be proved on the first reader: length 0 means that nothing was read; a read in continuous mode comes as a `49` frame;
 * card-state messages have the same frame. Their letters and contents are not public, so such messages are skipped.
 */
export const elyctisInquire = Uint8Array.of(0x49, 0x00, 0x00);
export function elyctisContinuous(on: boolean): Uint8Array {
  return Uint8Array.of(0x43, 0x00, 0x01, on ? 0x01 : 0x00);
}

const headerBytes = 3;
/** Three lines with two-byte ends, with room to spare; so the high length byte is always 0, which no text of a zone holds. */
const longestPayload = 200;

export type ElyctisMessage =
  | { readonly kind: 'zone'; readonly lines: readonly string[] }
  | { readonly kind: 'nothingRead' }
  | { readonly kind: 'unreadableZone' }
  /** Its end never came. */
  | { readonly kind: 'cutZone' }
  | { readonly kind: 'continuous'; readonly on: boolean }
  | { readonly kind: 'other' };

/** A read, as the reader sends it. */
export function encodeElyctisZone(lines: readonly string[]): Uint8Array {
  const text = asciiBytes(lines.map((line) => `${line}\r`).join(''));
  return concatBytes([Uint8Array.of(0x49, 0x00, text.length), text]);
}

/** Messages; bytes that cannot start one are `garbage`, once per run. There is no checksum: the zone's own digits have to prove it. */
export function elyctisFramer(options: { readonly silenceMs: number }): Framer<ElyctisMessage> {
  let buffer: Uint8Array = new Uint8Array(0);
  let inGarbage = false;

  const parse = (): FrameOutcome<ElyctisMessage>[] => {
    const out: FrameOutcome<ElyctisMessage>[] = [];
    for (;;) {
      let start = 0;
      while (start < buffer.length && !couldStart(buffer.subarray(start))) start += 1;
      if (start > 0) {
        buffer = buffer.slice(start);
        if (!inGarbage) out.push(frameError('garbage'));
        inGarbage = true;
      }
      const end = headerBytes + (buffer[2] ?? 0);
      if (buffer.length < headerBytes || buffer.length < end) return out;
      out.push(frameOf(messageOf(buffer[0] ?? 0, buffer.slice(headerBytes, end))));
      buffer = buffer.slice(end);
      inGarbage = false;
    }
  };

  return {
    silenceMs: options.silenceMs,
    get pending() {
      return buffer.length > 0;
    },
    get held() {
      return buffer.length;
    },
    push(chunk) {
      buffer = concatBytes([buffer, chunk]);
      return parse();
    },
    silence() {
      const [letter] = buffer;
      buffer = new Uint8Array(0);
      inGarbage = false;
      if (letter === undefined) return [];
      return [letter === 0x49 ? frameOf({ kind: 'cutZone' }) : frameError('truncated')];
    },
  };
}

/** The same bytes with every zone made of X; null for anything but whole messages. */
export function maskElyctis(bytes: Uint8Array): Uint8Array | null {
  const masked = bytes.slice();
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    const size = headerBytes + (rest[2] ?? 0);
    if (!couldStart(rest) || rest.length < headerBytes || rest.length < size) return null;
    // An echo holds one switch byte; anything longer may be a person.
    const echo = rest[0] === 0x43 && size === headerBytes + 1;
    if (!echo) masked.set(maskZoneText(rest.slice(headerBytes, size)), at + headerBytes);
    at += size;
  }
  return masked;
}

function couldStart(bytes: Uint8Array): boolean {
  const [letter = 0, high = 0, low = 0] = bytes;
  return letter >= 0x41 && letter <= 0x5a && high === 0 && low <= longestPayload;
}

function messageOf(letter: number, payload: Uint8Array): ElyctisMessage {
  if (letter === 0x43 && payload.length === 1) return { kind: 'continuous', on: payload[0] === 0x01 };
  if (letter !== 0x49) return { kind: 'other' };
  if (payload.length === 0) return { kind: 'nothingRead' };
  const text = asciiText(payload);
  const lines = text === null ? null : splitZone(text, /[\r\n]+/);
  return lines === null ? { kind: 'unreadableZone' } : { kind: 'zone', lines };
}
