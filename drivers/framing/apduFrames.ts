import { concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';

/** One message of the APDU socket: `u16BE length + payload`, as vpcd does (device-protocols 10.2). */
export function encodeApduFrame(payload: Uint8Array): Uint8Array {
  if (payload.length > 0xffff) throw new Error('APDU frame too long');
  return concatBytes([Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload]);
}

/** One-byte payloads are control messages, not APDUs. */
export const apduControl = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, getAtr: 0x04 } as const;

/** A response is at most 256 data bytes + SW here (short APDUs); a longer length means the stream is out of step. */
const longestPayload = 300;

/** Length-prefixed payloads. After an error the rest of the buffer is dropped: there is no mark to resync on. */
export function apduFramer(options: { readonly silenceMs: number }): Framer<Uint8Array> {
  let buffer: Uint8Array = new Uint8Array(0);
  return {
    silenceMs: options.silenceMs,
    get pending() {
      return buffer.length > 0;
    },
    get held() {
      return buffer.length;
    },
    push(chunk) {
      const out: FrameOutcome<Uint8Array>[] = [];
      const bytes = concatBytes([buffer, chunk]);
      let at = 0;
      while (bytes.length - at >= 2) {
        const size = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
        if (size > longestPayload) {
          at = bytes.length;
          out.push(frameError('garbage'));
          break;
        }
        const end = at + 2 + size;
        if (bytes.length < end) break;
        out.push(frameOf(bytes.slice(at + 2, end)));
        at = end;
      }
      buffer = bytes.slice(at);
      return out;
    },
    silence() {
      if (buffer.length === 0) return [];
      buffer = new Uint8Array(0);
      return [frameError('truncated')];
    },
  };
}
