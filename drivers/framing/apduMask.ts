import type { Direction } from '../api/trace.ts';
import { apduFramer, encodeApduFrame } from './apduFrames.ts';
import { concatBytes } from './bytes.ts';

/**
 * APDU frames without what is on the card: of a command its header (and the name a SELECT carries), of an answer its status word; the
 * rest is zeros. Null when the bytes are not whole frames, because then nobody knows what they are.
 */
export function maskApdu(direction: Direction, bytes: Uint8Array): Uint8Array | null {
  const framer = apduFramer({ silenceMs: 0 });
  const outcomes = framer.push(bytes);
  if (framer.pending) return null;
  const masked: Uint8Array[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'error') return null;
    const payload = direction === 'toDevice' ? maskCommand(outcome.frame) : maskAnswer(outcome.frame);
    masked.push(encodeApduFrame(payload));
  }
  return concatBytes(masked);
}

const headerBytes = 5;
/** Names of files and applications are no personal data. */
function maskCommand(command: Uint8Array): Uint8Array {
  const isSelect = command[0] === 0x00 && command[1] === 0xa4;
  return isSelect ? command : keep(command, (at) => at < headerBytes);
}

/** An ATR carries the serial number of the card in its last bytes: they are no status word. */
function maskAnswer(answer: Uint8Array): Uint8Array {
  const first = answer.at(-2) ?? 0;
  const isAtr = [0x3b, 0x3f].includes(answer[0] ?? 0);
  const hasStatus = !isAtr && ((first >= 0x61 && first <= 0x6f) || first === 0x90);
  return keep(answer, (at) => (isAtr && at === 0) || (hasStatus && at >= answer.length - 2));
}

function keep(bytes: Uint8Array, kept: (at: number) => boolean): Uint8Array {
  return bytes.map((byte, at) => (kept(at) ? byte : 0));
}
