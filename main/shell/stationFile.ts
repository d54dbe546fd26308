import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { upstreamAccess } from '../contract/hosts.ts';
import { stationProfile } from '../contract/station.ts';
import { isLoopback } from '../contract/stationIdentity.ts';

/**
 * Where upstream is, and what of its proof is public. A secret never leaves in the clear: an address has TLS by the pinned authority `ca`,
 * or is on this computer (a gateway of the authority, a test).
 */
const upstreamPlace = upstreamAccess
  .omit({ token: true, signing: true, clientCertificate: true })
  .extend({
    ca: z.string().includes('-----BEGIN CERTIFICATE-----').optional(),
    /** PEM of the station's certificate, where upstream wants one; its key is read once from `upstream-client-key`. */
    clientCertificate: z.string().includes('-----BEGIN CERTIFICATE-----').optional(),
  })
  .refine(({ url, services, ca }) =>
    [url, ...Object.values(services ?? {})].every((address) => {
      const { protocol, hostname } = new URL(address);
      return protocol === 'https:' ? ca !== undefined : protocol === 'http:' && isLoopback(hostname);
    }),
  )
  // With an authority every address is under it; one without TLS would be refused at each call.
  .refine(
    ({ url, services, ca }) =>
      ca === undefined ||
      [url, ...Object.values(services ?? {})].every((address) => address.startsWith('https:')),
  );

/** What makes an installation a production station. Put there at enrolment; no secret is in it. */
export const stationFile = z.object({
  profile: stationProfile.refine((profile) => profile.mode === 'production'),
  upstream: upstreamPlace,
  /** PEM of the recovery officer's public key. */
  recoveryKey: z.string().nullable().default(null),
});
export type StationFile = z.infer<typeof stationFile>;

export type FoundStation =
  | { readonly kind: 'none' }
  | { readonly kind: 'station'; readonly station: StationFile }
  | { readonly kind: 'damaged' };

/** Looks for `station.json`, first folder first. */
export function findStation(folders: readonly string[]): FoundStation {
  const path = folders.map((folder) => join(folder, 'station.json')).find((each) => existsSync(each));
  if (path === undefined) return { kind: 'none' };
  try {
    return { kind: 'station', station: stationFile.parse(JSON.parse(readFileSync(path, 'utf8'))) };
  } catch {
    return { kind: 'damaged' };
  }
}
