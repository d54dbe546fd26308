import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import {
  signatureHeaders,
  signatureWindowMs,
  signedRequestHeaders,
  signedText,
  type LinkRefusal,
} from '../../contract/stationIdentity.ts';

/** A station as upstream enrolled it: its id and the public half of its key, PEM (SPKI, Ed25519). */
export interface EnrolledStation {
  readonly stationId: string;
  readonly publicKey: string;
}

/** One request as it came, before anything of it was looked into. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Node's: a header that came twice is an array, or both values joined; neither fits. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes of the body; empty for a GET. */
  readonly body: Uint8Array;
}

export type Heard =
  { readonly stationId: string } | { readonly status: 401 | 403; readonly refusal: LinkRefusal };

/** Who may talk to this upstream, and who does (I7). */
export interface StationBook {
  /** A new station, or a new key of one: the old key is refused from now on. Throws when it is no Ed25519 key in PEM. */
  enrol(station: EnrolledStation): void;
  /** Proves a request, and takes its nonce. */
  hear(request: IncomingRequest): Heard;
}

/**
 * `now`: milliseconds since 1970. The nonces are kept in memory, for as long as their times are taken: a request that is dated before this
 * start is asked to be signed anew, because nobody knows any more whether it was heard.
 */
export function stationBook(
  stations: readonly EnrolledStation[],
  now: () => number,
  isRevoked: (stationId: string) => boolean,
): StationBook {
  const keys = new Map<string, { readonly key: KeyObject; readonly id: string }>();
  /** Nonce with its station, and the time that the request said. In the order in which they came. */
  const heard = new Map<string, number>();
  const startedAt = now();

  const enrol = ({ stationId, publicKey }: EnrolledStation): void => {
    const key = createPublicKey(publicKey);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('no Ed25519 key');
    const spki = key.export({ type: 'spki', format: 'der' });
    keys.set(stationId, { key, id: createHash('sha256').update(spki).digest('hex').slice(0, 16) });
  };
  for (const station of stations) enrol(station);

  const forget = (at: number): void => {
    for (const [nonce, time] of heard) {
      // Later ones may be older by a little; they go with a later call.
      if (Math.abs(at - time) <= signatureWindowMs) break;
      heard.delete(nonce);
    }
  };
  const no = (status: 401 | 403, error: LinkRefusal['error']): Heard => ({ status, refusal: { error } });

  return {
    enrol,
    hear({ method, target, headers, body }) {
      if (headers[signatureHeaders.signature] === undefined) return no(401, 'signatureMissing');
      const parsed = signedRequestHeaders.safeParse(headers);
      if (!parsed.success) return no(401, 'signatureBad');
      const stationId = parsed.data[signatureHeaders.station];
      const time = parsed.data[signatureHeaders.time];
      const nonce = parsed.data[signatureHeaders.nonce];
      const known = keys.get(stationId);
      if (known === undefined) return no(401, 'stationUnknown');
      const idempotencyKey = headers['idempotency-key'];
      const text = signedText({
        stationId,
        method,
        target,
        time,
        nonce,
        idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : '',
        bodyDigest: createHash('sha256').update(body).digest('hex'),
      });
      const signature = Buffer.from(parsed.data[signatureHeaders.signature], 'base64url');
      if (
        parsed.data[signatureHeaders.key] !== known.id ||
        !verify(null, Buffer.from(text, 'utf8'), known.key, signature)
      )
        return no(401, 'signatureBad');
      // From here on it is known who asks: only now may an answer say more.
      if (isRevoked(stationId)) return no(403, 'stationRevoked');
      const at = now();
      const said = Date.parse(time);
      const unknownPast = said < startedAt && startedAt <= at;
      if (Math.abs(at - said) > signatureWindowMs || unknownPast)
        return {
          status: 401,
          refusal: { error: 'clockOutside', time: new Date(at).toISOString() },
        };
      forget(at);
      const once = `${stationId} ${nonce}`;
      if (heard.has(once)) return no(401, 'replayed');
      heard.set(once, said);
      return { stationId };
    },
  };
}
