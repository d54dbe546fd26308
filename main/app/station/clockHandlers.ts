import { failure } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { ClockKeeper } from './clockKeeper.ts';

/** Two people say that the computer's clock is right (G4). Who signs is looked at first: nobody learns more by signing for himself. */
export function clockHandlers(deps: Deps, keeper: ClockKeeper): Handlers<'clockAccept'> {
  return {
    async clockAccept({ reason, countersignature }, { staff }) {
      if (staff === null) return failure('forbidden');
      const second = await verifyCountersignature(deps, countersignature, {
        roles: ['technician', 'supervisor'],
        notStaffId: staff.id,
      });
      if (!second.ok) return second;
      return keeper.accept({ first: staff.userName, second: second.value.userName, reason });
    },
  };
}
