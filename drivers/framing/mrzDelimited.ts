import { asciiText, concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';
import { splitZone } from './mrzZone.ts';

/** What stands around and between the lines; empty = nothing. */
export interface MrzDelimiters {
  /** Everything up to it is a header and is dropped; empty: the zone starts with the first byte. */
  readonly start: Uint8Array;
  /** Ends the zone; empty: silence does. */
  readonly end: Uint8Array;
  readonly separator: Uint8Array;
}

/** Longest zone (90 characters), a header, and two-byte separators. */
const longestRead = 256;

/** The configurable splitter for readers that send text their own way (device-protocols 4.2: Access-IS, Desko, OCR swipes). */
export function mrzDelimitedFramer(
  delimiters: MrzDelimiters,
  options: { readonly silenceMs: number },
): Framer<readonly string[]> {
  const { start, end } = delimiters;
  const separator = asciiText(delimiters.separator) ?? '';
  let buffer: Uint8Array = new Uint8Array(0);
  let overflowing = false;

  const frame = (body: Uint8Array): FrameOutcome<readonly string[]> => {
    const text = asciiText(body);
    if (text === null || !/^[A-Z0-9<]*$/.test(text.replaceAll(separator, ''))) return frameError('garbage');
    const lines = separator === '' ? splitZone(text, '\r') : splitZone(text, separator);
    return lines === null ? frameError('truncated') : frameOf(lines);
  };

  return {
    silenceMs: options.silenceMs,
    get pending() {
      return buffer.length > 0 || overflowing;
    },
    get held() {
      return buffer.length;
    },
    push(chunk) {
      const out: FrameOutcome<readonly string[]>[] = [];
      if (overflowing) return out;
      buffer = concatBytes([buffer, chunk]);
      while (end.length > 0) {
        const bodyAt = indexOf(buffer, start, 0);
        const endAt = bodyAt < 0 ? -1 : indexOf(buffer, end, bodyAt + start.length);
        if (endAt < 0) break;
        const body = buffer.slice(bodyAt + start.length, endAt);
        buffer = buffer.slice(endAt + end.length);
        if (body.length > 0) out.push(frame(body));
      }
      if (buffer.length > longestRead) {
        buffer = new Uint8Array(0);
        overflowing = true;
        out.push(frameError('tooLong'));
      }
      return out;
    },
    silence() {
      const rest = buffer;
      const wasOverflowing = overflowing;
      buffer = new Uint8Array(0);
      overflowing = false;
      if (rest.length === 0 || wasOverflowing) return [];
      const bodyAt = indexOf(rest, start, 0);
      if (bodyAt < 0) return [frameError('garbage')];
      return [end.length > 0 ? frameError('truncated') : frame(rest.slice(bodyAt + start.length))];
    },
  };
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = from; at + wanted.length <= bytes.length; at += 1) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
