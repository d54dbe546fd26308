import { concatBytes } from '../framing/bytes.ts';
import { encodeSsi, ssiFramer, ssiOpcodes, ssiSource } from '../framing/ssiFrames.ts';
import { maskScanText } from './maskText.ts';

/**
 * Frames of a decoder with the data of reads masked and the checksum set right again. Null unless the bytes are whole frames and nothing
 * else: of a part nobody can tell where the data are.
 */
export function maskSsi(bytes: Uint8Array): Uint8Array | null {
  const framer = ssiFramer(ssiSource.decoder, 0);
  const outcomes = framer.push(bytes);
  if (framer.pending) return null;
  const parts: Uint8Array[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'error' || outcome.frame.kind === 'badChecksum') return null;
    const { opcode, data, status } = outcome.frame;
    const spoken = opcode === ssiOpcodes.acknowledge || opcode === ssiOpcodes.refuse;
    const shown = spoken || opcode === ssiOpcodes.revision ? data : maskedData(data);
    parts.push(encodeSsi(opcode, ssiSource.decoder, shown, status));
  }
  return concatBytes(parts);
}

/** The first byte of a read is its type; of other frames nothing is known, and one byte holds nobody. */
function maskedData(data: Uint8Array): Uint8Array {
  return concatBytes([data.slice(0, 1), maskScanText(data.subarray(1))]);
}
