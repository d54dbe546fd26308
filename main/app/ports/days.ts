import type { ClosedDay, DaySummary, MonthCheck, StockIdentity } from '../../contract/day.ts';
import type { DayOverride } from '../../contract/dayMatch.ts';
import type { RowId, StaffId } from '../../contract/ids.ts';
import type { DayLastMove, KnownCorrection } from '../../domain/day/dayInputs.ts';
import type { PeriodDay } from '../../contract/periods.ts';
import type { CardClass } from '../../contract/stock.ts';

export interface DayRecord {
  readonly date: string;
  readonly state: 'open' | 'counted' | 'overridden' | 'closed';
  readonly openedAt: string;
  readonly openedBy: string;
  readonly openedById: StaffId;
  /** Stock per class at opening; closing of the day before. */
  readonly opening: readonly Pick<StockIdentity, 'bank' | 'vendor' | 'cardClass' | 'opening'>[];
  readonly openCasesAtStart: number;
  readonly openJobsAtStart: number;
  readonly openRowsAtStart: number;
  readonly counts:
    | readonly {
        readonly bank: string;
        readonly vendor: string;
        readonly cardClass: CardClass;
        readonly counted: number;
      }[]
    | null;
  readonly countedBy: string | null;
  /** Null also for counts of before this was kept. */
  readonly countedById: StaffId | null;
  /** Frozen when the next day was opened without a close (H3); kept when it is signed afterwards. */
  readonly overridden: OverriddenDay | null;
  readonly closed: ClosedDay | null;
}
/** A day as it stood when it was overridden: what is signed afterwards is this and nothing newer. */
export type OverriddenDay = Omit<ClosedDay, 'signatures' | 'reasons' | 'override'> & {
  readonly override: DayOverride;
};
export interface DayStore {
  get(date: string): DayRecord | null;
  /** The day that is open or counted; there is at most one. */
  current(): DayRecord | null;
  /** Closed or overridden: what the next day goes on from. */
  latestEnded(): DayRecord | null;
  latestClosed(): DayRecord | null;
  /** Overridden and not signed, oldest first. */
  unsigned(): readonly DayRecord[];
  /** Newest first, without reading whole days (H5). Dates are inclusive; `before` is not. */
  list(range: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly before?: string | undefined;
    readonly limit: number;
  }): readonly DaySummary[];
  months(): readonly MonthCheck[];
  /** What closed days give to sums, oldest first, without reading their rows (H7). Dates are inclusive. */
  sumsBetween(from: string, to: string): readonly PeriodDay[];
  /** The closed or overridden day in whose span the instant lies; null = it lies in none. */
  endedDateAt(instant: string): string | null;
  /** When the last day before the one that was opened then ended; null = there was none. */
  endBefore(openedAt: string): string | null;
  /** Ended days from `since` on without an answer about their books that came later; oldest first. */
  endedWithoutBooks(since: string): readonly string[];
  /** Was upstream asked for the books when the day ended? Reads the whole signed day: some milliseconds. */
  wasAsked(date: string): boolean;
  /** Once for each row and kind, and once for the books of a day: false = it is known already (G9). */
  addCorrection(correction: KnownCorrection): boolean;
  /** Known at or after `from` and before `to`. */
  correctionsBetween(from: string, to: string): readonly KnownCorrection[];
  correctionsOf(date: string): readonly KnownCorrection[];
  /** The last movement of every blank of all time, also where the blank itself is gone. */
  lastMoves(): readonly DayLastMove[];
  /** How far the counter of this name has given numbers; null = none yet. */
  counter(name: string): number | null;
  /** Places in the queue of rows created at or after `from`, without those that hold a row: from the one behind the last row of before to the newest that was given. */
  missingRows(from: string): readonly number[];
  /** Acknowledged rows of the span that have no receipt. */
  rowsWithoutReceipt(from: string, to: string): readonly RowId[];
  save(day: DayRecord): void;
}
