import { success } from '../../contract/result.ts';
import type { StationStatus } from '../../contract/station.ts';
import type { StockLimits } from '../../contract/stockBook.ts';
import { deskStanding, hopperStanding } from '../../domain/stock/holdings.ts';
import type { Deps, Handlers } from '../deps.ts';
import { kioskStandingOf } from '../kiosk/standing.ts';
import { deskHoldingsOf } from '../stock/deskHoldings.ts';

type StationDeps = Pick<Deps, 'profile' | 'version' | 'stores' | 'devices' | 'links' | 'clock'>;

/** What the status bar shows: devices, links, queue, free blanks, the open day, a clock that is held. Nothing in it is personal. */
export function stationStatusOf(deps: StationDeps): StationStatus {
  const { profile, stores } = deps;
  const open = stores.outbox.counts();
  const links = deps.links.list();
  return {
    stationId: profile.stationId,
    nameZh: profile.nameZh,
    nameEn: profile.nameEn,
    mode: profile.mode,
    acts: profile.acts,
    kioskMayIssue: profile.kioskMayIssue,
    devices: [...deps.devices.states()],
    links: [...links],
    queue: {
      waiting: open.waiting,
      refused: open.problems,
      oldestAt: open.oldestAt,
      // An answer that is not upstream's own stops the whole queue (design 4).
      paused: links.some((link) => link.service === 'queue' && link.state === 'linkFault'),
    },
    hopper: stores.units.inState('hopper').filter((unit) => unit.jobId === null).length,
    ...(profile.stockLimits !== undefined && { refill: refillOf(deps, profile.stockLimits) }),
    ...(profile.devices.some(({ surface }) => surface === 'kiosk') && { kiosk: kioskStandingOf(deps) }),
    day: stores.days.current()?.date ?? null,
    now: new Date(deps.clock.now()).toISOString(),
    ...(!deps.clock.trusted() && { clockHeld: true }),
    version: deps.version,
  };
}

/** Where blanks are to be given out or filled in (H9). */
function refillOf(
  { stores }: Pick<Deps, 'stores'>,
  limits: StockLimits,
): NonNullable<StationStatus['refill']> {
  const free = stores.units.inState('hopper').filter((unit) => unit.jobId === null).length;
  return {
    hopper: hopperStanding(free, limits) === 'refill',
    desks: deskHoldingsOf(stores).filter(({ held }) => deskStanding(held, limits) === 'refill').length,
  };
}

export function stationHandlers(deps: StationDeps): Handlers<'stationStatus'> {
  return {
    stationStatus: (_input, { surface }) => {
      const status = stationStatusOf(deps);
      // The public's own screen names nobody of the staff.
      return success(
        surface === 'kiosk' && status.kiosk !== undefined
          ? { ...status, kiosk: { ...status.kiosk, by: null } }
          : status,
      );
    },
  };
}
