import type { PeriodBy, PeriodDay, PeriodReport, PeriodRow } from '../../contract/periods.ts';
import { periodRows, sumOfRows } from '../../domain/reports/periodSums.ts';
import type { Deps } from '../deps.ts';
import type { PeriodStamp } from '../ports/exports.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
  readonly by: PeriodBy;
}

type PeriodDeps = Pick<Deps, 'stores' | 'profile' | 'hall'>;

/**
 * Sums over the closed days of a period (H7), and what proves them: the newest of those days. By station the others of the hall are asked;
 * who does not answer is named. The same closed days give the same report, whenever it is made.
 */
export async function makePeriod(
  { stores, profile, hall }: PeriodDeps,
  { from, to, by }: Period,
): Promise<{ readonly report: PeriodReport; readonly stamp: PeriodStamp }> {
  const days = stores.days.sumsBetween(from, to);
  const { stationId } = profile;
  const own = periodRows(by, days, stationId);
  const said =
    by === 'station' && hall !== null ? await hall.sums({ from, to }) : { answers: [], silent: [] };
  const others = said.answers.map(({ stationId: key, sums }): PeriodRow => ({ key, ...sums }));
  const rows = [...own.rows, ...others].toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return {
    report: {
      stationId,
      from,
      to,
      by,
      rows,
      total: by === 'station' ? { key: 'total', ...sumOfRows(rows) } : own.total,
      unsigned: unsignedBetween(stores, from, to),
      silent: said.silent.map((each) => each.stationId).toSorted(),
    },
    stamp: stampOf(days, to),
  };
}

/** A period without a closed day has nothing that proves it; its date is the last one it is of. */
function stampOf(days: readonly PeriodDay[], to: string): PeriodStamp {
  const newest = days.at(-1);
  return { chainHead: newest?.chainHead ?? '', closedAt: newest?.closedAt ?? `${to}T16:00:00.000Z` };
}

const unsignedBetween = (stores: PeriodDeps['stores'], from: string, to: string): string[] =>
  stores.days
    .months()
    .flatMap(({ unsigned }) => unsigned)
    .filter((date) => date >= from && date <= to)
    .toSorted();
