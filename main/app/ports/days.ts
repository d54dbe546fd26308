import type { ClosedDay, DaySummary, MonthCheck, StockIdentity } from '../../contract/day.ts';
import type { DayCorrection, DayOverride } from '../../contract/dayMatch.ts';
import type { RowId, StaffId } from '../../contract/ids.ts';
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
  /** Whole closed days from one date to another, oldest first, one at a time. */
  closedBetween(from: string, to: string): Iterable<ClosedDay>;
  addCorrection(correction: DayCorrection & { readonly rowId: RowId | null }): void;
  /** Known at or after `from` and before `to`. */
  correctionsBetween(from: string, to: string): readonly DayCorrection[];
  correctionsOf(date: string): readonly DayCorrection[];
  save(day: DayRecord): void;
}
