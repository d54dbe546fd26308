import { failure, success } from '../../contract/result.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { StaffRecord } from '../ports/stores.ts';
import type { Backups } from './backups.ts';
import type { RecordsKeeper } from './recordsKeeper.ts';

type RecordsMethods =
  'backupStatus' | 'backupNow' | 'backupDrill' | 'recordsStanding' | 'recordsAsk' | 'recordsAccept';

function signedIn({ staff }: Caller): StaffRecord {
  // Dispatch has proven it: these methods have roles.
  if (staff === null) throw new Error('a method with roles was called by nobody');
  return staff;
}

/** Copies, drills, and the way out when these records are not the newest (G7, I1). */
export function recordsHandlers(
  deps: Deps,
  parts: { readonly backups: Backups; readonly keeper: RecordsKeeper },
): Handlers<RecordsMethods> {
  const { backups, keeper } = parts;
  return {
    backupStatus: async () => success(await backups.status()),
    backupNow: (_input, caller) => backups.now(signedIn(caller).userName),
    backupDrill: (_input, caller) => backups.drill(signedIn(caller).userName),
    recordsStanding: () => success(keeper.standing()),
    recordsAsk: (_input, caller) => keeper.ask(signedIn(caller).userName),
    async recordsAccept(input, caller) {
      const first = signedIn(caller);
      const lock = keeper.standing().lock;
      if (lock === null) return failure('recordsCurrent');
      if (lock.asked === null) return failure('recordsNotAsked');
      const second = await verifyCountersignature(deps, input.countersignature, {
        roles: ['technician', 'supervisor'],
        notStaffId: first.id,
      });
      if (!second.ok) return second;
      return keeper.accept({
        first: first.userName,
        second: second.value.userName,
        reason: input.reason,
      });
    },
  };
}
