import type { Role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
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
  const { stores, clock, crypto, ids } = deps;
  if (forbiddenPairIn(input.roles) !== null) return failure('forbidden');
  if (input.roles.length === 0) return failure('invalidInput', { field: 'roles' });
  const userName = input.userName.trim();
  if (userName === '') return failure('invalidInput', { field: 'userName' });
  const passwordHash = await crypto.hashPassword(input.password);
  return stores.run((): Result<StaffRecord> => {
    if (stores.staff.byUserName(userName) !== null) return failure('invalidInput', { field: 'userName' });
    const staff: StaffRecord = {
      id: ids.next('staff') as StaffId,
      userName,
      displayName: input.displayName,
      roles: input.roles,
      passwordHash,
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
