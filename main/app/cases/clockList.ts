import type { ClockLine } from '../../contract/cases.ts';
import { holderName } from '../../domain/cases/composeNotice.ts';
import { legalClock } from '../../domain/documents/legalClock.ts';
import type { Deps } from '../deps.ts';
import { packOf, snapshotOf } from './factsOfCase.ts';

/**
 * Cases to which nothing was told yet, and those to which it was told too late (C3): breached first, then by deadline; those that are
 * already recorded as accepted by law last, because the law does not wait for them any more.
 */
export function clockList(deps: Pick<Deps, 'stores' | 'packs' | 'clock'>): ClockLine[] {
  const now = deps.clock.now();
  const rank = ({ clock, countsAsAcceptedOn }: ClockLine): number => {
    if (countsAsAcceptedOn !== null) return 2;
    return clock.breached ? 0 : 1;
  };
  return deps.stores.cases
    .list(new Date(now).toISOString())
    .filter((record) => record.endedAt === null)
    .map((record): ClockLine => ({
      id: record.id,
      number: record.number,
      state: record.state,
      name: holderName(snapshotOf(deps, record).record.holder),
      clock: legalClock({ ...record, receivedAt: record.openedAt }, packOf(deps, record), now),
      countsAsAcceptedOn: record.countsAsAcceptedOn,
    }))
    .filter(({ clock }) => clock.gapsToldAt === null || clock.breached)
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        a.clock.deadline.localeCompare(b.clock.deadline) ||
        a.clock.receivedAt.localeCompare(b.clock.receivedAt),
    );
}
