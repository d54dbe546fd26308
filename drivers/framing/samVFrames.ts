import { concatBytes, exclusiveOr } from './bytes.ts';
import { frameOf, type Framer } from './frames.ts';
import { huntingFramer } from './huntingFramer.ts';

/**
 * SAM_V of Chinese identity card readers (device-protocols 3): `AA AA AA 96 69 | LenH LenL | body | CHK` in both directions. Len counts
 * body and CHK; CHK is the XOR of everything from LenH to the last body byte.
 */
const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const headerBytes = preamble.length + 2;
/** A request has two body bytes; the longest reply (`30 10`) has Len 090A. */
const shortestLength = 3;
const longestLength = 0x0a00;
/** A frame that makes no progress for this long is dropped. */
export const samVSilenceMs = 2000;

/** Body bytes of the commands that need no data. */
export const samVCommands = {
  reset: Uint8Array.of(0x10, 0xff),
  status: Uint8Array.of(0x11, 0xff),
  samId: Uint8Array.of(0x12, 0xff),
  find: Uint8Array.of(0x20, 0x01),
  select: Uint8Array.of(0x20, 0x02),
  read: Uint8Array.of(0x30, 0x01),
  readWithFingerprint: Uint8Array.of(0x30, 0x10),
  newestAddress: Uint8Array.of(0x30, 0x03),
} as const;
export type SamVCommand = keyof typeof samVCommands;

/** Third status byte of a reply (device-protocols 3). */
export const samVStatus = {
  ok: 0x90,
  found: 0x9f,
  checksumError: 0x10,
  lengthError: 0x11,
  commandError: 0x21,
  readFailed: 0x41,
  selfTestFailed: 0x60,
  unauthorised: 0x66,
  findFailed: 0x80,
  selectFailed: 0x81,
  itemEmpty: 0x91,
} as const;

/** One frame around a body (a request `CMD PARA data` or a reply `SW1 SW2 SW3 data`). */
export function encodeSamVFrame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const checked = concatBytes([Uint8Array.of(length >> 8, length & 0xff), body]);
  return concatBytes([preamble, checked, Uint8Array.of(exclusiveOr(checked))]);
}

/**
 * Bodies of frames. Hunts for the preamble: what stands before it is `garbage`, once per run. A whole frame with a wrong checksum is
 * `undecodable`; the hunt then goes on behind its first byte, because the length may be what is wrong. Silence ends a started frame.
 */
export function samVFramer(): Framer<Uint8Array> {
  return huntingFramer(samVSilenceMs, (bytes) => {
    const start = preambleAt(bytes);
    if (start > 0) return { kind: 'garbage', bytes: start };
    if (bytes.length < headerBytes) return { kind: 'begun' };
    const length = lengthWord(bytes);
    if (length < shortestLength || length > longestLength) return { kind: 'garbage', bytes: 1 };
    const end = headerBytes + length;
    if (bytes.length < end) return { kind: 'begun' };
    const frame = bytes.subarray(0, end);
    if (!checksumHolds(frame)) return { kind: 'wrong', reason: 'undecodable' };
    return { kind: 'whole', bytes: end, outcome: frameOf(frame.slice(headerBytes, -1)) };
  });
}

/** The bodies of bytes that are whole valid frames and nothing else, else null. */
export function wholeSamVFrames(bytes: Uint8Array): readonly Uint8Array[] | null {
  const bodies: Uint8Array[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    if (rest.length < headerBytes || preambleAt(rest) !== 0) return null;
    const end = headerBytes + lengthWord(rest);
    if (end < headerBytes + shortestLength || rest.length < end) return null;
    const frame = rest.slice(0, end);
    if (!checksumHolds(frame)) return null;
    bodies.push(frame.slice(headerBytes, -1));
    rest = rest.slice(end);
  }
  return bodies;
}

/** Where the first preamble starts, or what of one the bytes end with; their length when there is none. */
function preambleAt(bytes: Uint8Array): number {
  for (let start = 0; start < bytes.length; start += 1) {
    const seen = Math.min(preamble.length, bytes.length - start);
    let equal = 0;
    while (equal < seen && bytes[start + equal] === preamble[equal]) equal += 1;
    if (equal === seen) return start;
  }
  return bytes.length;
}

function lengthWord(frame: Uint8Array): number {
  return ((frame[preamble.length] ?? 0) << 8) | (frame[preamble.length + 1] ?? 0);
}

function checksumHolds(frame: Uint8Array): boolean {
  return exclusiveOr(frame.subarray(preamble.length, -1)) === frame.at(-1);
}
