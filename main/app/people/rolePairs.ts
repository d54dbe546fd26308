import { forbiddenRolePairs, type Role } from '../../contract/access.ts';

/** The first pair of roles that one person may not hold together, or null (feature I4, domain-rules 10.3). */
export function forbiddenPairIn(roles: readonly Role[]): readonly [Role, Role] | null {
  return forbiddenRolePairs.find(([one, other]) => roles.includes(one) && roles.includes(other)) ?? null;
}
