import type { CardJobState, CardStep } from '../../contract/cards.ts';
import type { CaseState } from '../../contract/cases.ts';
import type { CaseId, JobId, RatingId, RowId, UnitKey } from '../../contract/ids.ts';
import type { UnitState } from '../../contract/stock.ts';
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
  readonly opening: readonly { readonly bank: string; readonly vendor: string; readonly opening: number }[];
  /** The blind count; null before it. */
  readonly counts:
    readonly { readonly bank: string; readonly vendor: string; readonly counted: number }[] | null;
  readonly openCasesAtStart: number;
  readonly openJobsAtStart: number;
  readonly openRowsAtStart: number;
  readonly units: readonly DayUnit[];
  readonly movements: readonly DayMovement[];
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
export interface DayUnit {
  readonly key: UnitKey;
  readonly tail: string;
  readonly bank: string;
  readonly vendor: string;
  readonly state: UnitState;
  readonly since: string;
  readonly jobId: JobId | null;
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
