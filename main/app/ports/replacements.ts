import type { CardPurpose } from '../../contract/cards.ts';
import type { EarlierAct, FeeKind, FeeMeans, ReplacementReason } from '../../contract/earlierCards.ts';
import type { CaseId, EarlierActId, FeeId, JobId, RowId, StaffId } from '../../contract/ids.ts';

/** One entry of the book of earlier cards (D8). Never changed: what became of a report is told by its row. */
export interface EarlierActRecord {
  readonly id: EarlierActId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly permitNumber: string;
  /** Of `replaced`: the job that makes the new card. */
  readonly jobId: JobId | null;
  readonly act: EarlierAct;
  readonly cardNumber: string | null;
  readonly purpose: CardPurpose | null;
  readonly reason: ReplacementReason | null;
  readonly note: string | null;
  readonly by: string;
  readonly byId: StaffId | null;
  readonly by2: string | null;
  readonly at: string;
  readonly rowId: RowId | null;
}
export interface EarlierCardStore {
  insert(act: EarlierActRecord): void;
  /** Oldest first. */
  ofPermit(permitNumber: string): readonly EarlierActRecord[];
  between(from: string, to: string): readonly EarlierActRecord[];
}

/** One entry of the book of fees (D12). Amounts are fen. Never changed. */
export interface FeeRecord {
  readonly id: FeeId;
  readonly jobId: JobId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly kind: FeeKind;
  readonly amount: number;
  readonly means: FeeMeans;
  readonly receiptNumber: string | null;
  readonly note: string | null;
  /** The payment that a refund gives back. */
  readonly of: FeeId | null;
  readonly by: string;
  readonly byId: StaffId | null;
  readonly by2: string | null;
  readonly at: string;
  readonly rowId: RowId;
}
export interface FeeStore {
  insert(fee: FeeRecord): void;
  /** Oldest first. */
  ofJob(jobId: JobId): readonly FeeRecord[];
  /** Was a payment written with this receipt number? */
  hasReceipt(receiptNumber: string): boolean;
  between(from: string, to: string): readonly FeeRecord[];
  /** Every job that anything was paid, waived or given back for. */
  all(): readonly FeeRecord[];
}
