import type { Role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import type { AuditEntry, StaffRecord } from '../ports/stores.ts';
import { forbiddenPairIn, forbiddenPairsOf } from './rolePairs.ts';

export interface NewStaff {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly password: string;
  /** Somebody else chose the password. Default: false. */
  readonly mustChangePassword?: boolean;
  /** Base 32; null = none. Training only: everybody else enrols at the station. */
  readonly oneTimeSecret?: string | null | undefined;
}

/** Who did it, for the audit entry. */
export interface StaffMaker {
  readonly userName: string;
  readonly surface: AuditEntry['surface'];
  /** User name of the second person; left out at enrolment, where nobody is there yet. */
  readonly second?: string;
}

/**
 * Adds a person, for whom the act that adds him or her vouches (G10). Refusals: `rolesForbidden` (a pair of roles that one person may not
 * hold, feature I4), `invalidInput` (the user name is taken or empty, or no role). `by` is the user name of who did it, or `system`.
 */
export async function createStaff(
  deps: Pick<Deps, 'stores' | 'clock' | 'crypto' | 'ids' | 'profile'>,
  input: NewStaff,
  by: string | StaffMaker,
): Promise<Result<StaffRecord>> {
  const { password, ...person } = input;
  const problem = problemOf(deps, person);
  if (problem !== null) return { ok: false, error: problem };
  return addStaff(deps, { ...person, passwordHash: await deps.crypto.hashPassword(password) }, by);
}

/** The same for somebody whose password was hashed elsewhere. Commits, alone or as a part of the caller's transaction. */
export function addStaff(
  deps: Pick<Deps, 'stores' | 'clock' | 'ids' | 'profile'>,
  input: Omit<NewStaff, 'password'> & Pick<StaffRecord, 'passwordHash'>,
  by: string | StaffMaker,
): Result<StaffRecord> {
  const { stores, clock, ids } = deps;
  const problem = problemOf(deps, input);
  if (problem !== null) return { ok: false, error: problem };
  const userName = input.userName.trim();
  const at = new Date(clock.now()).toISOString();
  const maker: StaffMaker = typeof by === 'string' ? { userName: by, surface: 'system' } : by;
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
      confirmedAt: at,
      deactivatedAt: null,
      deactivatedBy: null,
      mustChangePassword: input.mustChangePassword ?? false,
      oneTimeSecret: input.oneTimeSecret ?? null,
      oneTimeStep: null,
    };
    stores.staff.save(staff);
    stores.audit.append({
      at,
      actor: maker.userName,
      surface: maker.surface,
      event: 'staff.created',
      subject: staff.id,
      detail: {
        roles: input.roles.join(' '),
        ...(maker.second !== undefined && { second: maker.second }),
      },
    });
    return success(staff);
  });
}

function problemOf(
  { profile }: Pick<Deps, 'profile'>,
  { roles, userName }: Pick<NewStaff, 'roles' | 'userName'>,
): Failure | null {
  const pair = forbiddenPairIn(roles, forbiddenPairsOf(profile));
  if (pair !== null) return { code: 'rolesForbidden', detail: { one: pair[0], other: pair[1] } };
  if (roles.length === 0) return { code: 'invalidInput', detail: { field: 'roles' } };
  return userName.trim() === '' ? { code: 'invalidInput', detail: { field: 'userName' } } : null;
}
