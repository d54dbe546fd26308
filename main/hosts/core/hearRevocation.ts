import type { Deps } from '../../app/deps.ts';
import type { Upstream } from '../../app/ports/outside.ts';
import { revokedFor, revokedHindrance, watchRevocation } from '../../app/sync/revocation.ts';
import type { Screens } from './screens.ts';

/**
 * The upstream with somebody who hears whether it still admits this station (I7): then everybody who may not stay has to leave the screens at
 * once, and all of them show it; once it is admitted again they show that.
 */
export function hearRevocation(
  upstream: Upstream,
  deps: Pick<Deps, 'stores' | 'clock' | 'log'>,
  screens: Pick<Screens, 'bus' | 'letGo'>,
): Upstream {
  const tell = (): void => {
    for (const changed of ['stationChanged', 'sessionChanged', 'kioskChanged', 'queueChanged'] as const)
      screens.bus.emit(changed, {});
  };
  return watchRevocation(upstream, deps, {
    revoked: () => {
      const why = revokedHindrance(deps);
      const leaving = deps.stores.staff.list().filter((person) => revokedFor(deps, person) !== null);
      const ids = leaving.map(({ id }) => id);
      if (why !== null) screens.letGo(ids, why);
      tell();
    },
    admitted: tell,
  });
}
