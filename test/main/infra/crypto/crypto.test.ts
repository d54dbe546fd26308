import { createHmac, getHashes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCrypto, hmacSm3Hex, sm3Hex } from '../../../../main/infra/crypto/createCrypto.ts';
import { hashPassword, verifyPassword } from '../../../../main/infra/crypto/password.ts';

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ])('GB/T 32905 vector %#', (text, digest) => {
    expect(sm3Hex(text)).toBe(digest);
  });

  // Node inside Electron has no SM3: there the vectors above are what there is.
  it.skipIf(!getHashes().includes('sm3'))('HMAC agrees with OpenSSL for any key and text', () => {
    const property = fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc.string({ unit: 'grapheme' }),
      (key, text) => {
        expect(hmacSm3Hex(key, text)).toBe(createHmac('sm3', key).update(text, 'utf8').digest('hex'));
      },
    );
    fc.assert(property, { numRuns: 200 });
  });

  it('HMAC vector', () => {
    const key = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
    expect(hmacSm3Hex(key, 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2))).toBe(
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    );
  });
});

describe('keyed digests', () => {
  const one = createCrypto({ databaseKey: new Uint8Array(32).fill(1) });
  const same = createCrypto({ databaseKey: new Uint8Array(32).fill(1) });
  const other = createCrypto({ databaseKey: new Uint8Array(32).fill(2) });
  const card = '6217000000000000001';

  it('depend on the station key and on nothing else', () => {
    expect(one.unitKeyOf(card)).toMatch(/^[0-9a-f]{64}$/);
    expect(same.unitKeyOf(card)).toBe(one.unitKeyOf(card));
    expect(other.unitKeyOf(card)).not.toBe(one.unitKeyOf(card));
    expect(one.unitKeyOf('6217000000000000002')).not.toBe(one.unitKeyOf(card));
    expect(one.paperCode('SZ50-SL-2026-000001')).toMatch(/^[0-9a-f]{8}$/);
    expect(same.paperCode('x')).toBe(one.paperCode('x'));
  });

  it('blanks and papers have secrets of their own', () => {
    expect(one.unitKeyOf(card).startsWith(one.paperCode(card))).toBe(false);
    expect(one.unitKeyOf(card)).not.toBe(hmacSm3Hex(new Uint8Array(32).fill(1), card));
  });

  it('SHA-256 vector', () => {
    expect(one.sha256Hex(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('passwords', () => {
  it('verify with their own salt and cost', async () => {
    const [first, second] = await Promise.all([hashPassword('päss 密码'), hashPassword('päss 密码')]);
    expect(first).not.toBe(second);
    expect(first).not.toContain('päss');
    expect(await verifyPassword(first, 'päss 密码')).toBe(true);
    expect(await verifyPassword(first, 'pa\u0308ss 密码')).toBe(true);
    expect(await verifyPassword(first, 'pass 密码')).toBe(false);
  });

  it('a text that is no hash of ours never verifies and never throws', async () => {
    const odd = ['', 'scrypt', 'scrypt$15$8$1$$', 'scrypt$31$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA', 'plain$x'];
    for (const hash of odd) expect(await verifyPassword(hash, 'x')).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.string(), async (hash) => {
        expect(await verifyPassword(hash, 'x')).toBe(false);
      }),
    );
  });
});
