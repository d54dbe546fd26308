import type { Countersignature, Role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import { failure, type Result } from '../../contract/result.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { checkPassword, type PasswordDeps } from './checkPassword.ts';

/**
 * A second person for one act, on the screen of the first (features D4, H1). Nobody is signed in by it. Refusals: `samePerson`,
 * `wrongCredentials`, `accountLocked`, those of `standingProblem`, `passwordMustChange`, `forbidden` (right person, wrong role). Wrong passwords count towards the
 * lock like those of a sign-in. `notStaffId`: the first person; left out when somebody only has to prove who he is once more.
 */
export async function verifyCountersignature(
  deps: PasswordDeps,
  countersignature: Countersignature,
  needs: { readonly roles: readonly Role[]; readonly notStaffId?: StaffId },
): Promise<Result<StaffRecord>> {
  const named = deps.stores.staff.byUserName(countersignature.userName.trim());
  if (named !== null && named.id === needs.notStaffId) return failure('samePerson');
  return checkPassword(deps, {
    ...countersignature,
    purpose: 'countersign',
    surface: 'window',
    accept: (staff) => {
      if (staff.id === needs.notStaffId) return { code: 'samePerson' };
      // Somebody else knows this password: it signs for nothing but its own end.
      if (staff.mustChangePassword) return { code: 'passwordMustChange' };
      return needs.roles.some((role) => staff.roles.includes(role)) ? null : { code: 'forbidden' };
    },
  });
}
