import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { signatureHeaders, signedText, type SigningKey } from '../../contract/stationIdentity.ts';
import { publicHalf } from './stationKey.ts';

export interface SignedCall {
  readonly method: string;
  readonly url: string;
  readonly idempotencyKey: string;
  readonly body?: string | undefined;
}

/** Signs requests with the station's key (I7). Each signature has a nonce of its own: a repeated call is signed anew. */
export interface RequestSigner {
  headersFor(call: SignedCall): Record<string, string>;
  /** Upstream said what time it is: later signatures are dated by that, and a wrong clock here locks nobody out. */
  learnTime(upstreamTime: string): void;
}

/** `now` in milliseconds since 1970, from the computer's clock. Throws when the key is no Ed25519 key in PKCS #8. */
export function createRequestSigner(key: SigningKey, now: () => number = Date.now): RequestSigner {
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' });
  const keyId = publicHalf(key.privateKey).fingerprint.slice(0, 16);
  let aheadMs = 0;
  return {
    headersFor({ method, url, idempotencyKey, body }) {
      const { pathname, search } = new URL(url);
      const time = new Date(now() + aheadMs).toISOString();
      const nonce = randomBytes(16).toString('hex');
      const text = signedText({
        stationId: key.stationId,
        method,
        target: `${pathname}${search}`,
        time,
        nonce,
        idempotencyKey,
        bodyDigest: createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      });
      return {
        [signatureHeaders.station]: key.stationId,
        [signatureHeaders.key]: keyId,
        [signatureHeaders.time]: time,
        [signatureHeaders.nonce]: nonce,
        [signatureHeaders.signature]: sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
      };
    },
    learnTime(upstreamTime) {
      aheadMs = Date.parse(upstreamTime) - now();
    },
  };
}
