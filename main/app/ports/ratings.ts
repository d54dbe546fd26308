import type { CaseId, RatingId, RowId, StaffId } from '../../contract/ids.ts';
import type { RatingFollowUp, RatingLevel } from '../../contract/ratings.ts';

/** What a visitor said about a case, once. Never changed; only the follow-up of a poor one is closed. */
export interface RatingRecord {
  readonly id: RatingId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly level: RatingLevel;
  readonly channel: 'window' | 'kiosk';
  readonly givenAt: string;
  /** Whose work was rated: they see nothing of it (domain-rules 6.7). */
  readonly officers: readonly StaffId[];
  /** The outbox row that reports it. */
  readonly rowId: RowId;
  /** Of a poor rating: the calendar date by which it is put right. */
  readonly dueOn: string | null;
  readonly closed: RatingFollowUp['closed'];
}

export interface RatingStore {
  get(id: RatingId): RatingRecord | null;
  ofCase(caseId: CaseId): RatingRecord | null;
  /** A second one for a case throws, and so does any change but the closing of a follow-up. */
  save(rating: RatingRecord): void;
  /** Given in the half-open span of ISO instants, in their order. */
  givenBetween(from: string, to: string): readonly RatingRecord[];
  /** Poor ones: open ones by due day, then closed ones, newest first. */
  followUps(): readonly RatingRecord[];
}
