import { sm2 } from 'sm-crypto-v2';
import type { Crypto } from '../../app/ports/system.ts';

/** Order of the group of SM2 (GB/T 32918.5); a private key is 1 to n−2. */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const encoder = new TextEncoder();
const signatureShape = /^[0-9a-f]{128}$/;

export type PaperSigner = Pick<Crypto, 'paperPublicKey' | 'signPaper' | 'verifyPaper'>;

/**
 * Signs and checks papers (C5). The key pair belongs to the secret: `secret`, 48 bytes of the station's key material, is brought into the
 * range of private keys, so that nothing has to be kept or backed up beside the database key, and a recovered station signs as before.
 * A certified module (domain-rules 12.6) takes the place of this file.
 */
export function createPaperSigner(secret: Uint8Array): PaperSigner {
  // 128 bits more than the order: no private key is likelier than another (FIPS 186-5, A.2.1).
  const wide = BigInt(`0x${Buffer.from(secret).toString('hex')}`);
  const privateKey = ((wide % (order - 2n)) + 1n).toString(16).padStart(64, '0');
  let publicKey: string | null = null;
  const ownPublicKey = (): string => (publicKey ??= sm2.getPublicKeyFromPrivateKey(privateKey));
  return {
    paperPublicKey: ownPublicKey,
    signPaper: (text) =>
      sm2.doSignature(encoder.encode(text), privateKey, { hash: true, publicKey: ownPublicKey() }),
    verifyPaper,
  };
}

function verifyPaper(publicKey: string, text: string, signature: string): boolean {
  if (!signatureShape.test(signature)) return false;
  try {
    return (
      sm2.verifyPublicKey(publicKey) &&
      sm2.doVerifySignature(encoder.encode(text), signature, publicKey, { hash: true })
    );
  } catch {
    // A point that is not on the curve, or a number out of range.
    return false;
  }
}
