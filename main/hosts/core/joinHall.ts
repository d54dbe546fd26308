import type { CoreHostInit } from '../../contract/hosts.ts';
import { ownStanding } from '../../app/hall/ownStanding.ts';
import { ownSums } from '../../app/reports/ownSums.ts';
import type { Hall } from '../../app/ports/hall.ts';
import type { Stores } from '../../app/ports/stores.ts';
import type { Parts } from './openParts.ts';

/** The hall that the profile names; null = none. Its server is loaded only where there is one: every start would pay for it. */
export async function joinHall(
  init: CoreHostInit,
  { clock, movable, log }: Pick<Parts, 'clock' | 'movable' | 'log'>,
  stores: Stores,
): Promise<(Hall & { close(): Promise<void> }) | null> {
  const { profile } = init;
  if (profile.hall === undefined) return null;
  const { openHall } = await import('../../infra/hall/openHall.ts');
  return openHall({
    stationId: profile.stationId,
    profile: profile.hall,
    hallKey: init.hallKey ?? null,
    standing: ownStanding({ stores, clock, profile }),
    sums: ownSums({ stores }),
    now: () => (movable === null ? clock.now() : movable.realNow()),
    log,
  });
}
