import type { AttachmentId, CaseId, JobId, StaffId } from '../../contract/ids.ts';
import type { Receipt } from '../../domain/cards/handOver.ts';

/** The receipt of one card (domain-rules 9.25). */
export interface HandOverRecord extends Receipt {
  readonly jobId: JobId;
  readonly caseId: CaseId;
  readonly cardNumber: string;
  readonly at: string;
  /** The drawn signature, sealed; null = none was drawn. */
  readonly signatureId: AttachmentId | null;
  readonly officer: string;
  readonly officerId: StaffId | null;
}

export interface HandOverStore {
  get(jobId: JobId): HandOverRecord | null;
  /** A second one for a card throws. */
  insert(record: HandOverRecord): void;
  /** Half-open span of ISO instants, in their order. */
  between(from: string, to: string): readonly HandOverRecord[];
}
