import { sumOfDays } from '../../domain/reports/periodSums.ts';
import type { Deps } from '../deps.ts';
import type { OwnSums } from '../ports/hall.ts';

/** What this station answers a station of its hall that adds up a period (H7): sums of its closed days, of nobody by name. */
export const ownSums =
  ({ stores }: Pick<Deps, 'stores'>): OwnSums =>
  ({ from, to }) =>
    sumOfDays(stores.days.sumsBetween(from, to));
