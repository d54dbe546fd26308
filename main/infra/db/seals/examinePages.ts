import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { chacha20 } from '@noble/ciphers/chacha.js';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { sameBytes } from './sealMath.ts';
import type { Findings } from './findings.ts';

const nonceBytes = 16;
const tagBytes = 16;
const frameHeaderBytes = 24;
const logHeaderBytes = 32;
/** Pages between which others may work: about 3 ms. */
const slicePages = 64;

/**
 * Computes the authentication of every page of the file and of every frame of its log, as SQLite3 Multiple Ciphers writes it
 * (ChaCha20-Poly1305; nonce and tag are the last 32 bytes of a page). SQLite itself checks a page when it is read; here also those are
 * looked at that no table reaches, and the log's own checksums, which SQLite takes for the end of the log when they are wrong.
 */
export function* examinePages(path: string, key: Uint8Array, findings: Findings): Generator<void> {
  const pageSize = yield* examineFile(path, key, findings);
  // A checkpoint between two slices begins the log anew; then it is looked at anew.
  if (pageSize !== null) while (yield* examineLog(`${path}-wal`, pageSize, key, findings));
}

function* examineFile(path: string, key: Uint8Array, findings: Findings): Generator<void, number | null> {
  const file = openSync(path, 'r');
  try {
    const header = read(file, 0, 24);
    const stored = header.length < 24 ? 0 : header.readUInt16BE(16);
    const pageSize = stored === 1 ? 65_536 : stored;
    // An empty file, before its first checkpoint: everything is in the log.
    if (fstatSync(file).size === 0) return defaultPageSize;
    if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) {
      findings.add('unreadable', 'file', 1, 'page');
      return null;
    }
    const size = fstatSync(file).size;
    if (size % pageSize !== 0) findings.add('unreadable', 'file', Math.ceil(size / pageSize), 'page');
    for (let number = 1; number * pageSize <= size; number += 1) {
      const page = read(file, (number - 1) * pageSize, pageSize);
      if (!isAuthentic(page, number, key) && page.some((byte) => byte !== 0))
        findings.add('unreadable', 'file', number, 'page');
      findings.pages.count += 1;
      if (number % slicePages === 0) yield;
    }
    return pageSize;
  } finally {
    closeSync(file);
  }
}

const defaultPageSize = 4096;

/** Answers true when the log was begun anew meanwhile. */
function* examineLog(
  path: string,
  pageSize: number,
  key: Uint8Array,
  findings: Findings,
): Generator<void, boolean> {
  if (!existsSync(path)) return false;
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    if (size === 0) return false;
    const header = read(file, 0, logHeaderBytes);
    const little = header.length === logHeaderBytes && header.readUInt32BE(0) === 0x377f0682;
    const sums = { a: 0, b: 0 };
    if (header.length === logHeaderBytes) addUp(sums, header.subarray(0, 24), little);
    if (
      header.length < logHeaderBytes ||
      (!little && header.readUInt32BE(0) !== 0x377f0683) ||
      header.readUInt32BE(24) !== sums.a ||
      header.readUInt32BE(28) !== sums.b
    ) {
      findings.add('unreadable', 'wal', 0, 'header');
      return false;
    }
    const frameBytes = frameHeaderBytes + pageSize;
    for (let number = 1; logHeaderBytes + number * frameBytes <= size; number += 1) {
      const frame = read(file, logHeaderBytes + (number - 1) * frameBytes, frameBytes);
      if (!sameBytes(read(file, 0, logHeaderBytes), header)) return true;
      const page = frame.subarray(frameHeaderBytes);
      addUp(sums, frame.subarray(0, 8), little);
      addUp(sums, page, little);
      const chained =
        sameBytes(frame.subarray(8, 16), header.subarray(16, 24)) &&
        frame.readUInt32BE(16) === sums.a &&
        frame.readUInt32BE(20) === sums.b;
      findings.pages.count += 1;
      if (!chained || !isAuthentic(page, frame.readUInt32BE(0), key)) {
        findings.add('unreadable', 'wal', number, 'frame');
        // What follows hangs on it.
        return false;
      }
      if (number % slicePages === 0) yield;
    }
    return false;
  } finally {
    closeSync(file);
  }
}

/** Is this what was written as that page with that key? The number is a part of it: pages cannot change places. */
export function isAuthentic(page: Uint8Array, number: number, key: Uint8Array): boolean {
  const end = page.length - nonceBytes - tagBytes;
  const nonce = page.subarray(end, end + nonceBytes);
  const counter = new DataView(nonce.buffer, nonce.byteOffset, nonceBytes).getUint32(12, true);
  const oneTime = chacha20(
    key,
    nonce.subarray(0, 12),
    new Uint8Array(32),
    undefined,
    (counter ^ number) >>> 0,
  );
  return sameBytes(poly1305(page.subarray(0, end + nonceBytes), oneTime), page.subarray(end + nonceBytes));
}

/** The checksum of SQLite's log: two running sums over pairs of 32-bit words. */
function addUp(sums: { a: number; b: number }, bytes: Buffer, little: boolean): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let { a, b } = sums;
  for (let index = 0; index < bytes.length; index += 8) {
    a = (a + view.getUint32(index, little) + b) >>> 0;
    b = (b + view.getUint32(index + 4, little) + a) >>> 0;
  }
  sums.a = a;
  sums.b = b;
}

function read(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const count = readSync(file, bytes, 0, length, position);
  return bytes.subarray(0, count);
}
