import type { DayReprints } from '../../contract/day.ts';
import type { FeesOfDay } from './feesOfDay.ts';
import type { CardJobState, CardJobView, CardStep } from '../../contract/cards.ts';
import type { CaseState } from '../../contract/cases.ts';
import type { CaseId, JobId, RatingId, RowId, UnitKey } from '../../contract/ids.ts';
import type { CardClass, UnitState, WasteCustody } from '../../contract/stock.ts';
import type { DiscrepancyKind, RibbonState } from '../../contract/stockBook.ts';
import type { RowKind, RowState } from '../../contract/sync.ts';
import type { TicketTimes } from '../tickets/ticketFigures.ts';

/** Everything the day is computed from, as the stores have it at `now`. Instants are ISO 8601, UTC. */
export interface DayInputs {
  readonly date: string;
  readonly stationId: string;
  /** The working day: from its opening to now. What happened before is in the figures at start. */
  readonly from: string;
  readonly to: string;
  /** The calendar date in Shanghai, by which upstream keeps its books. */
  readonly calendar: { readonly from: string; readonly to: string };
  readonly now: string;
  readonly opening: readonly (StockClass & { readonly opening: number })[];
  /** The blind count; null before it. */
  readonly counts: readonly (StockClass & { readonly counted: number })[] | null;
  readonly openCasesAtStart: number;
  readonly openJobsAtStart: number;
  readonly openRowsAtStart: number;
  readonly units: readonly DayUnit[];
  readonly movements: readonly DayMovement[];
  /** Desks that still hold blanks (H9); `since`: of the oldest of them. */
  readonly desks: readonly DayDesk[];
  /** Every ribbon, and every move of one, of all time (domain-rules 10.4). */
  readonly ribbons: readonly { readonly state: RibbonState }[];
  readonly ribbonMoves: readonly { readonly from: RibbonState | null; readonly to: RibbonState }[];
  /** Differences of printers, bins and counts that nobody has closed. */
  readonly discrepancies: readonly DayDiscrepancy[];
  readonly jobs: readonly DayJob[];
  /** Every blank that the journals of `jobs` say was fed, of this day and of days before. */
  readonly feeds: readonly DayFeed[];
  readonly cases: readonly DayCase[];
  readonly rows: {
    readonly created: number;
    readonly acknowledged: number;
    readonly open: readonly DayRow[];
    /** Rows of the day that report a hand-over with its signature, and those that report a rating. */
    readonly handOvers: readonly DayRow[];
    readonly ratings: readonly DayRow[];
  };
  readonly notices: {
    /** Numbers of every series of the year, e.g. `SZ50-BZ-2026-000001`. */
    readonly numbersOfYear: readonly string[];
    readonly unconfirmed: readonly DayNotice[];
  };
  /** Ratings that were given in the day, without their levels (domain-rules 6.7). */
  readonly ratings: readonly DayRating[];
  /** Tickets of the queue of people that came on the calendar date (A9). */
  readonly tickets: readonly TicketTimes[];
  /** Refusals and revocations that were decided in the day. */
  readonly decided: { readonly refused: number; readonly revoked: number };
  /** Papers and cards that are still to be fetched back (G9). */
  readonly recalls: readonly DayRecall[];
  /** Accepted cases that have an unsatisfied required row: must be none (11.8). */
  readonly acceptedUnsatisfied: number;
  /** The book of fees with the cards it is about (D12). Default: nothing costs anything. */
  readonly fees?: FeesOfDay;
  /** Made or printed once more in the day (C4). */
  readonly reprints?: DayReprints;
  /** Card numbers in upstream's books of this station and day; null = upstream could not be asked. */
  readonly upstream: { readonly reported: readonly string[]; readonly enabled: readonly string[] } | null;
}

export interface DayRecall {
  readonly id: string;
  readonly caseId: CaseId;
  readonly jobId: JobId | null;
  /** Of the paper, or the last digits of the card. */
  readonly number: string;
  readonly owner: string;
  readonly openedAt: string;
  readonly dueOn: string;
}
export interface StockClass {
  readonly bank: string;
  readonly vendor: string;
  readonly cardClass: CardClass;
}
export interface DayDesk {
  /** Display name; null = booked to a desk before desks had names. */
  readonly clerk: string | null;
  readonly held: number;
  readonly since: string;
}
export interface DayDiscrepancy {
  readonly id: string;
  readonly kind: DiscrepancyKind;
  readonly subject: string;
  readonly ledger: number;
  readonly found: number;
  readonly since: string;
  readonly owner: string;
}
export interface DayUnit extends StockClass {
  readonly key: UnitKey;
  readonly tail: string;
  readonly state: UnitState;
  readonly since: string;
  readonly jobId: JobId | null;
  /** Of waste: it waits for its destruction while it is neither sent up nor destroyed. */
  readonly custody: WasteCustody | null;
}
export interface DayMovement {
  readonly unitKey: UnitKey;
  readonly from: UnitState | null;
  readonly to: UnitState;
  readonly at: string;
  readonly by: string;
  readonly jobId: JobId | null;
  readonly reason: string | null;
}
/** One blank that was read inside the printer for one attempt of one job. `at`: when it was bound. */
export interface DayFeed {
  readonly jobId: JobId;
  readonly unitTail: string;
  readonly attempt: number;
  readonly at: string;
}
export interface DayJob {
  readonly id: JobId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly state: CardJobState;
  readonly place: CardJobView['place'];
  readonly cardNumber: string | null;
  readonly unitKey: UnitKey | null;
  readonly unitTail: string | null;
  readonly owner: string;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly visualOkAt: string | null;
  readonly reportedAt: string | null;
  readonly enabledAt: string | null;
  readonly handedOverAt: string | null;
  readonly endedAt: string | null;
  readonly unknownStep: CardStep | null;
  /** Since when a card that nobody began is held fetched ahead (D2). Left out or null: it is none. */
  readonly aheadSince?: string | null;
}
export interface DayCase {
  readonly id: CaseId;
  readonly number: string;
  readonly state: CaseState;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly endedAt: string | null;
  /** Last working day of the legal clock, and whether it is over. */
  readonly deadline: string;
  readonly breached: boolean;
  /** Who took the passport in that still lies with us (B6), and when; null = none lies here. */
  readonly passportWithUs: { readonly by: string; readonly at: string } | null;
}
export interface DayRow {
  readonly id: string;
  readonly kind: RowKind;
  readonly state: RowState;
  readonly createdAt: string;
  readonly owner: string;
  readonly caseId: CaseId | null;
  readonly caseNumber: string | null;
  readonly refusal: string | null;
}
export interface DayRating {
  readonly id: RatingId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly givenAt: string;
  /** The outbox row that reports it. */
  readonly rowId: RowId;
}
export interface DayNotice {
  readonly number: string;
  readonly caseId: CaseId;
  readonly issuedAt: string;
  readonly issuedBy: string;
}

/** Is the instant inside the day? */
export function inDay(inputs: Pick<DayInputs, 'from' | 'to'>, at: string | null): boolean {
  return at !== null && at >= inputs.from && at < inputs.to;
}
