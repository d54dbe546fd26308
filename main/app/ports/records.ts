import type {
  ChainPlace,
  CopyManifest,
  CopyOutcome,
  DrillReport,
  LocalCounters,
  RecordsAnchor,
  RecordsLock,
} from '../../contract/records.ts';
import type { Result } from '../../contract/result.ts';

/** One line of the log of copies. */
export interface BackupEntry {
  readonly at: string;
  readonly kind: 'copy' | 'drill' | 'restore';
  /** Name of the copy; empty = none was begun. */
  readonly file: string;
  /** A `CopyOutcome`; `proven` or `failed` of a drill; `restored`, and `accepted` with the reason that two people gave. */
  readonly outcome: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Standing of these records, inside the precious database. */
export interface RecordsStore {
  note(entry: BackupEntry): void;
  /** Newest of its kind, or of its kind with this outcome. */
  newest(kind: BackupEntry['kind'], outcome?: string): BackupEntry | null;
  /** Newest outcome of a drill by file. */
  drilled(): ReadonlyMap<string, string>;
  lock(): RecordsLock | null;
  keepLock(lock: RecordsLock): void;
  clearLock(): void;
  line(): number;
  startLine(line: number): void;
  counters(): LocalCounters;
  /** Raises a counter to at least `value` and notes the numbers that are left out; a lower value changes nothing. */
  raise(name: string, value: number, at: string): void;
  /** Numbers left out, oldest first: `from` was the last that was given, `to` the last that is left out. */
  jumps(): readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

/** A copy that lies in the second place. Null manifest: it cannot be read, or is missing. */
export interface FoundCopy {
  readonly file: string;
  readonly takenAt: string;
  readonly manifest: CopyManifest | null;
}

/** What was found in a copy itself. */
export type CopyProof = Pick<DrillReport, 'steps' | 'failed'> & {
  readonly place: ChainPlace | null;
  readonly rows: number;
};

/** The second place. Nothing here rejects; a place that does not answer is `folderAway`. */
export interface Copies {
  /** Null = the profile names none. */
  readonly folder: string | null;
  make(
    takenAt: string,
  ): Promise<
    | { readonly outcome: 'done'; readonly manifest: CopyManifest }
    | { readonly outcome: Exclude<CopyOutcome, 'done'>; readonly detail: string }
  >;
  /** Newest first, only those of this station; null = the place does not answer. */
  list(): Promise<readonly FoundCopy[] | null>;
  /** All but `ours`: that is for who knows our chain. */
  prove(copy: FoundCopy): Promise<CopyProof>;
  remove(files: readonly string[]): Promise<void>;
}

export interface FoundAnchor {
  readonly told: 'beside' | 'secondPlace';
  readonly anchor: RecordsAnchor;
}
/** Marks outside the database. Reads answer only marks with a seal of this station. */
export interface Anchors {
  read(): Promise<readonly FoundAnchor[]>;
  /** Never rejects. `durable`: the mark beside the data is on the disk when this resolves. */
  write(anchor: RecordsAnchor, durable: boolean): Promise<void>;
}

/** What the key folder says, without any key. */
export interface KeyFacts {
  readonly recoveryWrap: boolean;
  readonly hallKey: boolean;
}

/** A copy that was put in at this start. */
export interface RestoredCopy {
  readonly manifest: CopyManifest;
}
export type Restoring = Result<RestoredCopy | null>;
