import type { AttachmentId, RowId } from '../../contract/ids.ts';
import type { AttachmentKind } from './attachments.ts';

/** A picture that a queued row names. */
export interface RowAttachment {
  readonly rowId: RowId;
  readonly attachmentId: AttachmentId;
  readonly kind: AttachmentKind;
  /** SM3 of the plain bytes, as the row's payload says it. */
  readonly digest: string;
  readonly size: number;
  /** When upstream said that it is whole there; null = not yet. */
  readonly confirmedAt: string | null;
  /** Why it can never go: its key was destroyed, its bytes are not what they were, or upstream does not take it. */
  readonly problem: 'gone' | 'damaged' | 'refused' | null;
}

/** Which pictures go up before which rows (G5). */
export interface RowAttachmentStore {
  name(attachment: Omit<RowAttachment, 'confirmedAt' | 'problem'>): void;
  ofRow(rowId: RowId): readonly RowAttachment[];
  /** Pictures of a case that some row has named already. */
  named(attachmentId: AttachmentId): boolean;
  /** Waits for upstream's word: it must not be destroyed before. */
  waits(attachmentId: AttachmentId): boolean;
  /** Of waiting rows, in the order of the rows: neither confirmed nor given up. */
  open(limit: number): readonly RowAttachment[];
  /** Upstream has it, whichever row names it. Inside a transaction. */
  confirm(digest: string, at: string): void;
  fail(rowId: RowId, attachmentId: AttachmentId, problem: NonNullable<RowAttachment['problem']>): void;
  counts(): { readonly open: number };
}
