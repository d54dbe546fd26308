import type { CaseId, RecallId, StaffId } from '../../contract/ids.ts';
import type { DecisionView, RecallView, WithdrawnPaper } from '../../contract/outcomes.ts';

/** One decision. Append-only; `supersedes` names the one whose place it takes, and no decision is superseded twice. */
export interface DecisionRecord extends Omit<DecisionView, 'supersededBy'> {
  readonly caseId: CaseId;
  readonly byId: StaffId | null;
}
export interface DecisionStore {
  insert(decision: DecisionRecord): void;
  /** Oldest first. */
  ofCase(caseId: CaseId): readonly DecisionRecord[];
  /** From one instant up to another, oldest first. */
  between(from: string, to: string): readonly DecisionRecord[];
}

/** A paper or card to be fetched back. Never deleted; `closed` is written once. */
export type RecallRecord = Omit<RecallView, 'overdue' | 'noticeKind'>;
export interface RecallStore {
  get(id: RecallId): RecallRecord | null;
  save(recall: RecallRecord): void;
  ofCase(caseId: CaseId): readonly RecallRecord[];
  /** Open ones by due day, then closed ones, newest first. */
  list(): readonly RecallRecord[];
}

/** Papers that any station withdrew, as upstream told (C5). An entry is never removed. */
export interface WithdrawnPaperStore {
  byNumber(number: string): WithdrawnPaper | null;
  /** Where the feed is read on; empty = from its start. */
  cursor(): string;
  /** When the feed was last read to its end; null = not yet. */
  asOf(): string | null;
  /** One page with the cursor behind it. `asOf`: it was the last one, asked for then; null = more are to come. */
  savePage(page: {
    readonly papers: readonly WithdrawnPaper[];
    readonly cursor: string;
    readonly asOf: string | null;
  }): void;
}
