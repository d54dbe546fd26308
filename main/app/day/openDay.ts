import type { DayStatus } from '../../contract/day.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { openingOf } from '../../domain/day/stockIdentity.ts';
import type { Deps } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';

type OpenDeps = Pick<Deps, 'stores' | 'clock' | 'bus'>;

/** Which day the station is in. */
export function dayStatusOf(deps: Pick<Deps, 'stores'>): DayStatus {
  const current = deps.stores.days.current();
  return {
    date: current?.date ?? null,
    state: current === null ? 'none' : current.state === 'counted' ? 'counted' : 'open',
    openedAt: current?.openedAt ?? null,
    openedBy: current?.openedBy ?? null,
    lastClosed: deps.stores.days.latestClosed()?.date ?? null,
    unsigned: deps.stores.days.unsigned().map(({ date }) => date),
  };
}

type Opener = Pick<StaffRecord, 'id' | 'userName' | 'displayName'>;

/**
 * Opens the Shanghai calendar date of now. Refuses while another day is not closed (`dayAlreadyOpen`, H3) and for a date that is closed
 * (`wrongState`). The opening stock is what the last day left in the books, so that a blank moved between two days shows as a difference.
 */
export function openDay(deps: OpenDeps, staff: Opener): Result<DayStatus> {
  const { stores } = deps;
  if (stores.days.current() !== null) return failure('dayAlreadyOpen');
  if (stores.days.get(shanghaiDate(deps.clock.now())) !== null)
    return failure('wrongState', { state: 'closed' });
  stores.run(() => beginDay(deps, staff));
  deps.bus.emit('dayChanged', {});
  deps.bus.emit('stationChanged', {});
  return success(dayStatusOf(deps));
}

/** Begins the Shanghai calendar date of now, inside the caller's transaction, after the last day has ended there. */
export function beginDay({ stores, clock }: OpenDeps, staff: Opener): void {
  const at = new Date(clock.now()).toISOString();
  const date = shanghaiDate(clock.now());
  const last = stores.days.latestEnded();
  const open = stores.outbox.counts();
  const left = (last?.closed ?? last?.overridden ?? null)?.figures.stock ?? null;
  stores.days.save({
    date,
    state: 'open',
    openedAt: at,
    openedBy: staff.displayName,
    openedById: staff.id,
    opening:
      left === null
        ? openingOf(stores.units.list())
        : left.map(({ bank, vendor, cardClass, closing }) => ({ bank, vendor, cardClass, opening: closing })),
    openCasesAtStart: stores.cases.list(at).filter((each) => each.endedAt === null).length,
    openJobsAtStart: stores.jobs.open().length,
    openRowsAtStart: open.waiting + open.problems,
    counts: null,
    countedBy: null,
    countedById: null,
    overridden: null,
    closed: null,
  });
  stores.audit.append({
    at,
    actor: staff.userName,
    surface: 'window',
    event: 'day.open',
    subject: date,
    detail: {},
  });
}
