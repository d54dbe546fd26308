import type { CardStep, StepPhase } from '../../contract/cards.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type {
  CustodyActId,
  DiscrepancyId,
  JobId,
  StaffId,
  StockCountId,
  UnitKey,
} from '../../contract/ids.ts';
import type {
  CountPlace,
  CustodyActKind,
  DiscrepancyKind,
  DiscrepancyView,
  RibbonState,
  StockCountView,
} from '../../contract/stockBook.ts';
import type { StepFacts } from '../../domain/cards/cardJob.ts';
import type { SealedPicture } from './pictures.ts';

/** A ribbon by its label (D13). */
export interface RibbonRecord {
  readonly label: string;
  readonly state: RibbonState;
  readonly since: string;
  readonly printerId: string | null;
  /** Life counter and printed cards of the ledger when it was put in, and when it was taken out; null = not said, or not yet. */
  readonly counterIn: number | null;
  readonly counterOut: number | null;
  readonly ledgerIn: number | null;
  readonly ledgerOut: number | null;
}
/** Append-only: every change of a ribbon's state. */
export interface RibbonMove {
  readonly sequence: number;
  readonly label: string;
  readonly from: RibbonState | null;
  readonly to: RibbonState;
  readonly at: string;
  readonly by: string;
  readonly by2: string | null;
  readonly printerId: string | null;
}

/** One look at a printer, append-only: what it and the ledger said in the same moment. The newest is what the next one starts from. */
export interface PrinterLook {
  readonly sequence: number;
  readonly printerId: string;
  /** Another serial number is another machine with a counter of its own; null = the machine tells none. */
  readonly serial: string | null;
  readonly occasion: 'start' | 'ribbon' | 'hopper' | 'bin' | 'asked';
  readonly at: string;
  readonly by: string;
  readonly by2: string | null;
  /** Life counter of the machine; null = it was not asked, or did not say. */
  readonly printedCards: number | null;
  /** Cards of all time that the ledger says it printed, and those that lie in its reject bin. */
  readonly ledgerPrinted: number;
  readonly ledgerRejected: number;
  /** Cards that were found in the reject bin. */
  readonly found: number | null;
}

export interface DiscrepancyRecord {
  readonly id: DiscrepancyId;
  readonly kind: DiscrepancyKind;
  readonly subject: string;
  readonly ledger: number;
  readonly found: number;
  readonly since: string;
  readonly owner: string;
  readonly closed: DiscrepancyView['closed'];
}

export interface StockCountRecord {
  readonly id: StockCountId;
  readonly at: string;
  readonly by: string;
  readonly place: CountPlace;
  readonly clerkId: StaffId | null;
  readonly rows: StockCountView['rows'];
}

/** What two people did with waste; never changed. */
export interface CustodyActRecord {
  readonly id: CustodyActId;
  readonly kind: CustodyActKind;
  readonly at: string;
  readonly by: string;
  readonly by2: string;
  readonly units: readonly UnitKey[];
  readonly ribbons: readonly string[];
  readonly listNumber: string | null;
  /** Of the plain bytes. */
  readonly photos: readonly { readonly size: number; readonly digest: string }[];
}

/** One line of a journal with the place where its card is made. */
export interface PlacedStep {
  readonly jobId: JobId;
  readonly channel: 'window' | 'kiosk';
  readonly sequence: number;
  readonly step: CardStep;
  readonly phase: StepPhase;
  readonly at: string;
  readonly problem: ErrorCode | null;
  readonly facts: StepFacts;
}

/** What is kept of the stock beside the blanks. Nothing in it is ever deleted, and acts, looks and counts are never changed. */
export interface StockBookStore {
  ribbon(label: string): RibbonRecord | null;
  ribbons(): readonly RibbonRecord[];
  /** Saves the ribbon and appends the move in one step. A move that does not fit the state before throws. */
  moveRibbon(ribbon: RibbonRecord, move: Omit<RibbonMove, 'sequence'>): void;
  ribbonMoves(): readonly RibbonMove[];
  /** Newest first. */
  looks(printerId: string, limit: number): readonly PrinterLook[];
  /** The first one at all, the newest that has a counter, and the newest at which the reject bin was emptied. */
  firstLook(printerId: string): PrinterLook | null;
  lastCounted(printerId: string): PrinterLook | null;
  lastEmptied(printerId: string): PrinterLook | null;
  appendLook(look: Omit<PrinterLook, 'sequence'>): void;
  discrepancy(id: DiscrepancyId): DiscrepancyRecord | null;
  /** Open ones, oldest first. */
  openDiscrepancies(): readonly DiscrepancyRecord[];
  closedDiscrepancies(limit: number): readonly DiscrepancyRecord[];
  /** Inserts, or closes; any other change throws. */
  saveDiscrepancy(record: DiscrepancyRecord): void;
  insertCount(record: StockCountRecord): void;
  /** Newest first. */
  counts(limit: number): readonly StockCountRecord[];
  insertCustodyAct(act: CustodyActRecord, photos: readonly Pick<SealedPicture, 'key' | 'sealed'>[]): void;
  custodyActs(limit: number): readonly CustodyActRecord[];
  /** The sealed photo of a destruction; null when there is none at that place, or its key was destroyed. */
  custodyPhoto(id: CustodyActId, index: number): Pick<SealedPicture, 'key' | 'sealed'> | null;
  /** Lines of all journals about one step, in the order of their jobs. */
  stepsOf(step: CardStep): readonly PlacedStep[];
}
