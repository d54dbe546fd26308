import { concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';

/**
 * Zebra SSI (device-protocols 2.3): `[len][opcode][source][status][data…][ckH][ckL]`. The length counts itself up to the last data byte;
 * the checksum is the two's complement of the 16-bit sum of all bytes before it.
 */
export const ssiOpcodes = {
  startSession: 0xe4,
  stopSession: 0xe5,
  acknowledge: 0xd0,
  refuse: 0xd1,
  scanEnable: 0xe9,
  scanDisable: 0xea,
  flushQueue: 0xd2,
  requestRevision: 0xa3,
  revision: 0xa4,
  decodeData: 0xf3,
} as const;
export const ssiSource = { host: 0x04, decoder: 0x00 } as const;
/**
 * Bits of the status byte as Zebra's public SSI guide names them: sent again, and more packets of the same read follow.
 * The second is unused on old engines: to be proved on first hardware.
 */
export const ssiStatus = { again: 0x01, continued: 0x02 } as const;
/** First data byte of a NAK that asks to send the last frame again (public SSI guide). */
export const ssiResend = 0x01;

const headerBytes = 4;
const checksumBytes = 2;
export const longestSsiData = 0xff - headerBytes;

export interface SsiFrame {
  readonly opcode: number;
  readonly status: number;
  readonly data: Uint8Array;
}
/** A frame whose checksum is wrong is told apart, because the host asks for it again. */
export type SsiOutcome = ({ readonly kind: 'frame' } & SsiFrame) | { readonly kind: 'badChecksum' };

function checksum(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0xffff;
}

/** `data` has at most `longestSsiData` bytes. */
export function encodeSsi(
  opcode: number,
  source: number,
  data: Uint8Array = new Uint8Array(0),
  status = 0,
): Uint8Array {
  const body = concatBytes([Uint8Array.of(headerBytes + data.length, opcode, source, status), data]);
  const sum = checksum(body);
  return concatBytes([body, Uint8Array.of(sum >> 8, sum & 0xff)]);
}

/** Frames of one source. Bytes that cannot start a frame are reported once per run; silence ends a frame that was started. */
export function ssiFramer(source: number, silenceMs: number): Framer<SsiOutcome> {
  let buffer: Uint8Array = new Uint8Array(0);
  let inGarbage = false;

  const parse = (): FrameOutcome<SsiOutcome>[] => {
    const out: FrameOutcome<SsiOutcome>[] = [];
    for (;;) {
      const start = startOfFrame(buffer, source);
      if (start > 0) {
        if (!inGarbage) out.push(frameError('garbage'));
        inGarbage = true;
        buffer = buffer.slice(start);
      }
      const size = (buffer[0] ?? 0) + checksumBytes;
      if (buffer.length < headerBytes || buffer.length < size) return out;
      inGarbage = false;
      const body = buffer.subarray(0, size - checksumBytes);
      const told = ((buffer[size - 2] ?? 0) << 8) | (buffer[size - 1] ?? 0);
      if (checksum(body) === told)
        out.push(
          frameOf({
            kind: 'frame' as const,
            opcode: body[1] ?? 0,
            status: body[3] ?? 0,
            data: body.slice(headerBytes),
          }),
        );
      else out.push(frameOf({ kind: 'badChecksum' as const }));
      // A bad frame goes as a whole: data of a code could look like a frame of its own.
      buffer = buffer.slice(size);
    }
  };

  return {
    silenceMs,
    get pending() {
      return buffer.length > 0 || inGarbage;
    },
    get held() {
      return buffer.length;
    },
    push(chunk) {
      buffer = concatBytes([buffer, chunk]);
      return parse();
    },
    silence() {
      const started = buffer.length > 0;
      buffer = new Uint8Array(0);
      inGarbage = false;
      return started ? [frameError('truncated')] : [];
    },
  };
}

/** First place where a frame of this source may start; bytes that are not there yet may still fit. */
function startOfFrame(bytes: Uint8Array, source: number): number {
  for (let at = 0; at < bytes.length; at += 1) {
    const length = bytes[at] ?? 0;
    if (length >= headerBytes && (bytes[at + 2] ?? source) === source) return at;
  }
  return bytes.length;
}

/**
 * First data byte of DECODE_DATA to the symbology name of XFS4IoT, for the types that Zebra's public SSI guides agree on; all others are
 * `unknown`. To be proved on first hardware.
 */
const symbologies: ReadonlyMap<number, string> = new Map([
  [0x01, 'code39'],
  [0x03, 'code128'],
  [0x06, 'itf'],
  [0x0a, 'ean8'],
  [0x0b, 'ean13'],
  [0x0f, 'ean128'],
  [0x11, 'pdf417'],
  [0x1b, 'dataMatrix'],
  [0x1c, 'qrCode'],
  [0x2d, 'aztec'],
  [0x30, 'gs1DataBar'],
]);

export function symbologyOfSsi(type: number): string {
  return symbologies.get(type) ?? 'unknown';
}
