/** One BER-TLV object: tag as upper-case hex. */
export interface Tlv {
  readonly tag: string;
  readonly value: Uint8Array;
}

/** Splits a row of BER-TLV objects (EMV subset: tags of 1–2 bytes, lengths below 65536). Null when it does not add up. */
export function parseTlvs(bytes: Uint8Array): Tlv[] | null {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    // Padding between objects is allowed by ISO 7816-4.
    if (first === 0x00 || first === 0xff) {
      at += 1;
      continue;
    }
    const tagSize = (first & 0x1f) === 0x1f ? 2 : 1;
    const tag = bytes.subarray(at, at + tagSize);
    at += tagSize;
    let size = bytes[at];
    at += 1;
    if (size === undefined || tag.length < tagSize) return null;
    if (size >= 0x80) {
      const sizeBytes = size & 0x7f;
      if (sizeBytes === 0 || sizeBytes > 2 || at + sizeBytes > bytes.length) return null;
      size = bytes.subarray(at, at + sizeBytes).reduce((sum, byte) => sum * 256 + byte, 0);
      at += sizeBytes;
    }
    if (at + size > bytes.length) return null;
    found.push({
      tag: Array.from(tag, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(''),
      value: bytes.slice(at, at + size),
    });
    at += size;
  }
  return found;
}

/** Value at a path of tags, e.g. `['6F', 'A5', '9F38']`; null when absent or malformed. */
export function findTlv(bytes: Uint8Array, path: readonly string[]): Uint8Array | null {
  let value: Uint8Array | null = bytes;
  for (const tag of path) {
    if (value === null) return null;
    value = parseTlvs(value)?.find((object) => object.tag === tag)?.value ?? null;
  }
  return value;
}
