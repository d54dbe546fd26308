import { constants, publicEncrypt, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { keyFileName } from '../contract/hosts.ts';
import { failure, success, type Result } from '../contract/result.ts';
import { makeStationKey, publicKeyName, publicPemOf } from './stationKey.ts';
import { writeWhole } from './writeWhole.ts';

/** The part of Electron's `safeStorage` that is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
}

/** One wrap of one secret. `training` is no protection and says so; a production station never reads it. */
const wrapped = z.object({ wrap: z.enum(['os', 'training']), value: z.base64() });
const keyFile = z.object({
  version: z.literal(1),
  database: wrapped,
  /** The same key for the recovery officer: RSA-OAEP (SHA-256) with the public key of the station profile. */
  recovery: z.base64().nullable(),
  upstreamToken: wrapped.nullable(),
  /** The key that the stations of the hall share (A10). */
  hallKey: wrapped.nullable().default(null),
  /** The station's own key for signing requests (I7): PKCS #8 DER, base64. */
  stationKey: wrapped.nullable().default(null),
  /** Key of the certificate that upstream wants of the station: PEM. */
  clientKey: wrapped.nullable().default(null),
});
type KeyFile = z.infer<typeof keyFile>;
type Wrapped = z.infer<typeof wrapped>;

export interface StationKeys {
  /** Raw, 32 bytes. */
  readonly databaseKey: Uint8Array;
  readonly upstreamToken: string | null;
  /** Raw, 32 bytes; null = the station was given none. */
  readonly hallKey: Uint8Array | null;
  /** Ed25519, PKCS #8 DER; null on a training station, whose key its training host makes. */
  readonly stationKey: Uint8Array | null;
  /** PEM; null = the station was given none. */
  readonly clientKey: string | null;
  /** The database opened with this key: a recovered key takes its place in the file now. Does nothing otherwise, or again. */
  confirm(): void;
}

export interface KeyStoreOptions {
  readonly folder: string;
  readonly training: boolean;
  readonly safeStorage: SafeStorage;
  /** PEM of the recovery officer, or null. */
  readonly recoveryKey: string | null;
  /** There is a database already: then a new key would only lock it out. */
  readonly databaseExists: boolean;
}

/** What the recovery officer hands back when the key store of the system was lost: the key as base64. Removed once it has proven right. */
const recoveredName = 'recovered-key';
/** The upstream token as it arrives at enrolment. Read once, then removed. */
const tokenName = 'upstream-token';
/** The key of the hall as it arrives at enrolment, 32 bytes in base64. Read once, then removed; one of another length stays, and is not taken. */
const hallKeyName = 'hall-key';
/** The key of the station's certificate as it arrives at enrolment, PEM. Read once, then removed. */
const clientKeyName = 'upstream-client-key';

/**
 * The station's keys: the random database key, wrapped by the key store of the system and for the recovery officer, the upstream token, and
 * the key that signs its requests, which is made here at the first start of a production station and never leaves it. Fails with `keyRefused` when a production station has no real key store, or cannot unwrap its key; the database stays as it is.
 *
 * A recovered key may be a wrong one: until `confirm`, everything in the folder stays as it was.
 */
export function openKeys(options: KeyStoreOptions): Result<StationKeys> {
  const { folder, training, safeStorage } = options;
  const os = hasRealStore(safeStorage);
  if (!training && !os) return failure('keyRefused');
  const path = join(folder, keyFileName);

  const wrap = (text: string): Wrapped =>
    os
      ? { wrap: 'os', value: safeStorage.encryptString(text).toString('base64') }
      : { wrap: 'training', value: Buffer.from(text, 'utf8').toString('base64') };
  const unwrap = (secret: Wrapped): string | null => {
    const bytes = Buffer.from(secret.value, 'base64');
    if (secret.wrap === 'training') return training ? bytes.toString('utf8') : null;
    try {
      return os ? safeStorage.decryptString(bytes) : null;
    } catch {
      return null;
    }
  };
  const create = (key: Buffer): KeyFile => ({
    version: 1,
    database: wrap(key.toString('base64')),
    recovery: options.recoveryKey === null ? null : recoveryWrap(key, options.recoveryKey),
    upstreamToken: null,
    hallKey: null,
    stationKey: null,
    clientKey: null,
  });

  const recovered = readIfThere(join(folder, recoveredName));
  const textBefore = readIfThere(path);
  const before = textBefore === null ? null : parseKeyFile(textBefore);
  let stored: KeyFile | null;
  if (recovered !== null) stored = replaceKey(before, create(Buffer.from(recovered, 'base64')));
  else if (textBefore !== null) stored = before;
  else stored = options.databaseExists ? null : create(randomBytes(32));
  if (stored === null) return failure('keyRefused');

  const token = readIfThere(join(folder, tokenName));
  if (token !== null) stored = { ...stored, upstreamToken: wrap(token) };
  const hallKey = keyOf32Bytes(readIfThere(join(folder, hallKeyName)));
  if (hallKey !== null) stored = { ...stored, hallKey: wrap(hallKey.toString('base64')) };
  const clientKey = readIfThere(join(folder, clientKeyName));
  if (clientKey !== null) stored = { ...stored, clientKey: wrap(clientKey) };
  const keyText = unwrap(stored.database);
  const key = keyText === null ? null : Buffer.from(keyText, 'base64');
  if (key?.length !== 32) return failure('keyRefused');
  // One that cannot be unwrapped was lost with the key store of the system: the station is enrolled anew with another.
  const signing = training
    ? null
    : openStationKey(stored.stationKey === null ? null : unwrap(stored.stationKey));
  if (signing?.isNew === true)
    stored = { ...stored, stationKey: wrap(signing.privateKey.toString('base64')) };

  const text = JSON.stringify(stored, null, 2);
  let kept = false;
  const keep = (): void => {
    if (kept) return;
    kept = true;
    if (text !== textBefore) writeWhole(path, `${text}\n`);
    if (signing !== null && readIfThere(join(folder, publicKeyName)) !== signing.publicPem.trim())
      writeWhole(join(folder, publicKeyName), signing.publicPem);
    const read = [recoveredName, tokenName, clientKeyName, ...(hallKey === null ? [] : [hallKeyName])];
    for (const name of read) rmSync(join(folder, name), { force: true });
  };
  // A new key must be on the disk before there is a database that only it opens.
  if (recovered === null) keep();
  return success({
    databaseKey: new Uint8Array(key),
    upstreamToken: stored.upstreamToken === null ? null : unwrap(stored.upstreamToken),
    hallKey: bytesOf(stored.hallKey === null ? null : unwrap(stored.hallKey)),
    stationKey: signing === null ? null : new Uint8Array(signing.privateKey),
    clientKey: stored.clientKey === null ? null : unwrap(stored.clientKey),
    confirm: keep,
  });
}

/** The station's key as it was kept, or a new one. */
function openStationKey(kept: string | null): {
  readonly privateKey: Buffer;
  readonly publicPem: string;
  readonly isNew: boolean;
} {
  const old = kept === null ? null : Buffer.from(kept, 'base64');
  const oldPem = old === null ? null : publicPemOf(old);
  if (old !== null && oldPem !== null) return { privateKey: old, publicPem: oldPem, isNew: false };
  const privateKey = makeStationKey();
  const publicPem = publicPemOf(privateKey);
  if (publicPem === null) throw new Error('a new station key cannot be read');
  return { privateKey, publicPem, isNew: true };
}

/** The same key wrapped anew: what only the old file knows of it, and the other secrets, stay. */
function replaceKey(before: KeyFile | null, now: KeyFile): KeyFile {
  if (before === null) return now;
  const { upstreamToken, hallKey, stationKey, clientKey } = before;
  const recovery = now.recovery ?? before.recovery;
  return { ...now, recovery, upstreamToken, hallKey, stationKey, clientKey };
}

/** `basic_text` is a fixed password inside Chromium: whoever copies the disk has the key too. */
function hasRealStore(safeStorage: SafeStorage): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  const backend = safeStorage.getSelectedStorageBackend?.();
  return backend !== 'basic_text' && backend !== 'unknown';
}

function recoveryWrap(key: Buffer, publicKey: string): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, key).toString('base64');
}

/** Null for anything but 32 bytes. */
function keyOf32Bytes(text: string | null): Buffer | null {
  const key = text === null ? null : Buffer.from(text, 'base64');
  return key?.length === 32 ? key : null;
}

function bytesOf(text: string | null): Uint8Array | null {
  const key = keyOf32Bytes(text);
  return key === null ? null : new Uint8Array(key);
}

function parseKeyFile(text: string): KeyFile | null {
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const readIfThere = (path: string): string | null =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
