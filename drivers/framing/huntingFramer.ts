import { concatBytes, nothing } from './bytes.ts';
import { frameError, type FrameOutcome, type Framer } from './frames.ts';

/** What stands at the beginning of some bytes; they are never empty. */
export type Find<Frame> =
  /** What may become a frame when more bytes come. */
  | { readonly kind: 'begun' }
  /** So many bytes that no frame can begin in. */
  | { readonly kind: 'garbage'; readonly bytes: number }
  /** Something as long as a frame that is none. The hunt goes on behind its first byte, because its length may be what is wrong. */
  | { readonly kind: 'wrong'; readonly reason: 'garbage' | 'undecodable' }
  | { readonly kind: 'whole'; readonly bytes: number; readonly outcome: FrameOutcome<Frame> };

/**
 * Framing with a preamble, a length and a checksum: hunts for the next frame in whatever comes. Garbage is reported once per run; silence ends a
 * frame that was begun. `look` must call no more `begun` than the longest frame, or the buffer grows.
 */
export function huntingFramer<Frame>(
  silenceMs: number,
  look: (bytes: Uint8Array) => Find<Frame>,
): Framer<Frame> {
  let buffer = nothing;
  let inGarbage = false;

  return {
    silenceMs,
    get pending() {
      return buffer.length > 0;
    },
    get held() {
      return buffer.length;
    },
    push(chunk) {
      const bytes = concatBytes([buffer, chunk]);
      const out: FrameOutcome<Frame>[] = [];
      // Moved on in one copy at the end: a cut per dropped byte would make a long run of garbage quadratic.
      let at = 0;
      while (at < bytes.length) {
        const found = look(bytes.subarray(at));
        if (found.kind === 'begun') break;
        if (found.kind === 'whole') {
          out.push(found.outcome);
          at += found.bytes;
        } else if (found.kind === 'wrong') {
          out.push(frameError(found.reason));
          at += 1;
        } else {
          if (!inGarbage) out.push(frameError('garbage'));
          at += found.bytes;
        }
        inGarbage = found.kind !== 'whole';
      }
      buffer = bytes.slice(at);
      return out;
    },
    silence() {
      const begun = buffer.length > 0;
      buffer = nothing;
      inGarbage = false;
      return begun ? [frameError('truncated')] : [];
    },
  };
}
