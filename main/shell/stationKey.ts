import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

/** The public half of the station's key beside its data: handed in when the station is enrolled upstream. */
export const publicKeyName = 'station-public-key.pem';

/** A new key by which the station proves itself upstream (I7): Ed25519, PKCS #8 DER. It never leaves the station. */
export const makeStationKey = (): Buffer =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });

/** PEM (SPKI) of its public half; null when the bytes are no such key. */
export function publicPemOf(privateKey: Buffer): string | null {
  try {
    const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType !== 'ed25519') return null;
    return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return null;
  }
}
