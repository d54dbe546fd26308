import { createHash, hkdfSync } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import type { Crypto } from '../../app/ports/system.ts';
import { newOneTimeSecret, oneTimeStepOf, oneTimeUri } from './oneTimeCode.ts';
import { createPaperSigner } from './paperSigner.ts';
import { hashPassword, verifyPassword } from './password.ts';

const encoder = new TextEncoder();

/**
 * Digests and keyed digests of one station. The secrets for blanks and papers are derived from the database key, one label each, so that
 * nothing else has to be kept: whoever has the data also has what is needed to read its keys.
 */
export function createCrypto(options: { readonly databaseKey: Uint8Array }): Crypto {
  const secret = (label: string, length = 32): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', options.databaseKey, '', `zhengka ${label}`, length));
  const unitSecret = secret('unit key');
  const paperSecret = secret('paper code');
  return {
    sm3Hex,
    unitKeyOf: (bankCardNumber) => hmacSm3Hex(unitSecret, bankCardNumber),
    paperCode: (text) => hmacSm3Hex(paperSecret, text).slice(0, 8),
    ...createPaperSigner(secret('paper signature', 48)),
    sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    hashPassword,
    verifyPassword,
    newOneTimeSecret,
    oneTimeStepOf,
    oneTimeUri,
  };
}

/** SM3 (GB/T 32905) of the UTF-8 bytes, 64 lower-case hex. Node inside Electron has no SM3 (design 5). */
export const sm3Hex = (text: string): string => sm3(encoder.encode(text));

export const hmacSm3Hex = (key: Uint8Array, text: string): string =>
  sm3(encoder.encode(text), { key, mode: 'hmac' });
