import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { z } from 'zod';
import { carrySignatureLength, type OpenedCarry, type PackedCarry } from '../../app/ports/carryFiles.ts';
import {
  carriedFileRow,
  carryHeader,
  carryManifest,
  carryVersion,
  signatureText,
  type CarriedFilePicture,
  type CarriedFileRow,
  type CarryHeader,
  type CarryManifest,
} from '../../contract/carryFile.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { carryCodeValues, readCarryCode, writeCarryCode } from '../../domain/sync/carryCode.ts';

/**
 * File of a carried queue (decision 0027):
 *
 *     8  "ZKCARRY" and the version
 *     4  length of the header, big end first
 *     n  header, JSON
 *        chunks: 64 KiB of content and 16 bytes of tag each, the last one shorter or empty
 *   128  signature of the station over the SHA-256 of all before it, hex
 *
 * A chunk's nonce is the header's 19 bytes, its number (4 bytes) and whether it is the last; what it authenticates besides is the header. So
 * chunks cannot change places, be left out, be doubled or be cut off at the end. The content is records: kind (1 byte), length (4), bytes.
 */
const magic = Buffer.from('ZKCARRY');
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const longestHeader = 4096;
/** What a desk takes in at once; an export is cut far below it. */
export const longestFile = 512 * 1024 * 1024;
const longestRow = 4 * 1024 * 1024;
const record = { manifest: 1, row: 2, picture: 3 } as const;
const digestBytes = 32;

type Bytes = Uint8Array;

export function packCarryFile(
  given: Pick<CarryHeader, 'stationId' | 'mode' | 'exportedAt' | 'publicKey'>,
  manifest: CarryManifest,
  rows: readonly CarriedFileRow[],
  pictures: readonly CarriedFilePicture[],
): PackedCarry {
  // 32 divides 256: no letter is likelier than another.
  const values = Array.from(randomBytes(carryCodeValues), (byte) => byte & 31);
  const salt = randomBytes(16);
  const secret = secretsOf(values, salt);
  const nonce = randomBytes(19);
  const header = Buffer.from(
    JSON.stringify({
      version: carryVersion,
      ...given,
      salt: salt.toString('hex'),
      nonce: nonce.toString('hex'),
      check: secret.check.toString('hex'),
    } satisfies CarryHeader),
  );
  const content = Buffer.concat([
    ...recordOf(record.manifest, Buffer.from(JSON.stringify(manifest))),
    ...rows.flatMap((row) => recordOf(record.row, Buffer.from(JSON.stringify(row)))),
    ...pictures.flatMap(({ digest, bytes }) =>
      recordOf(record.picture, Buffer.concat([Buffer.from(digest, 'hex'), bytes])),
    ),
  ]);
  const start = beginning(carryVersion, header);
  const chunks = Math.floor(content.length / chunkBytes) + 1;
  const bytes = new Uint8Array(start.length + content.length + chunks * tagBytes + carrySignatureLength);
  bytes.set(start);
  let at = start.length;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const plain = content.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes);
    const cipher = xchacha20poly1305(secret.key, nonceOf(nonce, chunk, chunk === chunks - 1), header);
    bytes.set(cipher.encrypt(plain), at);
    at += plain.length + tagBytes;
  }
  return { bytes, digest: digestOf(bytes.subarray(0, at)), code: writeCarryCode(values) };
}

/** Reads a file that anybody may have made. Fails with the failures of `CarryFiles.open`; never throws. */
export function openCarryFile(bytes: Bytes, code: string): Result<OpenedCarry> {
  const values = readCarryCode(code);
  if (!values.ok) return values;
  if (bytes.length > longestFile)
    return failure('carryFileTooBig', { megabytes: Math.ceil(bytes.length / 1024 / 1024) });
  const outside = readOutside(bytes);
  if (!outside.ok) return outside;
  const { header, headerBytes, start, end } = outside.value;
  const secret = secretsOf(values.value, Buffer.from(header.salt, 'hex'));
  if (!timingSafeEqual(secret.check, Buffer.from(header.check, 'hex'))) return failure('carryCodeWrong');
  const content = decrypt(bytes.subarray(start, end), headerBytes, header, secret.key);
  if (content === null) return failure('carryFileDamaged');
  const inside = readContent(content);
  if (inside === null) return failure('carryFileDamaged');
  const signature = signatureText.safeParse(Buffer.from(bytes.subarray(end)).toString('latin1'));
  if (!signature.success) return failure('carryFileDamaged');
  return success({
    header,
    ...inside,
    digest: digestOf(bytes.subarray(0, end)),
    signature: signature.data,
  });
}

function beginning(version: number, header: Bytes): Bytes {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([magic, Buffer.of(version), length, header]);
}

interface Outside {
  readonly header: CarryHeader;
  readonly headerBytes: Bytes;
  /** Where the chunks begin and end. */
  readonly start: number;
  readonly end: number;
}

function readOutside(given: Bytes): Result<Outside> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < magic.length + 1 || !bytes.subarray(0, magic.length).equals(magic))
    return failure('carryFileForeign');
  const version = bytes[magic.length] ?? 0;
  if (version > carryVersion) return failure('carryFileVersion', { version });
  const headerAt = magic.length + 5;
  const end = bytes.length - carrySignatureLength;
  if (version !== carryVersion || bytes.length < headerAt) return failure('carryFileDamaged');
  const length = bytes.readUInt32BE(magic.length + 1);
  const start = headerAt + length;
  if (length > longestHeader || start + tagBytes > end) return failure('carryFileDamaged');
  const headerBytes = new Uint8Array(bytes.subarray(headerAt, start));
  const header = parsed(carryHeader, headerBytes);
  return header === null ? failure('carryFileDamaged') : success({ header, headerBytes, start, end });
}

/** Null: a chunk is not as it was written, not at its place, or missing. */
function decrypt(sealed: Bytes, headerBytes: Bytes, header: CarryHeader, key: Bytes): Buffer | null {
  const whole = chunkBytes + tagBytes;
  const chunks = Math.floor(sealed.length / whole) + 1;
  if (sealed.length % whole < tagBytes) return null;
  const content = Buffer.alloc(sealed.length - chunks * tagBytes);
  const nonce = Buffer.from(header.nonce, 'hex');
  try {
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const cipher = xchacha20poly1305(key, nonceOf(nonce, chunk, chunk === chunks - 1), headerBytes);
      content.set(cipher.decrypt(sealed.subarray(chunk * whole, (chunk + 1) * whole)), chunk * chunkBytes);
    }
  } catch {
    return null;
  }
  return content;
}

/** Null: not what a station writes. Authenticated or not, it comes from outside. */
function readContent(content: Buffer): Pick<OpenedCarry, 'manifest' | 'rows' | 'pictures'> | null {
  let manifest: CarryManifest | null = null;
  const rows: CarriedFileRow[] = [];
  const pictures: CarriedFilePicture[] = [];
  for (let at = 0; at < content.length;) {
    if (at + 5 > content.length) return null;
    const kind = content[at];
    const length = content.readUInt32BE(at + 1);
    const body = content.subarray(at + 5, at + 5 + length);
    if (body.length !== length) return null;
    at += 5 + length;
    if (kind === record.manifest && manifest === null) {
      manifest = parsed(carryManifest, body);
      if (manifest === null) return null;
    } else if (kind === record.row && length <= longestRow) {
      const row = parsed(carriedFileRow, body);
      if (row === null) return null;
      rows.push(row);
    } else if (kind === record.picture && length > digestBytes) {
      const digest = body.subarray(0, digestBytes).toString('hex');
      // Bytes of their own: they are handed on one by one.
      pictures.push({ digest, bytes: Uint8Array.from(body.subarray(digestBytes)) });
    } else return null;
  }
  if (manifest === null || manifest.rows !== rows.length || manifest.pictures !== pictures.length)
    return null;
  return new Set(rows.map(({ id }) => id)).size === rows.length ? { manifest, rows, pictures } : null;
}

function recordOf(kind: number, body: Bytes): Bytes[] {
  const head = Buffer.alloc(5);
  head.writeUInt8(kind);
  head.writeUInt32BE(body.length, 1);
  return [head, body];
}

function parsed<Schema extends z.ZodType>(schema: Schema, bytes: Bytes): z.output<Schema> | null {
  try {
    const found = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

function secretsOf(values: readonly number[], salt: Bytes): { readonly key: Bytes; readonly check: Buffer } {
  const key = new Uint8Array(hkdfSync('sha256', Uint8Array.from(values), salt, 'zhengka carried queue', 32));
  return { key, check: createHmac('sha256', key).update('check').digest().subarray(0, 8) };
}

function nonceOf(first: Bytes, chunk: number, last: boolean): Bytes {
  const nonce = Buffer.alloc(24);
  nonce.set(first);
  nonce.writeUInt32BE(chunk, 19);
  nonce.writeUInt8(last ? 1 : 0, 23);
  return nonce;
}

const digestOf = (bytes: Bytes): string => createHash('sha256').update(bytes).digest('hex');
