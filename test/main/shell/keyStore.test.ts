import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeys, type KeyStoreOptions, type SafeStorage } from '../../../main/shell/keyStore.ts';
import { temporaryFolder } from '../helpers/index.ts';

/** A key store that turns bytes round; `lost` forgets everything. */
function fakeStore(backend: string, lost = false): SafeStorage {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isEncryptionAvailable: () => backend !== 'none',
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => turn(Buffer.from(text, 'utf8')),
    decryptString: (bytes) => {
      if (lost) throw new Error('the key ring was reset');
      return turn(bytes).toString('utf8');
    },
  };
}

const options = (changes: Partial<KeyStoreOptions> = {}): KeyStoreOptions => ({
  folder: temporaryFolder(),
  training: false,
  safeStorage: fakeStore('gnome_libsecret'),
  recoveryKey: null,
  databaseExists: false,
  ...changes,
});
const keyOf = (given: KeyStoreOptions): string => {
  const opened = openKeys(given);
  if (!opened.ok) throw new Error(opened.error.code);
  return Buffer.from(opened.value.databaseKey).toString('hex');
};
const refused = { ok: false, error: { code: 'keyRefused' } };

describe('I2 the key of the database', () => {
  it('is random, 32 bytes, the same at the next start, and not in the file', () => {
    const here = options();
    const key = keyOf(here);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf(here)).toBe(key);
    expect(keyOf(options())).not.toBe(key);
    const file = readFileSync(join(here.folder, 'key.json'), 'utf8');
    expect(file).not.toContain(Buffer.from(key, 'hex').toString('base64'));
    expect(statSync(join(here.folder, 'key.json')).mode & 0o077).toBe(0);
  });

  it.each(['basic_text', 'unknown', 'none'])('is refused to the key store "%s" in production', (backend) => {
    const here = options({ safeStorage: fakeStore(backend) });
    expect(openKeys(here)).toEqual(refused);
    expect(existsSync(join(here.folder, 'key.json'))).toBe(false);
    expect(openKeys({ ...here, training: true }).ok).toBe(true);
    expect(readFileSync(join(here.folder, 'key.json'), 'utf8')).toContain('"wrap": "training"');
  });

  it('of a training station is not taken by a production station', () => {
    const here = options({ safeStorage: fakeStore('basic_text'), training: true });
    keyOf(here);
    expect(openKeys({ ...here, training: false, safeStorage: fakeStore('kwallet6') })).toEqual(refused);
  });

  it('is never made anew beside a database that exists', () => {
    expect(openKeys(options({ databaseExists: true }))).toEqual(refused);
    const here = options();
    const key = keyOf(here);
    expect(openKeys({ ...here, safeStorage: fakeStore('gnome_libsecret', true) })).toEqual(refused);
    writeFileSync(join(here.folder, 'key.json.kept'), readFileSync(join(here.folder, 'key.json')));
    writeFileSync(join(here.folder, 'key.json'), '{"half');
    expect(openKeys({ ...here, databaseExists: true })).toEqual(refused);
    writeFileSync(join(here.folder, 'key.json'), readFileSync(join(here.folder, 'key.json.kept')));
    expect(keyOf({ ...here, databaseExists: true })).toBe(key);
  });

  it('comes back through the recovery officer when the key store was lost', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const here = options({ recoveryKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
    const key = keyOf(here);
    const file = JSON.parse(readFileSync(join(here.folder, 'key.json'), 'utf8')) as { recovery: string };
    const recovered = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(file.recovery, 'base64'),
    );
    rmSync(join(here.folder, 'key.json'));
    writeFileSync(join(here.folder, 'recovered-key'), recovered.toString('base64'));
    const opened = openKeys({ ...here, databaseExists: true });
    expect(opened.ok && Buffer.from(opened.value.databaseKey).toString('hex')).toBe(
      Buffer.from(recovered).toString('hex'),
    );
    // Nothing is replaced until the database has opened with it: a wrong key must not cost the old wraps.
    expect(existsSync(join(here.folder, 'key.json'))).toBe(false);
    expect(existsSync(join(here.folder, 'recovered-key'))).toBe(true);
    if (opened.ok) opened.value.confirm();
    expect(existsSync(join(here.folder, 'recovered-key'))).toBe(false);
    expect(keyOf({ ...here, databaseExists: true })).toBe(key);
  });

  it('A10 takes the key of the hall once, keeps it wrapped, and leaves one of another length alone', () => {
    const here = options();
    const opened = () => {
      const keys = openKeys(here);
      if (!keys.ok) throw new Error(keys.error.code);
      return keys.value.hallKey;
    };
    expect(opened()).toBeNull();
    const file = join(here.folder, 'hall-key');
    writeFileSync(file, Buffer.alloc(31, 7).toString('base64'));
    expect(opened()).toBeNull();
    expect(existsSync(file)).toBe(true);
    const text = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(file, `${text}\n`);
    expect(opened()).toEqual(new Uint8Array(32).fill(7));
    expect(existsSync(file)).toBe(false);
    expect(opened()).toEqual(new Uint8Array(32).fill(7));
    expect(readFileSync(join(here.folder, 'key.json'), 'utf8')).not.toContain(text);
  });

  it('takes the upstream token once and keeps it wrapped (I6)', () => {
    const here = options();
    writeFileSync(join(here.folder, 'upstream-token'), 'a-secret-of-the-station\n');
    const opened = openKeys(here);
    expect(opened.ok && opened.value.upstreamToken).toBe('a-secret-of-the-station');
    expect(existsSync(join(here.folder, 'upstream-token'))).toBe(false);
    const again = openKeys(here);
    expect(again.ok && again.value.upstreamToken).toBe('a-secret-of-the-station');
    expect(readFileSync(join(here.folder, 'key.json'), 'utf8')).not.toContain('a-secret');
  });
});
