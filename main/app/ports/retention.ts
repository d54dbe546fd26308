import type { AttachmentId, CaseId, CustodyActId, RowId } from '../../contract/ids.ts';
import type { KeptKind, PurgeView } from '../../contract/retention.ts';
import type { DayMark } from '../../domain/retention/standing.ts';
import type { AttachmentKind } from './attachments.ts';

/** What a case still holds that has an end. */
export interface KeptOfCase {
  /** Also those that were destroyed. Oldest first. */
  readonly attachments: readonly {
    readonly id: AttachmentId;
    readonly kind: AttachmentKind;
    readonly digest: string;
    readonly addedAt: string;
    readonly purgedAt: string | null;
  }[];
  /** Jobs that still hold the data of their card: name, numbers, photo. */
  readonly jobsWithData: number;
  /** Rows whose payload is still whole. */
  readonly payloads: number;
  readonly purges: readonly CasePurge[];
}
export type CasePurge = Omit<PurgeView, 'at'> & { readonly at: string };

/** A row without a case that is acknowledged and still whole; `day.closed` is none: it is the proof of a close. */
export interface LooseRow {
  readonly id: RowId;
  readonly createdAt: string;
  readonly ackedAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What retention asks of the precious database, and what it does there. Every write inside `Stores.run`. */
export interface RetentionStore {
  /** In the order of their openings. */
  days(): readonly DayMark[];
  /** Cases of which anything with an end is still kept. */
  caseIds(): readonly CaseId[];
  ofCase(caseId: CaseId): KeptOfCase;
  looseRows(): readonly LooseRow[];
  wastePhotos(): readonly { readonly actId: CustodyActId; readonly at: string; readonly count: number }[];
  /** When the newest row of this stock act was acknowledged; null = some row of its instant is not, or there is none. */
  stockConfirmedAt(at: string): string | null;
  oldest(kind: 'drafts' | 'answers'): string | null;
  count(kind: 'drafts' | 'answers'): number;

  /** Empties the data of all ended jobs of a case. Answers how many there were. */
  dropCardData(caseId: CaseId): number;
  /** Whole, acknowledged rows of a case. */
  rowsOfCase(caseId: CaseId): readonly LooseRow[];
  /** Once for each row, and only of an acknowledged one: the file refuses anything else. */
  replacePayload(id: RowId, payload: Readonly<Record<string, unknown>>, at: string): void;
  /** Overwrites the keys of the photos of one destruction, then drops them. */
  dropWastePhotos(actId: CustodyActId): number;
  /** The oldest ones before an instant, at most `limit`. */
  dropBefore(kind: 'drafts' | 'answers', before: string, limit: number): number;
  note(purge: {
    readonly at: string;
    readonly kind: KeptKind;
    readonly count: number;
    readonly days: number;
  }): void;
  noteOfCase(caseId: CaseId, purge: Omit<CasePurge, 'clause'>): void;
  /** Newest first; rows of one run, kind and rule added up. */
  purges(limit: number): readonly PurgeView[];
  /**
   * Empties the write-ahead log into the file. Until then it may hold pages from before: what was destroyed is gone for somebody with the
   * database key only after this. Outside a transaction; false = somebody reads, and it is done next time.
   */
  settle(): boolean;
}
