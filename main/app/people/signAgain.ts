import type { Countersignature, Role } from '../../contract/access.ts';
import { failure, type Result } from '../../contract/result.ts';
import type { StaffRecord } from '../ports/stores.ts';
import type { PasswordDeps } from './checkPassword.ts';
import { verifyCountersignature } from './verifyCountersignature.ts';

/** Who may sign that a thing is made a second time: an auditor acts in nothing. */
const signers: readonly Role[] = ['clerk', 'stockKeeper', 'technician'];

/** A supervisor, or somebody of a role that the first person has not. */
export const secondRoles = (first: readonly Role[]): readonly Role[] => [
  'supervisor',
  ...signers.filter((role) => !first.includes(role)),
];

/**
 * The second person for a copy of a paper (C4) and a card that is made again: two clerks of one counter cannot wave it through together.
 * Failures: `countersignatureNeeded` (none given), and those of a countersignature.
 */
export async function signAgain(
  deps: PasswordDeps,
  first: StaffRecord,
  countersignature: Countersignature | undefined,
): Promise<Result<StaffRecord>> {
  if (countersignature === undefined) return failure('countersignatureNeeded');
  return verifyCountersignature(deps, countersignature, {
    roles: secondRoles(first.roles),
    notStaffId: first.id,
  });
}
