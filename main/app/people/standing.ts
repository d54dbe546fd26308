import type { StationProfile } from '../../contract/station.ts';
import type { Failure } from '../../contract/result.ts';
import { vouchedUntil } from '../../domain/people/signInLimits.ts';
import type { StaffRecord } from '../ports/people.ts';
import { forbiddenPairIn, forbiddenPairsOf } from './rolePairs.ts';

export type StandingProfile = Pick<StationProfile, 'forbiddenRolePairs' | 'signInOfflineHours'>;
export type StandingStaff = Pick<StaffRecord, 'roles' | 'active' | 'confirmedAt'>;

/**
 * Why this person can do nothing here now; null = can. Asked at sign-in, at every call and at every countersignature, so that somebody at
 * the screen stops too. `now` in milliseconds since 1970. Failures: `rolesForbidden` (I4: the file has a pair that nobody may hold),
 * `accountDeactivated`, `signInExpired` (G10).
 */
export function standingProblem(profile: StandingProfile, now: number, staff: StandingStaff): Failure | null {
  const pair = forbiddenPairIn(staff.roles, forbiddenPairsOf(profile));
  if (pair !== null) return { code: 'rolesForbidden', detail: { one: pair[0], other: pair[1] } };
  if (!staff.active) return { code: 'accountDeactivated' };
  const until = vouchedUntil(staff, profile.signInOfflineHours);
  if (until !== null && now < until) return null;
  return { code: 'signInExpired', detail: { since: onTheWall(staff.confirmedAt) } };
}

/** As read from the clock on the wall: Asia/Shanghai, which has no summer time. */
export function onTheWall(at: string | null): string {
  if (at === null) return '—';
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
