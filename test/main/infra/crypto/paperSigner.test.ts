import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { createCrypto } from '../../../../main/infra/crypto/createCrypto.ts';

const station = (fill: number) => createCrypto({ databaseKey: new Uint8Array(32).fill(fill) });
const text = 'ZKP1:SZ50-SL-2026-000001:ACC:20261125:0001:AAAA';

describe('C5 SM2 signature of papers', () => {
  it('is checked with the public key alone, by our code and by the library with its defaults', () => {
    const ours = station(1);
    const signature = ours.signPaper(text);
    expect(signature).toMatch(/^[0-9a-f]{128}$/);
    expect(station(2).verifyPaper(ours.paperPublicKey(), text, signature)).toBe(true);
    expect(sm2.doVerifySignature(text, signature, ours.paperPublicKey(), { hash: true })).toBe(true);
  });

  it('fits no other text, key or signature', () => {
    const ours = station(1);
    const signature = ours.signPaper(text);
    const key = ours.paperPublicKey();
    expect(ours.verifyPaper(key, `${text} `, signature)).toBe(false);
    expect(ours.verifyPaper(station(2).paperPublicKey(), text, signature)).toBe(false);
    for (let at = 0; at < signature.length; at += 7) {
      const other = signature[at] === '0' ? '1' : '0';
      expect(ours.verifyPaper(key, text, signature.slice(0, at) + other + signature.slice(at + 1))).toBe(
        false,
      );
    }
  });

  it('never throws for what somebody made up', () => {
    const ours = station(1);
    const signature = ours.signPaper(text);
    const key = ours.paperPublicKey();
    for (const bad of [
      '',
      '0'.repeat(128),
      'f'.repeat(128),
      signature.slice(2),
      signature.toUpperCase(),
      'x',
    ])
      expect(ours.verifyPaper(key, text, bad)).toBe(false);
    for (const bad of ['', '04', `04${'0'.repeat(128)}`, `04${'f'.repeat(128)}`, key.slice(0, -2), 'x'])
      expect(ours.verifyPaper(bad, text, signature)).toBe(false);
  });

  it('belongs to the database key: the same station after a recovery, another one otherwise', () => {
    expect(station(1).paperPublicKey()).toBe(station(1).paperPublicKey());
    expect(station(1).paperPublicKey()).not.toBe(station(2).paperPublicKey());
    expect(station(1).paperPublicKey()).toMatch(/^04[0-9a-f]{128}$/);
  });

  it('a key made by the library signs what our check accepts', () => {
    const { privateKey, publicKey } = sm2.generateKeyPairHex();
    const signature = sm2.doSignature(text, privateKey, { hash: true });
    expect(station(1).verifyPaper(publicKey, text, signature)).toBe(true);
  });
});
