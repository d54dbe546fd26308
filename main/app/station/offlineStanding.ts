import { success } from '../../contract/result.ts';
import { isReached } from '../../domain/cases/offlineLimits.ts';
import { isFetchedAhead } from '../../domain/cards/prefetch.ts';
import { cardLimitsOf } from '../cards/aheadCards.ts';
import { offlineUse } from '../cases/offlineLimit.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { ClockKeeper } from './clockKeeper.ts';

/** How much of each limit of working without a network is used (G4), and what the clock does. Nothing in it is personal. */
export function offlineStandingHandlers(
  deps: Pick<Deps, 'stores' | 'profile' | 'clock'>,
  keeper: Pick<ClockKeeper, 'standing'>,
): Handlers<'offlineStanding'> {
  return {
    offlineStanding: () => {
      const used = deps.stores.jobs.open().filter(isFetchedAhead).length;
      const limit = cardLimitsOf(deps).ahead;
      const cards = deps.profile.acts.includes('issueCards')
        ? [{ act: 'cards' as const, used, limit, reached: isReached({ used, limit }) }]
        : [];
      return success({ limits: [...offlineUse(deps), ...cards], clock: keeper.standing() });
    },
  };
}
