import { concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';

export interface LineOptions {
  /** A line longer than this is dropped up to its end and reported once as `tooLong`. */
  readonly maxBytes: number;
  /** Inter-byte silence that ends a line of a scanner without suffix (device-protocols 2: 50–100 ms). */
  readonly silenceMs: number;
  /**
   * What silence means for a line without CR/LF: `required` = truncated; `none` = a whole line; `auto` = a whole
   * line until this device has once sent a suffix, truncated from then on.
   */
  readonly suffix: 'required' | 'none' | 'auto';
}

/** Splits on CR, LF or CRLF. Empty lines are not frames (they are the LF of a CRLF). */
export function lineSplitter(options: LineOptions): Framer<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let overflowing = false;
  let suffixSeen = false;

  const take = (): Uint8Array => {
    const line = concatBytes(parts);
    parts = [];
    length = 0;
    return line;
  };
  const append = (part: Uint8Array, out: FrameOutcome<Uint8Array>[]): void => {
    if (overflowing || part.length === 0) return;
    if (length + part.length > options.maxBytes) {
      take();
      overflowing = true;
      out.push(frameError('tooLong'));
      return;
    }
    parts.push(part);
    length += part.length;
  };

  return {
    silenceMs: options.silenceMs,
    get pending() {
      return length > 0 || overflowing;
    },
    get held() {
      return length;
    },
    push(chunk) {
      const out: FrameOutcome<Uint8Array>[] = [];
      let start = 0;
      for (let index = 0; index < chunk.length; index += 1) {
        const byte = chunk[index];
        if (byte !== 0x0d && byte !== 0x0a) continue;
        append(chunk.slice(start, index), out);
        start = index + 1;
        suffixSeen = true;
        overflowing = false;
        if (length > 0) out.push(frameOf(take()));
      }
      append(chunk.slice(start), out);
      return out;
    },
    silence() {
      overflowing = false;
      if (length === 0) return [];
      const line = take();
      const whole = options.suffix === 'none' || (options.suffix === 'auto' && !suffixSeen);
      return [whole ? frameOf(line) : frameError('truncated')];
    },
  };
}
