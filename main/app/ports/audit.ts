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
  /** The latest instant of any row; null before the first. A clock that was set back makes it later than that of the newest row. */
  latestAt(): string | null;
  /** Recomputes the whole chain. `firstBad` = sequence of the first row that does not fit. */
  verify(): {
    readonly intact: boolean;
    readonly rows: number;
    readonly head: string;
    readonly firstBad: number | null;
  };
}
