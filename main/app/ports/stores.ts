import type { Surface } from '../../contract/access.ts';
import type { CaseState, ComparedField, NoticeKind, PassportRead } from '../../contract/cases.ts';
import type { Custody, DocumentSeen, Situation } from '../../contract/caseFacts.ts';
import type { EvidenceEntry } from '../../contract/evidence.ts';
import type { IdCardOriginal, VisaRead } from '../../contract/comparison.ts';
import type { DeviceIdentity, DeviceKind } from '../../contract/devices.ts';
import type { CaseId, JobId, NoticeId, RowId, SnapshotId, StaffId } from '../../contract/ids.ts';
import type { Finding, HoldView, ServedView } from '../../contract/outcomes.ts';
import type { BusinessType, DocumentCode, PermitSnapshot } from '../../contract/permit.ts';
import type { CardClass } from '../../contract/stock.ts';
import type { Receipt, RowKind, RowState } from '../../contract/sync.ts';
import type { CardJob, JournalRecord } from '../../domain/cards/cardJob.ts';
import type { KeptVerdict } from '../../domain/cases/secondCheck.ts';
import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import type { NoticePrint } from '../../domain/papers/noticePrints.ts';
import type { AuditStore } from './audit.ts';
import type { DayStore } from './days.ts';
import type { StaffStore } from './people.ts';
import type { DecisionStore, RecallStore, WithdrawnPaperStore } from './outcomeStores.ts';
import type { AttachmentStore, PhotoStore } from './attachments.ts';
import type { DraftStore } from './drafts.ts';
import type { HandOverStore } from './handOvers.ts';
import type { Integrity } from './integrity.ts';
import type { RowAttachmentStore } from './rowAttachments.ts';
import type { RatingStore } from './ratings.ts';
import type { RetentionStore } from './retention.ts';
import type { RecordsStore } from './records.ts';
import type { StandingStore } from './standings.ts';
import type { CabinetStore } from './cabinet.ts';
import type { CarriedStore } from './carried.ts';
import type { CardSlipStore } from './cardSlips.ts';
import type { EarlierCardStore, FeeStore } from './replacements.ts';
import type { StockBookStore } from './stockBook.ts';
import type { TicketStore } from './tickets.ts';
import type { UnitStore } from './units.ts';

export type { PermitCache } from './permits.ts';
export type { AuditEntry, AuditStore } from './audit.ts';
export type { DayRecord, DayStore, OverriddenDay } from './days.ts';
export type { StaffRecord, StaffStore } from './people.ts';
export type { MovementRecord, UnitRecord, UnitStore } from './units.ts';

/**
 * The precious database. Everything is synchronous; a transaction contains no `await`. `run` is one durable commit
 * (WAL, synchronous FULL); what throws inside rolls all of it back. Writes outside `run` throw.
 */
export interface Stores {
  run<Value>(work: () => Value): Value;
  readonly cases: CaseStore;
  readonly snapshots: SnapshotStore;
  readonly notices: NoticeStore;
  readonly decisions: DecisionStore;
  readonly recalls: RecallStore;
  readonly jobs: JobStore;
  readonly units: UnitStore;
  readonly stockBook: StockBookStore;
  readonly earlierCards: EarlierCardStore;
  readonly fees: FeeStore;
  readonly handOvers: HandOverStore;
  readonly cardSlips: CardSlipStore;
  readonly outbox: OutboxStore;
  readonly staff: StaffStore;
  readonly days: DayStore;
  readonly audit: AuditStore;
  /** Whether the records are as the program left them (I1). */
  readonly integrity: Integrity;
  /** Copies, and whether these records are the newest of the station. */
  readonly records: RecordsStore;
  readonly standings: StandingStore;
  /** The queue moved by hand (G6). */
  readonly carried: CarriedStore;
  readonly requests: RequestStore;
  readonly scans: ScanStore;
  readonly devices: DeviceStore;
  readonly attachments: AttachmentStore;
  readonly photos: PhotoStore;
  /** Which pictures go up before which rows (G5). */
  readonly rowAttachments: RowAttachmentStore;
  readonly drafts: DraftStore;
  readonly tickets: TicketStore;
  readonly cabinet: CabinetStore;
  readonly ratings: RatingStore;
  readonly withdrawnPapers: WithdrawnPaperStore;
  /** What has an end, and what was destroyed (I3). */
  readonly retention: RetentionStore;
  /** Gapless local numbers: 1, 2, 3, … per name. Inside a transaction only. */
  nextNumber(name: string): number;
}

export interface CaseRecord {
  readonly id: CaseId;
  /** `SZ50-20261125-0001` (A8). */
  readonly number: string;
  readonly upstreamNumber: string | null;
  readonly businessType: BusinessType;
  readonly channel: 'window' | 'kiosk';
  readonly state: CaseState;
  readonly permitNumber: string;
  readonly snapshotId: SnapshotId;
  readonly verification: 'verifiedOnline' | 'pendingOnline';
  readonly packVersion: string;
  readonly openedAt: string;
  /** Staff display name, or `kiosk`. */
  readonly openedBy: string;
  readonly openedById: StaffId | null;
  readonly passport: PassportRead | null;
  /** The passport that the permit record still names, when `passport` replaced it (4.13). */
  readonly oldPassport: PassportRead | null;
  readonly visa: VisaRead | null;
  readonly idCard: IdCardOriginal | null;
  readonly eye: readonly {
    readonly field: ComparedField;
    readonly outcome: 'same' | 'differs';
    readonly by: string;
    readonly at: string;
  }[];
  /** One that stands for each document, and beside it those that a return or a later verdict took the place of (B5). */
  readonly verdicts: readonly KeptVerdict[];
  /** What people said holds (`situation`); null = nobody said anything, so only what the record says. */
  readonly situations: readonly Situation[] | null;
  /** What was read off each paper; one entry per document. */
  readonly seen: readonly ({ readonly document: DocumentCode } & DocumentSeen)[];
  /** Where each original lies (B6); one entry per document, none = it was never with us. */
  readonly custody: readonly {
    readonly document: DocumentCode;
    readonly state: Custody;
    readonly by: string;
    readonly at: string;
  }[];
  readonly corrections: readonly { readonly note: string; readonly by: string; readonly at: string }[];
  /** Checks of an electronic card (A11): never the code. Oldest first. */
  readonly evidence: readonly EvidenceEntry[];
  /** Items the first supplement notice told (B3), and those that could have been seen then. */
  readonly told: readonly DocumentCode[];
  readonly gapsToldAt: string | null;
  readonly acceptedAt: string | null;
  readonly endedAt: string | null;
  /** Who decided; nobody approves their own case (H10). */
  readonly decidedById: StaffId | null;
  /** The hold it is in, and the state it goes back to. */
  readonly hold: (HoldView & { readonly from: CaseState }) | null;
  /** Of the newest release. */
  readonly finding: Finding | null;
  /** Calendar date: accepted by law since then, because nothing was told in time (domain-rules 6.2). */
  readonly countsAsAcceptedOn: string | null;
}

export interface CaseStore {
  get(id: CaseId): CaseRecord | null;
  byNumber(number: string): CaseRecord | null;
  /** The case of this permit that is not ended, or the newest ended one when `ended` is asked for. */
  openOfPermit(permitNumber: string): CaseRecord | null;
  latestOfPermit(permitNumber: string): CaseRecord | null;
  /** Insert or replace the whole record. */
  save(record: CaseRecord): void;
  /** Upstream's own number, beside that of the station (A8). Nothing else of the case is read or written. */
  noteUpstreamNumber(id: CaseId, upstreamNumber: string): void;
  /** Newest first: all that are not ended or are held, and those opened or ended at or after `since`. */
  list(since: string): readonly CaseRecord[];
}

export interface SnapshotStore {
  get(id: SnapshotId): PermitSnapshot | null;
  insert(snapshot: PermitSnapshot): void;
}

export interface NoticeRecord {
  readonly id: NoticeId;
  readonly number: string;
  readonly kind: NoticeKind;
  readonly caseId: CaseId;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly content: NoticeContent;
  /** The outbox row that reports it: acknowledged = confirmed. */
  readonly rowId: RowId;
  /** Copies that were handed out, oldest first: the n-th is copy n (C4). */
  readonly reprints: readonly { readonly at: string; readonly by: string; readonly reason: string }[];
  /** Every print on the document printer, oldest first. Only the newest may be open. */
  readonly prints: readonly NoticePrint[];
  readonly served: ServedView | null;
  /** The paper that revoked or corrected this one (C7). */
  readonly withdrawn: {
    readonly how: 'revoked' | 'superseded';
    readonly by: string;
    readonly at: string;
  } | null;
}
export interface NoticeStore {
  get(id: NoticeId): NoticeRecord | null;
  byNumber(number: string): NoticeRecord | null;
  ofCase(caseId: CaseId): readonly NoticeRecord[];
  save(record: NoticeRecord): void;
  issuedBetween(from: string, to: string): readonly NoticeRecord[];
  /** Those with any reprint; oldest paper first. */
  reprinted(): readonly NoticeRecord[];
}

export interface JobRecord extends CardJob {
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly holderName: string;
  readonly channel: 'window' | 'kiosk';
  /** The kind of blank it is made of; a re-make has the same. */
  readonly cardClass: CardClass;
  readonly owner: string;
  readonly ownerId: StaffId | null;
}
/** Append-only. `facts` are what a resume needs, e.g. the printer's life counter at intent. */
export interface StepRecord extends JournalRecord {
  readonly jobId: JobId;
  readonly sequence: number;
}
export interface JobStore {
  get(id: JobId): JobRecord | null;
  save(record: JobRecord): void;
  latestOfCase(caseId: CaseId): JobRecord | null;
  ofPermit(permitNumber: string): readonly JobRecord[];
  /** Not ended, oldest first. */
  open(): readonly JobRecord[];
  /** Started, changed or ended at or after `since`, plus all open ones. Newest first. */
  list(since: string): readonly JobRecord[];
  appendStep(step: Omit<StepRecord, 'sequence'>): StepRecord;
  steps(id: JobId): readonly StepRecord[];
}

export interface OutboxRecord {
  readonly id: RowId;
  /** Grows by one per row: the order of creation. */
  readonly sequence: number;
  readonly kind: RowKind;
  readonly caseId: CaseId | null;
  readonly caseNumber: string | null;
  readonly jobId: JobId | null;
  /** Rows of one stream go upstream in order; a refused row stops its own stream only. A case id, or the row's own id. */
  readonly stream: string;
  readonly businessKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Version of the payload's shape (domain/sync/rowShapes); rows of builds that knew no versions have 1. */
  readonly schemaVersion: number;
  readonly state: RowState;
  readonly createdAt: string;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly owner: string;
  readonly receipt: Receipt | null;
  readonly ackedAt: string | null;
  readonly refusal: string | null;
  /** The refused row that this one takes the place of (G1). */
  readonly corrects: RowId | null;
  /** Where it stands in its stream when not at its own sequence: that of the row whose place it took. */
  readonly placeOf: number | null;
  /** Only of a superseded row: the later one. */
  readonly supersededBy: RowId | null;
}
/** Counts of the open rows. `oldestAt` of those that wait; `cases` counts each case once, and a row of no case as one. */
export interface QueueStanding {
  readonly cards: WaitingRows;
  readonly others: WaitingRows;
  readonly problems: number;
}
/** `problems`: refused or in conflict. The instants are those of the rows that were queued first; null = there is none. */
export interface OpenCounts {
  readonly waiting: number;
  readonly problems: number;
  readonly oldestAt: string | null;
  readonly oldestWaitingAt: string | null;
}
export interface WaitingRows {
  readonly rows: number;
  readonly cases: number;
  readonly oldestAt: string | null;
}
/** When rows may be sent: those with no later `nextAttemptAt` than `until`, or one further away than any wait can be (the clock was put back). */
export interface DueAt {
  readonly until: string;
  readonly beyond: string;
}
export interface OutboxStore {
  get(id: RowId): OutboxRecord | null;
  insert(row: Omit<OutboxRecord, 'sequence'>): void;
  /** Writes what may change of a queued row: its fate. Throws for a row that was never queued. */
  save(row: OutboxRecord): void;
  /** Heads of streams that may be sent: waiting, due, no earlier open row in the stream. Oldest first, from behind `after` (a sequence). */
  due(at: DueAt, limit: number, after?: number): readonly OutboxRecord[];
  /** Is it still as it was read: waiting, and not tried since? Its content never changes, so that it need not be read again. */
  untouched(row: OutboxRecord): boolean;
  /** The open rows of a stream behind this one, in its order. */
  behind(row: OutboxRecord, limit: number): readonly OutboxRecord[];
  /** Does it name pictures that upstream has not got yet (G5)? `due` leaves such rows out. */
  lacksPictures(id: RowId): boolean;
  /** The first open row of a stream, which the others of it wait for; null = none is open. */
  firstOpen(stream: string): RowId | null;
  /** What became of a row: itself, or the newest that took its place. */
  latest(id: RowId): OutboxRecord | null;
  /** Neither acknowledged nor superseded, oldest first. */
  open(): readonly OutboxRecord[];
  /** Refused and in conflict, oldest first. */
  problems(): readonly OutboxRecord[];
  /** The oldest that wait. */
  waiting(limit: number): readonly OutboxRecord[];
  /** What waits for upstream, and what is refused or in conflict, without reading a payload. */
  standing(): QueueStanding;
  /** How many rows are open and since when, from the indexes alone: asked at every status and at every paper. */
  counts(): OpenCounts;
  /** Waiting rows of one kind. */
  waitingOf(kind: RowKind): number;
  list(limit: number): readonly OutboxRecord[];
  ofCase(caseId: CaseId): readonly OutboxRecord[];
  /** A row that takes the place of another is none more in the queue and not counted. */
  createdBetween(from: string, to: string): number;
  ackedBetween(from: string, to: string): number;
}

/** Answers of mutating calls by request id, so that a retry does nothing twice. */
export interface RequestStore {
  get(requestId: string, method: string): unknown;
  save(requestId: string, method: string, answer: unknown, at: string): void;
}

export interface ScanStore {
  /** Class and outcome, never the content. */
  insert(scan: {
    readonly at: string;
    readonly deviceId: string;
    readonly surface: Surface;
    readonly kind: 'qr' | 'mrz' | 'idCard';
    readonly outcome: string;
    readonly caseId: CaseId | null;
  }): void;
}

/** The device that belongs at one place of the station profile (F5). */
export interface DeviceRecord {
  /** Id of the device in the station profile. */
  readonly id: string;
  readonly kind: DeviceKind;
  readonly identity: DeviceIdentity;
  readonly registeredAt: string;
  /** Display names of both people, or `system` for the first device at its place. */
  readonly registeredBy: string;
}
export interface DeviceStore {
  get(id: string): DeviceRecord | null;
  list(): readonly DeviceRecord[];
  save(record: DeviceRecord): void;
}
