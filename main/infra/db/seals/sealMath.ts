import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Bytes of a seal and of a sum: half a SHA-256, as nobody can try keys here faster than the database key itself. */
export const sealBytes = 16;
export const emptySum: Uint8Array = new Uint8Array(sealBytes);

export type SqlValue = string | number | bigint | Uint8Array | null;

/** The key of the seals comes from the key of the file and is a different one: it is never written anywhere. */
export const sealKeyOf = (databaseKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', databaseKey, new Uint8Array(0), 'zhengka row seals 1', 32));

/** Seals a row: HMAC-SHA256 over the table and every column with its type and length, so that no two rows have the same text. */
export type SealRow = (table: string, ...values: readonly SqlValue[]) => Buffer;

export function createSealRow(key: Uint8Array): SealRow {
  // A key object is made ready once; from bare bytes that takes three times as long as the seal itself.
  const ready = createSecretKey(key);
  return (table, ...values) => {
    const hmac = createHmac('sha256', ready);
    let text = `${table.length}:${table}`;
    for (const value of values) {
      if (typeof value === 'string') text += `t${value.length}:${value}`;
      else if (value === null) text += 'z';
      else if (value instanceof Uint8Array) {
        hmac.update(`${text}b${value.length}:`).update(value);
        text = '';
      } else text += `n${value};`;
    }
    return hmac.update(text).digest().subarray(0, sealBytes);
  };
}

/**
 * A sum of seals, modulo 2^128: the order of the rows does not matter, and nobody without the key can find rows whose seals make up for
 * the one he took out.
 */
export function moveSum(sum: Uint8Array, removed: Uint8Array | null, added: Uint8Array | null): Buffer {
  const result = Buffer.allocUnsafe(sealBytes);
  let carry = 0;
  for (let index = sealBytes - 4; index >= 0; index -= 4) {
    const part = word(sum, index) - word(removed, index) + word(added, index) + carry;
    result.writeUInt32BE(((part % range) + range) % range, index);
    carry = Math.floor(part / range);
  }
  return result;
}

const range = 2 ** 32;
function word(bytes: Uint8Array | null, index: number): number {
  if (bytes === null) return 0;
  const at = (offset: number): number => bytes[index + offset] ?? 0;
  return at(0) * 2 ** 24 + ((at(1) << 16) | (at(2) << 8) | at(3));
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
