import { z } from 'zod';
import { binary, instant } from './ids.ts';

/** The station's own key for signing requests (I7): Ed25519, PKCS #8 DER. Secret; travels by MessagePort only. */
export const signingKey = z.object({
  stationId: z.string().regex(/^[A-Z0-9]{2,8}$/),
  privateKey: binary,
});
export type SigningKey = z.infer<typeof signingKey>;

/** Headers of a signed request. All five are there, each once. */
export const signatureHeaders = {
  station: 'x-zhengka-station',
  /** Which key of the station: the first 16 hex digits of the SHA-256 of its public half (SPKI DER). */
  key: 'x-zhengka-key',
  /** ISO instant by upstream's clock, as far as the station knows it. */
  time: 'x-zhengka-time',
  /** 128 random bits, hex; taken once. */
  nonce: 'x-zhengka-nonce',
  /** Ed25519 over `signedText`, base64url. */
  signature: 'x-zhengka-signature',
} as const;

/** What the headers must look like before anybody computes with them. */
export const signedRequestHeaders = z.object({
  [signatureHeaders.station]: signingKey.shape.stationId,
  [signatureHeaders.key]: z.string().regex(/^[0-9a-f]{16}$/),
  [signatureHeaders.time]: instant,
  [signatureHeaders.nonce]: z.string().regex(/^[0-9a-f]{32}$/),
  [signatureHeaders.signature]: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

export interface SignedParts {
  readonly stationId: string;
  readonly method: string;
  /** Path and query as sent, behind scheme, host and port. */
  readonly target: string;
  readonly time: string;
  readonly nonce: string;
  readonly idempotencyKey: string;
  /** SHA-256 of the body as sent, hex; of nothing for a GET. */
  readonly bodyDigest: string;
}

/**
 * What is signed, line by line. Neither scheme nor host is in it, so that a proxy of the authority may stand in between; what pins the other
 * side is TLS. No field can hold a line end, so that two requests never have one text.
 */
export const signedText = (parts: SignedParts): string =>
  [
    'zhengka-request-1',
    parts.stationId,
    parts.method,
    parts.target,
    parts.time,
    parts.nonce,
    parts.idempotencyKey,
    parts.bodyDigest,
  ].join('\n');

/** How far a request's time may be from upstream's clock, either way. Milliseconds. */
export const signatureWindowMs = 5 * 60_000;

/**
 * Why upstream does not listen to a station (401, 403). None of them says anything about a row: nothing was looked at.
 * `clockOutside` carries upstream's time, by which the station signs anew; `replayed`: these very bytes were heard before.
 */
export const linkRefusalCodes = [
  'signatureMissing',
  'signatureBad',
  'stationUnknown',
  'clockOutside',
  'replayed',
  'otherStation',
  'stationRevoked',
] as const;
export const linkRefusal = z.object({ error: z.enum(linkRefusalCodes), time: instant.optional() });
export type LinkRefusal = z.infer<typeof linkRefusal>;

/** A station shown to whoever enrols it. Nothing in it is secret. */
export const stationIdentity = z.object({
  stationId: z.string(),
  /** SHA-256 of the public half (SPKI DER), hex in groups of four; null: the station has no key of its own. */
  fingerprint: z.string().nullable(),
  /** PEM, SPKI. */
  publicKey: z.string().nullable(),
  /** Since when upstream does not know this station any more; null = it does, as far as was heard. */
  revokedAt: instant.nullable(),
  /** Is upstream believed by a pinned authority? False: by a plain address on this computer (training), or not at all. */
  pinned: z.boolean(),
});
export type StationIdentity = z.infer<typeof stationIdentity>;

/** Is this the name of this very computer, as a URL writes it? Nobody in between can answer there. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
