import type { DayReprints } from '../../contract/day.ts';
import type { DayCorrection, DayOverride } from '../../contract/dayMatch.ts';
import type { ReplacementReason } from '../../contract/earlierCards.ts';
import type { BookedCard } from '../../contract/upstream.ts';
import type { FeesOfDay } from './feesOfDay.ts';
import type { CardJobState, CardJobView, CardStep } from '../../contract/cards.ts';
import type { CaseState } from '../../contract/cases.ts';
import type { CaseId, JobId, RatingId, RowId, StaffId, UnitKey } from '../../contract/ids.ts';
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
  /** The last movement of every blank of all time, also of one that is not among `units` any more (11.1c). */
  readonly lastMoves: readonly DayLastMove[];
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
  /** What the printers counted in the day, beside what the ledger says they printed (H2). `counted` null = no two looks to compare. */
  readonly printers: readonly {
    readonly printerId: string;
    readonly counted: number | null;
    readonly ledger: number;
  }[];
  readonly cases: readonly DayCase[];
  /** Case numbers of the calendar date, and the counter that gave them (11.7). */
  readonly caseNumbers: { readonly known: readonly string[]; readonly given: readonly NumberSeries[] };
  /** Work of people in the day that is not in `jobs` (H7). */
  readonly deeds: readonly DayDeed[];
  readonly rows: {
    readonly created: number;
    readonly acknowledged: number;
    /** Places in the order of creation, between the rows of before and the newest, at which no row is found (11.6). */
    readonly missing: readonly number[];
    /** Acknowledged in the day, and no receipt is stored (G3). */
    readonly withoutReceipt: readonly DayRow[];
    readonly open: readonly DayRow[];
    /** Rows of the day that report a hand-over with its signature, and those that report a rating. */
    readonly handOvers: readonly DayRow[];
    readonly ratings: readonly DayRow[];
  };
  readonly notices: {
    /** Numbers of every series of the year, e.g. `SZ50-BZ-2026-000001`. */
    readonly numbersOfYear: readonly string[];
    /** The counters that gave them (11.9). */
    readonly given: readonly NumberSeries[];
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
  /** Numbers of accepted cases that have an unsatisfied required row: must be none (11.8). */
  readonly acceptedUnsatisfied: readonly string[];
  /** Numbers of cases that wait for documents of which no supplement notice told: must be none (11.8). */
  readonly supplementIncomplete: readonly string[];
  /** Openings of the kiosk's cabinet that no supervisor has settled (E7). Default: none. */
  readonly cabinet?: readonly DayOpening[];
  /** The book of fees with the cards it is about (D12). Default: nothing costs anything. */
  readonly fees?: FeesOfDay;
  /** Made or printed once more in the day (C4). */
  readonly reprints?: DayReprints;
  /** Upstream's books of this station and day; null = upstream could not be asked. */
  readonly upstream: UpstreamBooksOfDay | null;
  /** What the verification of the records found that the program did not write (I1): how many, and the first. */
  readonly records?: { readonly count: number; readonly first: string };
  /** What became known in this day about days that were closed before (G9). */
  readonly corrections: readonly KnownCorrection[];
  /** Earlier days that were overridden and wait for their signatures (H3). */
  readonly earlierUnsigned: readonly (DayOverride & { readonly date: string })[];
}

export interface UpstreamBooksOfDay {
  readonly askedAt: string;
  readonly reported: readonly BookedCard[];
  readonly enabled: readonly BookedCard[];
}
/** A correction with the row it is about; null = it is about the books. */
export interface KnownCorrection extends DayCorrection {
  readonly rowId: RowId | null;
}
export interface DayLastMove {
  readonly unitKey: UnitKey;
  readonly to: UnitState;
  readonly toClerk: StaffId | null;
  readonly jobId: JobId | null;
}
/** `prefix`: of the number, up to its serial. `last`: the counter itself, so that a missing last number shows, too. */
export interface NumberSeries {
  readonly prefix: string;
  readonly width: number;
  readonly last: number;
}
export interface DayDeed {
  /** Display name; with the user name where two people have the same. */
  readonly clerk: string;
  readonly kind: 'caseOpened' | 'accepted' | 'supplement' | 'handedOver' | 'remade';
  readonly reason: ReplacementReason | null;
}
/** What the machine said about the blank of the newest attempt (H2), from the journal. */
export interface MachineFacts {
  /** Last four digits that it read off the chip; null = it read none. */
  readonly tail: string | null;
  /** When it counted the print; null = it did not. */
  readonly printedAt: string | null;
  /** A print has no outcome: it may or may not be counted. */
  readonly open: boolean;
}
/** One step of a job from its beginning to its confirmation (H7). */
export interface DayStep {
  readonly step: CardStep;
  readonly endedAt: string;
  readonly seconds: number;
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
export interface DayOpening {
  readonly sequence: number;
  readonly at: string;
  readonly caseId: CaseId | null;
  readonly caseNumber: string | null;
  readonly jobId: JobId | null;
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
  /** Whose desk it lies on (H9); null = nobody's. */
  readonly clerkId: StaffId | null;
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
  readonly batch: string | null;
  readonly cardNumber: string | null;
  readonly cardIdentifier: string | null;
  readonly unitKey: UnitKey | null;
  readonly unitTail: string | null;
  readonly owner: string;
  /** The owner as reports name people; null = nobody made it, e.g. at the kiosk. */
  readonly clerk: string | null;
  /** The scan that opened its case; null = the case is not known any more. */
  readonly caseOpenedAt: string | null;
  readonly machine: MachineFacts;
  readonly steps: readonly DayStep[];
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
