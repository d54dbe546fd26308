import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
} from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  describe('I7 the station’s own key', () => {
    const opened = (here: KeyStoreOptions) => {
      const keys = openKeys(here);
      if (!keys.ok) throw new Error(keys.error.code);
      return keys.value;
    };
    const publicOf = (here: KeyStoreOptions): string =>
      readFileSync(join(here.folder, 'station-public-key.pem'), 'utf8');

    it('is made at the first start of a production station, stays, and only its public half is readable', () => {
      const here = options();
      const { stationKey } = opened(here);
      if (stationKey === null) throw new Error('no key');
      const pem = publicOf(here);
      const key = createPrivateKey({ key: Buffer.from(stationKey), format: 'der', type: 'pkcs8' });
      expect(key.asymmetricKeyType).toBe('ed25519');
      const half = createPublicKey(key).export({ type: 'spki', format: 'pem' });
      expect(pem).toBe(half);
      expect(opened(here).stationKey).toEqual(stationKey);
      for (const file of readdirSync(here.folder)) {
        const text = readFileSync(join(here.folder, file), 'utf8');
        expect(text).not.toContain(Buffer.from(stationKey).toString('base64'));
        expect(text).not.toContain('PRIVATE');
      }
      expect(opened(options()).stationKey).not.toEqual(stationKey);
      rmSync(join(here.folder, 'station-public-key.pem'));
      opened(here);
      expect(publicOf(here)).toBe(pem);
    });

    it('is not made where the training host makes one', () => {
      const here = options({ training: true, safeStorage: fakeStore('basic_text') });
      expect(opened(here).stationKey).toBeNull();
      expect(existsSync(join(here.folder, 'station-public-key.pem'))).toBe(false);
    });

    it('a station of an earlier build gets one, beside the key of its database', () => {
      const here = options();
      const key = keyOf(here);
      const path = join(here.folder, 'key.json');
      const {
        stationKey: _,
        clientKey: __,
        ...older
      } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      writeFileSync(path, JSON.stringify(older));
      const again = opened({ ...here, databaseExists: true });
      expect(Buffer.from(again.databaseKey).toString('hex')).toBe(key);
      expect(again.stationKey).not.toBeNull();
    });

    it('lost with the key store it is another one, to be enrolled anew; the recovered database opens', () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const here = options({ recoveryKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
      const first = opened(here);
      const pem = publicOf(here);
      const file = JSON.parse(readFileSync(join(here.folder, 'key.json'), 'utf8')) as { recovery: string };
      const recovered = privateDecrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
        Buffer.from(file.recovery, 'base64'),
      );
      // The key store was reset: it can wrap again, and unwraps nothing that it wrapped before.
      const reset: SafeStorage = {
        ...fakeStore('gnome_libsecret'),
        encryptString: (text) => Buffer.from(`new ${text}`, 'utf8'),
        decryptString: (bytes) => {
          const text = bytes.toString('utf8');
          if (!text.startsWith('new ')) throw new Error('not mine');
          return text.slice(4);
        },
      };
      writeFileSync(join(here.folder, 'recovered-key'), recovered.toString('base64'));
      const there = { ...here, safeStorage: reset, databaseExists: true };
      const second = opened(there);
      expect(second.databaseKey).toEqual(first.databaseKey);
      expect(second.stationKey).not.toEqual(first.stationKey);
      expect(publicOf(here)).toBe(pem);
      second.confirm();
      expect(publicOf(here)).not.toBe(pem);
      expect(opened(there).stationKey).toEqual(second.stationKey);
    });

    it('takes the key of its certificate once and keeps it wrapped', () => {
      const here = options();
      expect(opened(here).clientKey).toBeNull();
      const pem = '-----BEGIN PRIVATE KEY-----\nTEST\n-----END PRIVATE KEY-----';
      writeFileSync(join(here.folder, 'upstream-client-key'), `${pem}\n`);
      expect(opened(here).clientKey).toBe(pem);
      expect(existsSync(join(here.folder, 'upstream-client-key'))).toBe(false);
      expect(opened(here).clientKey).toBe(pem);
      expect(readFileSync(join(here.folder, 'key.json'), 'utf8')).not.toContain('TEST');
    });
  });
});
