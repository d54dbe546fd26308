import { concatBytes } from './bytes.ts';

/**
 * Answers of older Newland engines (EM2000, EM3095; device-protocols 2.1): `02 00 <type> <len> <data> <CRC hi> <CRC lo>`, CRC-CCITT
 * with polynomial 1021 and start value 0000 over type, length and data.
 */
export type LegacyAnswer =
  | { readonly kind: 'ok'; readonly data: Uint8Array }
  | { readonly kind: 'badCrc' }
  | { readonly kind: 'unknownCommand' }
  /** A type that no source names. */
  | { readonly kind: 'other'; readonly type: number; readonly data: Uint8Array };

const overhead = 6;

export function crcCcitt(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x8000) === 0 ? crc << 1 : ((crc << 1) ^ 0x1021) & 0xffff;
    crc &= 0xffff;
  }
  return crc;
}

/** Bytes of an answer; `data` has at most 255 bytes. */
export function encodeLegacyAnswer(type: number, data: Uint8Array): Uint8Array {
  const body = concatBytes([Uint8Array.of(type, data.length), data]);
  const crc = crcCcitt(body);
  return concatBytes([Uint8Array.of(0x02, 0x00), body, Uint8Array.of(crc >> 8, crc & 0xff)]);
}

/** The answer in exactly these bytes; null when marks, length or CRC are wrong. */
export function parseLegacyAnswer(bytes: Uint8Array): LegacyAnswer | null {
  const [mark, zero, type = 0, length = 0] = bytes;
  if (mark !== 0x02 || zero !== 0x00 || bytes.length !== overhead + length) return null;
  const crc = ((bytes.at(-2) ?? 0) << 8) | (bytes.at(-1) ?? 0);
  if (crcCcitt(bytes.subarray(2, -2)) !== crc) return null;
  const data = bytes.slice(4, -2);
  switch (type) {
    case 0x00:
      return { kind: 'ok', data };
    case 0x01:
      return { kind: 'badCrc' };
    case 0x03:
      return { kind: 'unknownCommand' };
    default:
      return { kind: 'other', type, data };
  }
}
