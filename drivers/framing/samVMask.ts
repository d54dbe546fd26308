import type { Direction } from '../api/trace.ts';
import { concatBytes } from './bytes.ts';
import { encodeSamVFrame, samVStatus, wholeSamVFrames } from './samVFrames.ts';
import { parseSamVReply, samIdText, samVAddressBytes, samVTextBytes, splitCard } from './samVReplies.ts';

/**
 * Frames with every person taken out, checksums made right again: texts become spaces, photo, fingerprint and the card's own numbers
 * become zeros. Commands, statuses and the SAM id stay. Null for anything but whole frames: half a frame may be half a person.
 */
export function maskSamV(direction: Direction, bytes: Uint8Array): Uint8Array | null {
  const bodies = wholeSamVFrames(bytes);
  if (bodies === null) return null;
  return concatBytes(
    bodies.map((body) => encodeSamVFrame(direction === 'toDevice' ? maskRequest(body) : maskReply(body))),
  );
}

function maskRequest(body: Uint8Array): Uint8Array {
  return concatBytes([body.slice(0, 2), new Uint8Array(Math.max(0, body.length - 2))]);
}

function maskReply(body: Uint8Array): Uint8Array {
  const reply = parseSamVReply(body);
  if (reply === null) return new Uint8Array(body.length);
  return concatBytes([body.slice(0, 3), maskData(reply.status, reply.data)]);
}

function maskData(status: number, data: Uint8Array): Uint8Array {
  if (status === samVStatus.ok && samIdText(data) !== null) return data;
  if (status === samVStatus.ok && data.length === samVAddressBytes) return spaces(data.length);
  for (const command of ['read', 'readWithFingerprint'] as const) {
    const card = splitCard(command, data);
    if (card === null) continue;
    const header = data.length - samVTextBytes - card.photo.length - card.fingerprint.length;
    return concatBytes([
      data.slice(0, header),
      spaces(samVTextBytes),
      new Uint8Array(data.length - header - samVTextBytes),
    ]);
  }
  return new Uint8Array(data.length);
}

/** UTF-16LE spaces. */
function spaces(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index % 2 === 0 ? 0x20 : 0));
}
