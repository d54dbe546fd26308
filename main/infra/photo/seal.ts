import { randomBytes } from 'node:crypto';
import { sm3, sm4 } from 'sm-crypto-v2';
import type { SealedPicture } from '../../app/ports/pictures.ts';

const nonceLength = 12;
const tagLength = 16;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** SM4-GCM under a fresh key (domain-rules 12.7). The database is encrypted besides; this key is there to be destroyed. */
export function sealPicture(bytes: Uint8Array): SealedPicture {
  const key = new Uint8Array(randomBytes(16));
  const nonce = randomBytes(nonceLength);
  const { output, tag } = sm4.encrypt(bytes, key, {
    mode: 'gcm',
    iv: hex(nonce),
    output: 'array',
    outputTag: true,
    padding: 'none',
  });
  if (tag === undefined) throw new Error('the cipher gave no tag');
  const sealed = new Uint8Array(nonceLength + output.length + tagLength);
  sealed.set(nonce);
  sealed.set(output, nonceLength);
  sealed.set(typeof tag === 'string' ? Buffer.from(tag, 'hex') : tag, nonceLength + output.length);
  return { key, sealed, digest: sm3(bytes) };
}

/** Throws when the bytes were changed or the key is another one. */
export function unsealPicture({ key, sealed }: Pick<SealedPicture, 'key' | 'sealed'>): Uint8Array {
  const nonce = sealed.subarray(0, nonceLength);
  const tag = sealed.subarray(sealed.length - tagLength);
  const opened = sm4.decrypt(sealed.slice(nonceLength, sealed.length - tagLength), key, {
    mode: 'gcm',
    iv: hex(nonce),
    tag: hex(tag),
    output: 'array',
    padding: 'none',
  });
  return new Uint8Array(opened as unknown as Uint8Array);
}
