import type { DayException, DayFigures, DayStatus, StockIdentity } from '../../../main/contract/day.ts';

export type DayStep = 'open' | 'count' | 'match' | 'closed';
export const daySteps: readonly DayStep[] = ['open', 'count', 'match', 'closed'];

/** What the day waits for. `today` is the calendar date in Asia/Shanghai. */
export function dayStep(status: DayStatus, today: string): DayStep {
  if (status.state === 'none') return status.lastClosed === today ? 'closed' : 'open';
  if (status.state === 'open') return 'count';
  return status.state === 'counted' ? 'match' : 'closed';
}

/** A date is closed once: while today's is, there is nothing to open before tomorrow (domain-rules 11). `today` as yyyy-mm-dd. */
export const opensTomorrow = (status: DayStatus, today: string): boolean =>
  status.lastClosed === today || (status.state === 'closed' && status.date === today);

/** Counted minus books; null before the count. */
export const stockDifference = (row: StockIdentity): number | null =>
  row.counted === null ? null : row.counted - row.closing;

const riskRank = { high: 0, medium: 1, low: 2 } as const;

/** By risk, then by age: the oldest first. */
export const sortExceptions = (exceptions: readonly DayException[]): readonly DayException[] =>
  exceptions.toSorted((a, b) => riskRank[a.risk] - riskRank[b.risk] || a.since.localeCompare(b.since));

/** Keys that still need a written reason. */
export const missingReasons = (
  exceptions: readonly DayException[],
  reasons: Readonly<Record<string, string>>,
): readonly string[] =>
  exceptions
    .filter((each) => each.needsReason && (reasons[each.key] ?? '').trim() === '')
    .map((each) => each.key);

/** Only reasons that say something travel to the host. */
export const givenReasons = (reasons: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(reasons)
      .map(([key, reason]) => [key, reason.trim()] as const)
      .filter(([, reason]) => reason !== ''),
  );

/** A count as typed: whole and not negative, else null. */
export const readCount = (typed: string): number | null =>
  /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null;

/** Acts of the day's ledger by hour in Asia/Shanghai, from the first to the last hour that has one. */
export function actsPerHour(
  ledger: DayFigures['ledger'],
): { readonly hour: string; readonly acts: number }[] {
  const hourOf = (instant: string): number => (new Date(instant).getUTCHours() + 8) % 24;
  const counts = new Map<number, number>();
  for (const row of ledger) counts.set(hourOf(row.at), (counts.get(hourOf(row.at)) ?? 0) + 1);
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    hour: String(first + index).padStart(2, '0'),
    acts: counts.get(first + index) ?? 0,
  }));
}
