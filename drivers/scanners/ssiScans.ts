import { concatBytes } from '../framing/bytes.ts';
import { ssiStatus, type SsiFrame } from '../framing/ssiFrames.ts';

/** One read: first data byte of its frames and the data behind it. */
export interface SsiScan {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** Largest read the contract lets through. */
const longestScan = 8192;
/** A decoder sends a frame again at once or after its own wait for the ACK; the same frame much later is a read of its own. */
const againWithinMs = 10_000;

/**
 * Frames of DECODE_DATA to reads. A frame that is sent again because its ACK was lost (bit 0 of the status) counts once; frames with the
 * *continued* bit are put together, each with a type byte of its own (public SSI guide; to be proved on first hardware).
 */
export function scanAssembly(): {
  take(frame: SsiFrame, now: number): SsiScan | 'tooLong' | null;
} {
  let parts: Uint8Array[] = [];
  let length = 0;
  let last: { readonly data: Uint8Array; readonly status: number; readonly at: number } | null = null;
  return {
    take(frame, now) {
      const status = frame.status & ~ssiStatus.again;
      const again = (frame.status & ssiStatus.again) !== 0;
      const known =
        last !== null &&
        last.status === status &&
        now - last.at <= againWithinMs &&
        sameBytes(last.data, frame.data);
      if (again && known) return null;
      last = { data: frame.data, status, at: now };
      if (frame.data.length === 0) return null;
      const [type = 0] = frame.data;
      length += frame.data.length - 1;
      const tooLong = length > longestScan;
      if (!tooLong) parts.push(frame.data.subarray(1));
      if ((frame.status & ssiStatus.continued) !== 0) {
        if (tooLong) parts = [];
        return null;
      }
      const bytes = concatBytes(parts);
      parts = [];
      length = 0;
      if (tooLong) return 'tooLong';
      return bytes.length === 0 ? null : { type, bytes };
    },
  };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
