import type { StationProfile } from '../../contract/station.ts';
import type { Deps } from '../deps.ts';

/** The text that a station signs for a file of its queue. `digest`: of everything before the signature. */
export const carrySignedText = (stationId: string, digest: string): string =>
  `zhengka-carry/1\n${stationId}\n${digest}`;

/** Keys of a station that are known here; none = its signatures cannot be checked. */
export function keysOf(
  { profile, crypto }: Pick<Deps, 'profile' | 'crypto'>,
  stationId: StationProfile['stationId'],
): readonly string[] {
  const known = (profile.paperKeys ?? [])
    .filter((entry) => entry.stationId === stationId)
    .map(({ publicKey }) => publicKey);
  return stationId === profile.stationId ? [...known, crypto.paperPublicKey()] : known;
}

/** `20261128T0130`: for file names, which hold no more than station and moment. */
export const momentOf = (instant: string): string => instant.slice(0, 16).replace(/[-:]/g, '');
