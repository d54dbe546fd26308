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

/** The date of an earlier day that still runs, so that today has to wait for it or to override it (H3); null = none. */
export const lateDay = (status: DayStatus, today: string): string | null =>
  status.date !== null && status.date < today && (status.state === 'open' || status.state === 'counted')
    ? status.date
    : null;

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

/** The next key without a reason after `from` in the order shown, round the end; null when none is left. */
export function nextMissing(missing: readonly string[], order: readonly string[], from: string | null) {
  const at = from === null ? -1 : order.indexOf(from);
  const round = [...order.slice(at + 1), ...order.slice(0, at + 1)];
  return round.find((key) => key !== from && missing.includes(key)) ?? null;
}

/** Others of the kind of `key` that still need a reason: what "the same reason for all" would fill (H8). Never one that has its own. */
export function sameKindMissing(
  exceptions: readonly DayException[],
  reasons: Readonly<Record<string, string>>,
  key: string,
): readonly string[] {
  const kind = exceptions.find((each) => each.key === key)?.kind;
  const ofKind = exceptions.filter((each) => each.kind === kind && each.key !== key);
  return missingReasons(ofKind, reasons);
}

/** Shown one by one, and what is folded away: more than a few of low risk that need no word. */
export function foldExceptions(sorted: readonly DayException[]): {
  readonly shown: readonly DayException[];
  readonly folded: readonly DayException[];
} {
  const quiet = sorted.filter((each) => each.risk === 'low' && !each.needsReason);
  if (quiet.length <= 5) return { shown: sorted, folded: [] };
  return { shown: sorted.filter((each) => !quiet.includes(each)), folded: quiet };
}

/** Seconds as `12:40`, from an hour on as `1:02:40`. */
export function clockTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

/** Mean of a sum of seconds; null when nothing was timed. */
export const meanSeconds = (total: number, timed: number): number | null =>
  timed === 0 ? null : Math.round(total / timed);

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
