import type { RowId } from '../../contract/ids.ts';
import type { ChainPlace } from '../../contract/records.ts';
import type { Receipt, RowKind, RowState } from '../../contract/sync.ts';
import type { SealedPicture } from './pictures.ts';
import type { DueAt } from './stores.ts';

/** A row of another station that was brought here by hand (G6). */
export interface CarriedRecord {
  readonly id: RowId;
  /** Grows by one per row: the order in which they came, which inside a stream is the order of the first station. */
  readonly sequence: number;
  /** Whose row it is; it stays so upstream. */
  readonly stationId: string;
  readonly kind: RowKind;
  readonly caseNumber: string | null;
  /** Rows of one stream go upstream in order. Begins with the station, so that no other's stream is the same. */
  readonly stream: string;
  /** Sequence of the refused row whose place in the stream it has; null = its own. */
  readonly placeOf: number | null;
  readonly businessKey: string;
  readonly schemaVersion: number;
  readonly corrects: RowId | null;
  /** Null once upstream has it: then it is nobody's business here any more. */
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly createdAt: string;
  /** Where the audit chain of its station stood when it was carried out. */
  readonly chain: ChainPlace;
  readonly carriedAt: string;
  /** Display name. */
  readonly carriedBy: string;
  readonly state: RowState;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly receipt: Receipt | null;
  readonly upstreamCaseNumber: string | null;
  readonly ackedAt: string | null;
  /** Upstream had it before it was sent from here. */
  readonly wasKnown: boolean;
  readonly refusal: string | null;
}

/** A picture that a carried row names. */
export interface CarriedPicture {
  readonly rowId: RowId;
  /** SM3 of the plain bytes, 64 hex. */
  readonly digest: string;
  readonly kind: string;
  readonly size: number;
  readonly confirmedAt: string | null;
  /** Why it can never go: it did not come with the file, its bytes are not what they were, or upstream does not take it. */
  readonly problem: 'gone' | 'damaged' | 'refused' | null;
}

/** Rows without a receipt, and card jobs that are not ended: what a removal of the program would lose. */
export interface Unsettled {
  readonly own: number;
  readonly carried: number;
  readonly jobs: number;
}

/** The queue moved by hand, inside the precious database. Every write inside a transaction. */
export interface CarriedStore {
  get(id: RowId): CarriedRecord | null;
  insert(row: Omit<CarriedRecord, 'sequence'>): void;
  /** The fate of a row only. Whoever stores a receipt ends the payload, and the pictures that no other row needs, with it. */
  save(row: CarriedRecord): void;
  /** Heads of streams that may be sent: waiting, due, with every picture upstream, no earlier open row in the stream. From behind `after`. */
  due(at: DueAt, limit: number, after?: number): readonly CarriedRecord[];
  /** The open rows of a stream behind this one, in its order. */
  behind(row: CarriedRecord, limit: number): readonly CarriedRecord[];
  /** Does it name pictures that upstream has not got yet (G5)? */
  lacksPictures(id: RowId): boolean;
  /** All that are not acknowledged and the newest others. Newest first. */
  list(limit: number): readonly CarriedRecord[];
  /** Of a station, with a receipt. Oldest first. */
  ackedOf(stationId: string): readonly CarriedRecord[];
  counts(): { readonly waiting: number; readonly problems: number; readonly acked: number };

  namePicture(picture: Omit<CarriedPicture, 'confirmedAt'>): void;
  picturesOf(rowId: RowId): readonly CarriedPicture[];
  /** Of waiting rows, neither confirmed nor given up; in the order of the rows. */
  openPictures(limit: number): readonly CarriedPicture[];
  keepPicture(digest: string, picture: Pick<SealedPicture, 'key' | 'sealed'>): void;
  picture(digest: string): Pick<SealedPicture, 'key' | 'sealed'> | null;
  confirmPicture(digest: string, at: string): void;
  failPicture(rowId: RowId, digest: string, problem: NonNullable<CarriedPicture['problem']>): void;

  /** Own rows without a receipt, oldest first, without their content. */
  openOwn(): readonly { readonly id: RowId; readonly stream: string; readonly sequence: number }[];
  /** Own rows that went into a file: only their receipts are taken back. */
  noteExported(rows: readonly RowId[], at: string): void;
  wasExported(rowId: RowId): boolean;
  /** Own rows that went into a file and have no receipt; null = none. */
  exported(): { readonly rows: number; readonly lastAt: string } | null;
  unsettled(): Unsettled;
}
