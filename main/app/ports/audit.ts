import type { Surface } from '../../contract/access.ts';

export interface AuditEntry {
  readonly at: string;
  /** User name, `kiosk`, or `system`. */
  readonly actor: string;
  readonly surface: Surface | 'system';
  /** e.g. `case.accept`, `read.caseGet`, `signIn.failed`. */
  readonly event: string;
  /** Id of the case, job, unit … it is about; never a name or a document number. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}
export interface AuditStore {
  append(entry: AuditEntry): void;
  /** Is there any row of this event about this subject? */
  tells(event: string, subject: string): boolean;
  /** Hash of the newest row, 64 hex; 64 zeros before the first. */
  head(): string;
  /** Number of the newest row; 0 before the first. */
  sequence(): number;
  /** The head as it was when that row was the newest: its hash, 64 zeros for 0, null when there is no such row (an old copy, or cut off). */
  headOf(sequence: number): string | null;
  /** The latest instant of any row; null before the first. A clock that was set back makes it later than that of the newest row. */
  latestAt(): string | null;
  /** Recomputes the whole chain. `firstBad` = sequence of the first row that does not fit. */
  verify(): {
    readonly intact: boolean;
    readonly rows: number;
    readonly head: string;
    readonly firstBad: number | null;
  };
  /** Newest first. In pages, because a year has a million rows. */
  page(query: AuditQuery): AuditPage;
}

/** An entry as it stands in the chain. */
export interface ChainedEntry extends AuditEntry {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** What a reader asks for; every part may be left out. */
export interface AuditQuery {
  /** Instants, from inclusive, to exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  /** Beginnings of event codes, e.g. `case.`; any of them. */
  readonly events?: readonly string[] | undefined;
  /** Any of these ids: a case is told of by its own id, its jobs and its notices. */
  readonly subjects?: readonly string[] | undefined;
  /** Only rows before this number: the next page. */
  readonly before?: number | undefined;
  readonly limit: number;
}
export interface AuditPage {
  readonly entries: readonly ChainedEntry[];
  /** `before` of the next page; null = this was the last. */
  readonly next: number | null;
}
