import { success } from '../../contract/result.ts';
import type { StationIdentity } from '../../contract/stationIdentity.ts';
import type { Deps, Handlers } from '../deps.ts';
import { revokedSince } from '../sync/revocation.ts';

/** What the adapter knows of the station's key and of how upstream is believed. */
export type IdentityFacts = Pick<StationIdentity, 'fingerprint' | 'publicKey' | 'pinned'>;

/** The station as upstream is to know it, and whether it still does (I7). */
export function identityHandlers(
  deps: Pick<Deps, 'profile' | 'stores'>,
  facts: IdentityFacts,
): Handlers<'stationIdentity'> {
  return {
    stationIdentity: () =>
      success({ stationId: deps.profile.stationId, ...facts, revokedAt: revokedSince(deps) }),
  };
}
