/** What somebody outside of the file says stood at the head of the audit chain: the day report, upstream, the file beside the database. */
export interface KnownHead {
  readonly sequence: number;
  readonly head: string;
  readonly where: 'paper' | 'upstream' | 'besideFile' | 'copy';
}

export const problemKinds = ['altered', 'removed', 'added', 'swapped', 'rolledBack', 'unreadable'] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** One thing that was done to the records without the program. */
export interface IntegrityProblem {
  readonly kind: ProblemKind;
  /** Table of the record, `file` for a page of the file, `wal` for the write-ahead log, `head` for the file beside it. */
  readonly table: string;
  /** Number or id of the record as it has it itself, never a name or a document number; null where none can be read. */
  readonly row: string | null;
  /** The counterpart of a swap, the numbers that are missing, the page. Never what the record says. */
  readonly detail: string;
}

export interface IntegrityReport {
  readonly intact: boolean;
  /** The first `problemLimit`; `count` says how many there are. */
  readonly problems: readonly IntegrityProblem[];
  readonly count: number;
  readonly rows: number;
  /** Pages of the file and frames of the log whose authentication was computed; 0 where only a part was looked at. */
  readonly pages: number;
  readonly audit: { readonly rows: number; readonly sequence: number; readonly head: string };
}

/** More is a different file, not a list. */
export const problemLimit = 200;

/** The seals of the precious file (I1). Nothing here writes. */
export interface Integrity {
  /** What was found when the file was opened: its head, the sums of its seals, the end of the chain, the file beside it. */
  opening(): IntegrityReport;
  /** The newest verification of this run, else the look at opening: what is known now, without reading anything. */
  known(): IntegrityReport;
  /**
   * Reads everything: the authentication of each page and log frame, each row's seal, the whole audit chain, and whether the heads that
   * others know are in it. Works in slices on a snapshot of its own, so that a scan never waits.
   */
  verify(options?: { readonly knownHeads?: readonly KnownHead[] }): Promise<IntegrityReport>;
}
