import type { DerivativeFacts, PhotoFacts, PhotoReport, ScanFacts } from '../../contract/photos.ts';
import type { AttachmentId, CaseId } from '../../contract/ids.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import type { CropPlan } from '../../domain/photo/planCrop.ts';
import type { SealedPicture } from './pictures.ts';

/** `photo` is the file as it came; the others were made from it. */
export type AttachmentKind =
  'photo' | 'signature' | `photo:${DerivativeFacts['kind']}` | `original:${DocumentCode}`;

/**
 * What is known of a picture of a case, also after the picture itself is gone. It names no day of its end on purpose: that day counts from the
 * confirmation by upstream and the close of the day (I3, domain-rules 12.3, 12.8), both of which come later and can be undone for a case (a
 * refused row, a recall); a day written down at the scan would be a guess.
 */
export interface AttachmentRecord {
  readonly id: AttachmentId;
  readonly caseId: CaseId;
  readonly kind: AttachmentKind;
  /** Of the plain bytes. */
  readonly size: number;
  /** SM3 of the plain bytes, 64 hex. */
  readonly digest: string;
  readonly addedAt: string;
  readonly addedBy: string;
  /** Of a scan; null for photos, whose facts stand in PhotoRecord. */
  readonly scan: ScanFacts | null;
  readonly purgedAt: string | null;
}

/** Pictures inside the encrypted database, each besides under a key of its own: purging destroys the key (12.7). */
export interface AttachmentStore {
  get(id: AttachmentId): AttachmentRecord | null;
  /** Oldest first; without those that were purged. */
  ofCase(caseId: CaseId): readonly AttachmentRecord[];
  /** Those whose picture was destroyed, or never kept. Oldest first. */
  destroyedOfCase(caseId: CaseId): readonly AttachmentRecord[];
  /** Without a picture only what is known of it is kept; the record then says `purgedAt` from the start. */
  insert(record: AttachmentRecord, picture: Pick<SealedPicture, 'key' | 'sealed'> | null): void;
  /** Null when it was purged. */
  picture(id: AttachmentId): Pick<SealedPicture, 'key' | 'sealed'> | null;
  /** Destroys key and bytes; the record stays and says when. */
  purge(id: AttachmentId, at: string): void;
}

/** The photo of a case: what was measured, where the face is and who says so. The report follows from it and from the day. */
export interface PhotoRecord {
  readonly caseId: CaseId;
  /** The file as it came. */
  readonly attachmentId: AttachmentId;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly declaredOn: string | null;
  readonly facts: PhotoFacts;
  readonly face: PhotoReport['face'];
  readonly plan: CropPlan;
  readonly derivatives: readonly DerivativeFacts[];
}
export interface PhotoStore {
  get(caseId: CaseId): PhotoRecord | null;
  save(record: PhotoRecord): void;
}
