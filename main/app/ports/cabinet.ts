import type { CabinetEventKind } from '../../contract/cabinet.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { KioskPage } from '../../contract/kiosk.ts';

/** Something that happened at the kiosk's cabinet or in its maintenance (E7, F6). */
export interface CabinetEventRecord {
  /** Grows by one per event. */
  readonly sequence: number;
  readonly at: string;
  readonly kind: CabinetEventKind;
  /** Display name of the technician; null = nobody had said who he is. */
  readonly by: string | null;
  /** What the kiosk showed at that second; null = the clean first page. */
  readonly page: KioskPage | null;
  readonly caseId: CaseId | null;
  readonly jobId: JobId | null;
  /** A supervisor has to settle it. */
  readonly attention: boolean;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly note: string | null;
}
export interface CabinetStore {
  append(
    event: Omit<CabinetEventRecord, 'sequence' | 'settledAt' | 'settledBy' | 'note'>,
  ): CabinetEventRecord;
  get(sequence: number): CabinetEventRecord | null;
  /** Once. Throws when it was settled before. */
  settle(sequence: number, how: { readonly at: string; readonly by: string; readonly note: string }): void;
  /** Newest first. */
  list(limit: number): readonly CabinetEventRecord[];
  /** Those with attention that nobody has settled, oldest first. */
  unsettled(): readonly CabinetEventRecord[];
  ofCase(caseId: CaseId): readonly CabinetEventRecord[];
  /** The newest event of these kinds; null = there was none. */
  latestOf(kinds: readonly CabinetEventKind[]): CabinetEventRecord | null;
}
