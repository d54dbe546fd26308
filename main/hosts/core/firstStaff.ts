import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { role } from '../../contract/access.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Deps } from '../../app/deps.ts';
import { addStaff } from '../../app/people/createStaff.ts';
import { isPasswordHash } from '../../infra/crypto/password.ts';

/** Put into the data folder at enrolment: the people a new production station begins with. */
export const firstStaffName = 'first-staff.json';
const text = z.string().trim().min(1).max(100);
const firstStaff = z
  .array(
    z.strictObject({
      userName: text,
      displayName: text,
      roles: z.array(role),
      /** A hash and never the password, so that only the person knows it. */
      passwordHash: z.string().refine(isPasswordHash),
    }),
  )
  .min(1);

/**
 * Takes in the first people of a production station, all or none, audited as done by `enrolment`; then the file is removed. Only while
 * nobody is there: later the file is removed unread. Fails with `invalidInput` when the file cannot be used; it stays then.
 */
export function enrolFirstStaff(
  deps: Pick<Deps, 'stores' | 'clock' | 'ids' | 'profile' | 'log'>,
  folder: string,
): Result<void> {
  const path = join(folder, firstStaffName);
  if (deps.profile.mode !== 'production' || !existsSync(path)) return success();
  if (deps.stores.staff.list().length > 0) {
    deps.log.warn('firstStaff.notNeeded');
  } else {
    const added = addAll(deps, readFileSync(path, 'utf8'));
    if (!added) return failure('invalidInput', { field: firstStaffName });
    deps.log.info('firstStaff.enrolled');
  }
  rmSync(path, { force: true });
  return success();
}

/** False, and nothing is changed, when a person in the file cannot be one. */
function addAll(deps: Pick<Deps, 'stores' | 'clock' | 'ids' | 'profile'>, content: string): boolean {
  try {
    const people = firstStaff.parse(JSON.parse(content));
    deps.stores.run(() => {
      for (const person of people) if (!addStaff(deps, person, 'enrolment').ok) throw new UnusablePerson();
    });
    return true;
  } catch (thrown) {
    if (thrown instanceof UnusablePerson || thrown instanceof SyntaxError || thrown instanceof z.ZodError)
      return false;
    throw thrown;
  }
}

/** Rolls the transaction back. */
class UnusablePerson extends Error {}
