import type { Caller } from '../../../../main/app/deps.ts';
import { createStaff } from '../../../../main/app/people/createStaff.ts';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import type { Role } from '../../../../main/contract/access.ts';
import { inspect, testCaller, testDeps, type TestDeps } from '../../helpers/index.ts';

export const password = 'correct horse';

export async function withStaff(...people: readonly (readonly [string, readonly Role[]])[]): Promise<{
  deps: TestDeps;
  caller: Caller;
  handlers: ReturnType<typeof peopleHandlers>;
  staff: StaffRecord[];
}> {
  const deps = testDeps();
  const staff: StaffRecord[] = [];
  for (const [userName, roles] of people) {
    const made = await createStaff(
      deps,
      { userName, displayName: `Test ${userName}`, roles, password },
      'system',
    );
    if (!made.ok) throw new Error(made.error.code);
    staff.push(made.value);
  }
  return { deps, caller: testCaller(), handlers: peopleHandlers(deps, () => null), staff };
}

interface AuditLine {
  readonly actor: string;
  readonly event: string;
  readonly subject: string;
  readonly detail: string;
}
/** Everything after the rows that creating people wrote. */
export const audited = (deps: TestDeps): readonly AuditLine[] =>
  inspect(deps.stores, (database) =>
    database
      .prepare<unknown[], AuditLine>(
        `SELECT actor, event, subject, detail FROM audit WHERE event <> 'staff.created' ORDER BY sequence`,
      )
      .all(),
  );
