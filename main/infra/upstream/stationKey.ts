import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { UpstreamAccess } from '../../contract/hosts.ts';
import type { StationIdentity } from '../../contract/stationIdentity.ts';

/** SHA-256 of a public key (SPKI DER), 64 hex digits: what people compare at enrolment, and the name of the key in requests. */
export const fingerprintOf = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('hex');

/** A new station key, Ed25519: PKCS #8 DER. */
export const makeStationKey = (): Uint8Array =>
  new Uint8Array(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }));

/** The public half of a station key: PEM and fingerprint. Throws when it is no Ed25519 key in PKCS #8. */
export function publicHalf(privateKey: Uint8Array): {
  readonly publicKey: string;
  readonly fingerprint: string;
} {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the station key is no Ed25519 key');
  const open = createPublicKey(key);
  return {
    publicKey: open.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(open.export({ type: 'spki', format: 'der' })),
  };
}

/** What may be shown of how this station and its upstream know each other (I7). */
export function identityFacts({
  signing,
  ca,
}: UpstreamAccess): Pick<StationIdentity, 'fingerprint' | 'publicKey' | 'pinned'> {
  const half = signing === undefined ? null : publicHalf(signing.privateKey);
  return {
    publicKey: half?.publicKey ?? null,
    // In groups of four, as it is read out over the telephone.
    fingerprint: half?.fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ') ?? null,
    pinned: ca !== undefined,
  };
}
