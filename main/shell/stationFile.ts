import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stationProfile } from '../contract/station.ts';

/** What makes an installation a production station. Put there at enrolment; no secret is in it. */
export const stationFile = z.object({
  profile: stationProfile.refine((profile) => profile.mode === 'production'),
  upstream: z.object({ url: z.url() }),
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
