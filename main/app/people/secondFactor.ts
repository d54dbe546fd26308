import type { Surface } from '../../contract/access.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { attemptsBeforeLock, lockedFailure, lockMinutes } from './checkPassword.ts';

export type SecondFactorDeps = Pick<Deps, 'stores' | 'clock' | 'crypto'>;

/**
 * Checks a one-time code (RFC 6238) of somebody whose password was already checked (E7, domain-rules 12.5: two factors). Each code is good
 * once, the step before and after the clock's are good too. Wrong codes count towards the lock like wrong passwords. Audited as
 * `secondFactor.done` and `secondFactor.failed`, without the code. Commits. Failures: `secondFactorMissing` (not enrolled), `accountLocked`,
 * `oneTimeCodeWrong`, `oneTimeCodeUsed`, `accountDeactivated`.
 */
export function verifySecondFactor(
  deps: SecondFactorDeps,
  staff: Pick<StaffRecord, 'id'>,
  code: string,
  surface: Surface = 'window',
): Result<StaffRecord> {
  const { stores, clock, crypto } = deps;
  const now = clock.now();
  return stores.run((): Result<StaffRecord> => {
    // As it is in the file now: two calls at once must not both use one code.
    const person = stores.staff.get(staff.id);
    if (person === null) return failure('wrongCredentials');
    const audit = (problem: Failure['code'] | null): void =>
      stores.audit.append({
        at: new Date(now).toISOString(),
        actor: person.userName,
        surface,
        event: `secondFactor.${problem === null ? 'done' : 'failed'}`,
        subject: person.id,
        detail: problem === null ? {} : { reason: problem },
      });
    const refuse = (problem: Failure): Result<never> => {
      audit(problem.code);
      return failure(problem.code, problem.detail);
    };
    if (!person.active) return refuse({ code: 'accountDeactivated' });
    if (person.oneTimeSecret === null) return refuse({ code: 'secondFactorMissing' });
    if (person.lockedUntil !== null && Date.parse(person.lockedUntil) > now)
      return refuse(lockedFailure(person.lockedUntil));
    const step = crypto.oneTimeStepOf(person.oneTimeSecret, code.replaceAll(/\s/g, ''), now);
    if (step === null) {
      const failedAttempts = (person.lockedUntil === null ? person.failedAttempts : 0) + 1;
      const lockedUntil =
        failedAttempts >= attemptsBeforeLock ? new Date(now + lockMinutes * 60_000).toISOString() : null;
      stores.staff.save({ ...person, failedAttempts, lockedUntil });
      return refuse(lockedUntil === null ? { code: 'oneTimeCodeWrong' } : lockedFailure(lockedUntil));
    }
    // Also a step before one that was used: whoever looked over a shoulder has that one too.
    if (person.oneTimeStep !== null && step <= person.oneTimeStep) return refuse({ code: 'oneTimeCodeUsed' });
    const passed: StaffRecord = { ...person, oneTimeStep: step, failedAttempts: 0, lockedUntil: null };
    stores.staff.save(passed);
    audit(null);
    return success(passed);
  });
}
