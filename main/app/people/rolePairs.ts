import { forbiddenRolePairs, type Role } from '../../contract/access.ts';
import type { StationProfile } from '../../contract/station.ts';

/** All pairs that one person may not hold here: those of the program, which no profile can take away, and those a station adds (I4). */
export const forbiddenPairsOf = (
  profile: Pick<StationProfile, 'forbiddenRolePairs'>,
): readonly (readonly [Role, Role])[] => [...forbiddenRolePairs, ...(profile.forbiddenRolePairs ?? [])];

/** The first pair of roles that one person may not hold together, or null (feature I4, domain-rules 10.3). */
export function forbiddenPairIn(
  roles: readonly Role[],
  pairs: readonly (readonly [Role, Role])[] = forbiddenRolePairs,
): readonly [Role, Role] | null {
  return pairs.find(([one, other]) => one !== other && roles.includes(one) && roles.includes(other)) ?? null;
}
