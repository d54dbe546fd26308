import type { PermitStanding } from '../../contract/queue.ts';
import { success } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { Sync } from './createSync.ts';

/** How old the copy of the permits is, how much is in it, and what is on its way (G8). None of it is counted when asked: a million takes a while. */
export function permitStandingHandlers(
  deps: Pick<Deps, 'permits' | 'profile'>,
  sync: Pick<Sync, 'pullProgress'>,
): Handlers<'permitStanding'> {
  return {
    permitStanding: () => {
      const standing: PermitStanding = {
        records: deps.permits.count(),
        asOf: deps.permits.asOf(),
        limitDays: deps.profile.snapshotLimitDays,
        namesWaiting: deps.permits.namesWaiting(),
        pull: sync.pullProgress(),
      };
      return success(standing);
    },
  };
}
