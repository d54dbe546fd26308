import type { DraftFields } from '../../contract/drafts.ts';
import type { CaseId, StaffId } from '../../contract/ids.ts';

/** What one person has begun to type in one case (I5). */
export interface DraftStore {
  get(caseId: CaseId, staffId: StaffId): DraftFields;
  /** Replaces all fields of this person in this case; no fields = the draft is gone. */
  save(caseId: CaseId, staffId: StaffId, fields: DraftFields, at: string): void;
  /** Of everybody: the case has ended, and nothing that was only typed is kept. */
  dropOfCase(caseId: CaseId): void;
}
