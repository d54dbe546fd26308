import type { Role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { forbiddenPairIn } from './rolePairs.ts';

export interface NewStaff {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly password: string;
}

/**
 * Adds a person. Refusals: `forbidden` (a pair of roles that one person may not hold, feature I4), `invalidInput` (the user name is
 * taken or empty, or no role). `by` is the user name of who did it, or `system`.
 */
export async function createStaff(
  deps: Pick<Deps, 'stores' | 'clock' | 'crypto' | 'ids'>,
  input: NewStaff,
  by: string,
): Promise<Result<StaffRecord>> {
  const { password, ...person } = input;
  const problem = problemOf(person);
  if (problem !== null) return { ok: false, error: problem };
  return addStaff(deps, { ...person, passwordHash: await deps.crypto.hashPassword(password) }, by);
}

/** The same for somebody whose password was hashed elsewhere. Commits, alone or as a part of the caller's transaction. */
export function addStaff(
  deps: Pick<Deps, 'stores' | 'clock' | 'ids'>,
  input: Omit<NewStaff, 'password'> & Pick<StaffRecord, 'passwordHash'>,
  by: string,
): Result<StaffRecord> {
  const { stores, clock, ids } = deps;
  const problem = problemOf(input);
  if (problem !== null) return { ok: false, error: problem };
  const userName = input.userName.trim();
  return stores.run((): Result<StaffRecord> => {
    if (stores.staff.byUserName(userName) !== null) return failure('invalidInput', { field: 'userName' });
    const staff: StaffRecord = {
      id: ids.next('staff') as StaffId,
      userName,
      displayName: input.displayName,
      roles: input.roles,
      passwordHash: input.passwordHash,
      failedAttempts: 0,
      lockedUntil: null,
      active: true,
    };
    stores.staff.save(staff);
    stores.audit.append({
      at: new Date(clock.now()).toISOString(),
      actor: by,
      surface: 'system',
      event: 'staff.created',
      subject: staff.id,
      detail: { roles: input.roles.join(' ') },
    });
    return success(staff);
  });
}

function problemOf({ roles, userName }: Pick<NewStaff, 'roles' | 'userName'>): Failure | null {
  if (forbiddenPairIn(roles) !== null) return { code: 'forbidden' };
  if (roles.length === 0) return { code: 'invalidInput', detail: { field: 'roles' } };
  return userName.trim() === '' ? { code: 'invalidInput', detail: { field: 'userName' } } : null;
}
