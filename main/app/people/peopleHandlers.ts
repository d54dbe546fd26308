import type { StaffView } from '../../contract/access.ts';
import { success, type Failure } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { revokedFor } from '../sync/revocation.ts';
import { checkPassword } from './checkPassword.ts';
import { standingProblem } from './standing.ts';

export type PeopleDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'bus' | 'profile'>;

/**
 * Who is at this window: `session`, `signIn`, `signOut`. `keeps`: what this person has to do first, such as to hand a passport back (B6);
 * the idle lock waits for nothing, and nothing is done in anybody's place.
 */
export function peopleHandlers(
  deps: PeopleDeps,
  keeps: (staff: StaffRecord) => Failure | null,
): Handlers<'session' | 'signIn' | 'signOut'> {
  return {
    session: (_input, caller) => {
      const { staff } = caller;
      const problem =
        staff === null
          ? null
          : (standingProblem(deps.profile, deps.clock.now(), staff) ?? revokedFor(deps, staff));
      if (problem !== null) caller.bind(null, problem);
      const ended = problem ?? caller.endedBy ?? null;
      return success({
        staff: staff === null || problem !== null ? null : presentStaff(staff),
        ...(ended !== null && { ended }),
      });
    },
    signIn: async (input, caller) => {
      const checked = await checkPassword(deps, {
        ...input,
        purpose: 'signIn',
        surface: caller.surface,
        accept: () => null,
      });
      if (!checked.ok) return checked;
      caller.bind(checked.value);
      deps.bus.emit('sessionChanged', {});
      return success(presentStaff(checked.value));
    },
    signOut: ({ idle = false }, caller) => {
      const { staff } = caller;
      if (staff === null) return success({});
      const kept = keeps(staff);
      if (kept && !idle) return { ok: false, error: kept };
      deps.stores.run(() => {
        deps.stores.audit.append({
          at: new Date(deps.clock.now()).toISOString(),
          actor: staff.userName,
          surface: caller.surface,
          event: 'signOut.done',
          subject: staff.id,
          detail: idle ? { idle, code: kept?.code ?? null } : {},
        });
      });
      caller.bind(null);
      deps.bus.emit('sessionChanged', {});
      return success({});
    },
  };
}

/** What screens may know of a person: no hash, no counters. */
export const presentStaff = (staff: StaffRecord): StaffView => ({
  id: staff.id,
  userName: staff.userName,
  displayName: staff.displayName,
  roles: [...staff.roles],
  ...(staff.mustChangePassword && { mustChangePassword: true }),
});
