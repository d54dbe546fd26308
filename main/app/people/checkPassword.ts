import type { Surface } from '../../contract/access.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { revokedFor } from '../sync/revocation.ts';
import { onTheWall, standingProblem } from './standing.ts';

export type PasswordDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'profile'>;

/** Wrong passwords in a row after which an account is locked, and for how long (feature I5). */
export const attemptsBeforeLock = 5;
export const lockMinutes = 15;

export interface Attempt {
  readonly userName: string;
  readonly password: string;
  /** The audit events are `<purpose>.done` and `<purpose>.failed`. */
  readonly purpose: 'signIn' | 'countersign' | 'passwordCheck' | 'maintenance';
  readonly surface: Surface;
  /** A second factor follows: a right password alone takes back no wrong code that was counted before (E7). */
  readonly firstOfTwo?: boolean;
  /** What else must hold once the person is known; refused attempts are audited like the others. */
  readonly accept: (staff: StaffRecord) => Failure | null;
}

/**
 * Checks a person's password and audits the attempt, without the password and without a name that nobody has here. Refusals:
 * `wrongCredentials`, `accountLocked`, those of `standingProblem`, `stationRevoked` (I7), and those of `accept`.
 *
 * An attempt is counted before the password is looked at and taken back when it was right: neither many attempts at once nor a killed
 * program get more than five tries. Somebody unknown costs as much time as somebody known.
 */
export async function checkPassword(deps: PasswordDeps, attempt: Attempt): Promise<Result<StaffRecord>> {
  const { stores, crypto } = deps;
  const counted = stores.run(() => countAttempt(deps, attempt));
  if (counted === null) {
    await crypto.hashPassword(attempt.password);
    return refuse(deps, attempt, null, { code: 'wrongCredentials' });
  }
  if (!counted.ok) return counted;
  const right = await crypto.verifyPassword(counted.value.passwordHash, attempt.password);

  const staff = stores.staff.get(counted.value.id);
  if (staff === null) throw new Error('a person vanished during sign-in');
  if (!right) {
    return refuse(
      deps,
      attempt,
      staff,
      staff.lockedUntil === null ? { code: 'wrongCredentials' } : lockedFailure(staff.lockedUntil),
    );
  }
  const problem =
    standingProblem(deps.profile, deps.clock.now(), staff) ??
    revokedFor(deps, staff) ??
    attempt.accept(staff);
  const failedAttempts = attempt.firstOfTwo === true ? Math.max(0, staff.failedAttempts - 1) : 0;
  const cleared: StaffRecord = { ...staff, failedAttempts, lockedUntil: null };
  stores.run(() => {
    stores.staff.save(cleared);
    if (problem === null) audit(deps, attempt, staff, null);
  });
  return problem === null ? success(cleared) : refuse(deps, attempt, staff, problem);
}

/** Inside a transaction. Null = nobody has this name. */
function countAttempt(deps: PasswordDeps, attempt: Attempt): Result<StaffRecord> | null {
  const { stores, clock } = deps;
  const staff = stores.staff.byUserName(attempt.userName.trim());
  if (staff === null) return null;
  const now = clock.now();
  if (staff.lockedUntil !== null && Date.parse(staff.lockedUntil) > now) {
    audit(deps, attempt, staff, 'accountLocked');
    return { ok: false, error: lockedFailure(staff.lockedUntil) };
  }
  const failedAttempts = (staff.lockedUntil === null ? staff.failedAttempts : 0) + 1;
  const lockedUntil =
    failedAttempts >= attemptsBeforeLock ? new Date(now + lockMinutes * 60_000).toISOString() : null;
  const counted: StaffRecord = { ...staff, failedAttempts, lockedUntil };
  stores.staff.save(counted);
  return success(counted);
}

function refuse(
  deps: PasswordDeps,
  attempt: Attempt,
  staff: StaffRecord | null,
  problem: Failure,
): Result<never> {
  deps.stores.run(() => audit(deps, attempt, staff, problem.code));
  return failure(problem.code, problem.detail);
}

function audit(
  deps: PasswordDeps,
  attempt: Attempt,
  staff: StaffRecord | null,
  problem: Failure['code'] | null,
): void {
  deps.stores.audit.append({
    at: new Date(deps.clock.now()).toISOString(),
    actor: staff?.userName ?? 'system',
    surface: attempt.surface,
    event: `${attempt.purpose}.${problem === null ? 'done' : 'failed'}`,
    subject: staff?.id ?? 'unknown',
    detail: problem === null ? {} : { reason: problem },
  });
}

/** `until` as read from the clock on the wall. */
export const lockedFailure = (until: string): Failure => ({
  code: 'accountLocked',
  detail: { until: onTheWall(until) },
});
