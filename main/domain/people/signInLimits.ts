import type { Role } from '../../contract/access.ts';

/**
 * Hours for which somebody may sign in while upstream has not vouched for the person (G10): the more harm a role can do, the fewer. A
 * technician opens the machine that holds the cards; a supervisor and a stock keeper sign for them; a clerk's acts are all seen by a second one.
 */
export const defaultOfflineHours: Readonly<Record<Role, number>> = {
  clerk: 168,
  auditor: 168,
  stockKeeper: 72,
  supervisor: 72,
  technician: 24,
};

/** The strictest of somebody's roles counts; of nobody's roles it is nothing. */
export function offlineHours(
  roles: readonly Role[],
  ofProfile: Readonly<Partial<Record<Role, number>>> = {},
): number {
  if (roles.length === 0) return 0;
  return Math.min(...roles.map((role) => ofProfile[role] ?? defaultOfflineHours[role]));
}

/** Milliseconds since 1970 up to which `confirmedAt` (ISO) is good; null = nobody ever vouched. */
export function vouchedUntil(
  person: { readonly roles: readonly Role[]; readonly confirmedAt: string | null },
  ofProfile?: Readonly<Partial<Record<Role, number>>>,
): number | null {
  if (person.confirmedAt === null) return null;
  return Date.parse(person.confirmedAt) + offlineHours(person.roles, ofProfile) * 3_600_000;
}
