import type { z } from 'zod';
import type {
  CardFace,
  ChipCertificate,
  ChipFacts,
  ChipKeyFacts,
  ChipRecord,
  ChipWriteFacts,
  DeviceCompletion,
  DeviceConfig,
  DeviceIdentity,
  DeviceKind,
  DeviceProblem,
  DocumentFacts,
  IdCardRead,
  PaperState,
  PrinterFacts,
  ReadFailure,
  ReceiptFacts,
  ReceiptPart,
  Supplies,
} from '../../main/contract/devices.ts';
import type { Clock } from './clock.ts';
import type { Direction } from './trace.ts';
import type { Transport } from './transport.ts';

export type { ReadFailure } from '../../main/contract/devices.ts';

/** Where a handle reports what its device says by itself. The manager adds device id, sequence and time. */
export interface DriverEvents {
  scan(read: { readonly symbology: string; readonly text: string }): void;
  mrz(lines: readonly string[]): void;
  idCard(read: Omit<IdCardRead, 'deviceId' | 'sequence'>): void;
  readFailed(reason: ReadFailure): void;
  /** Media and supplies as the device last told them; the manager publishes changes. */
  facts(facts: {
    readonly media?: 'unknown' | 'present' | 'notPresent' | 'jammed';
    readonly supplies?: Supplies;
    readonly paper?: PaperState;
    readonly contact?: 'open' | 'closed' | 'unknown';
  }): void;
}

/** Limits of one command. `deadlineAt` is in clock milliseconds and counts from when the caller asked. */
export interface CommandContext {
  readonly deadlineAt: number;
  /** Set when the command was cancelled. Moves of a card are finished, never abandoned half way. */
  readonly canceled: () => boolean;
}

/** An open device. `close` releases the transport and is idempotent. */
export interface DriverHandle {
  readonly identity: DeviceIdentity;
  /** Clock of the device in milliseconds since 1970, where it has one and tells it (F5). */
  readonly deviceTimeMs?: number;
  /** A cheap safe question, asked now and then while idle; false = the device no longer answers. */
  probe?(context: CommandContext): Promise<boolean>;
  /** Light and sound, where the device has any: an error beep for `attention`. */
  signal?(signal: 'goodRead' | 'attention', context: CommandContext): Promise<DeviceCompletion>;
  close(): Promise<void>;
}

/** A scanner; one without a trigger command reads whenever it sees a code. */
export interface ScannerHandle extends DriverHandle {
  trigger?(on: boolean, context: CommandContext): Promise<DeviceCompletion>;
}

/**
 * A card printer. Card moves (`feedToChip`, `printFront`, `rejectCard`) are not idempotent: they send their
 * command at most once. The completion says what the printer said; `position` and `printedCards` say where things
 * are afterwards and are what a caller decides on. `unknown`/null means the printer could not be asked.
 */
export interface PrinterHandle extends DriverHandle {
  feedToChip(context: CommandContext): Promise<PrinterFacts>;
  printerFacts(context: CommandContext): Promise<PrinterFacts>;
  printFront(face: CardFace, context: CommandContext): Promise<PrinterFacts>;
  rejectCard(context: CommandContext): Promise<PrinterFacts>;
  /** `success`: the holder took the card; `mediaRetained`: it was pulled back into the reject box (E3). */
  awaitCardTaken?(takeWithinMs: number, context: CommandContext): Promise<PrinterFacts>;
  reset(context: CommandContext): Promise<PrinterFacts>;
}

/** The chip at the contact station. `readChip` only reads, so it is always safe to repeat; `writeChip` writes at most once. */
export interface ChipReaderHandle extends DriverHandle {
  readChip(context: CommandContext): Promise<ChipFacts>;
  writeChip(record: ChipRecord, context: CommandContext): Promise<ChipWriteFacts>;
  /** Safe to repeat: a chip makes its key pair once. */
  chipKey(context: CommandContext): Promise<ChipKeyFacts>;
  /** Writes at most once. */
  writeCertificate(write: ChipCertificate, context: CommandContext): Promise<ChipWriteFacts>;
}

export interface ReceiptPrinterHandle extends DriverHandle {
  printReceipt(parts: readonly ReceiptPart[], context: CommandContext): Promise<ReceiptFacts>;
}

export interface DocumentPrinterHandle extends DriverHandle {
  printDocument(
    document: { readonly name: string; readonly pdf: Uint8Array; readonly copies: number },
    context: CommandContext,
  ): Promise<DocumentFacts>;
}

export type OpenResult<Handle extends DriverHandle> =
  | { readonly ok: true; readonly handle: Handle }
  | { readonly ok: false; readonly completion: DeviceCompletion; readonly problem?: DeviceProblem };

/**
 * One family of devices. `matches` is pure. `open` gets a transport that is already open, talks to the device
 * until it is usable (init block, identity) and leaves the transport open also when it fails: the manager owns it.
 */
export interface Driver<Kind extends DeviceKind, Handle extends DriverHandle> {
  readonly id: string;
  readonly kind: Kind;
  /**
   * What `options` of a device in `station.json` may hold; strict, because a misspelt option must not be left out in silence. Every driver of
   * the registry has one, and docs/configure-a-station.md names each of its keys.
   */
  readonly options?: z.ZodObject;
  matches(config: DeviceConfig): boolean;
  open(
    transport: Transport,
    clock: Clock,
    events: DriverEvents,
    config: DeviceConfig,
  ): Promise<OpenResult<Handle>>;
  /**
   * The same bytes with every person taken out: same length, still valid frames where that is possible. Null = nothing of it may
   * be seen; without this function nothing ever is. Must never throw.
   */
  mask?(direction: Direction, bytes: Uint8Array): Uint8Array | null;
}

export type AnyDriver =
  | Driver<'scanner', ScannerHandle>
  | Driver<'passportReader', DriverHandle>
  | Driver<'idCardReader', DriverHandle>
  | Driver<'cardPrinter', PrinterHandle>
  | Driver<'chipReader', ChipReaderHandle>
  | Driver<'receiptPrinter', ReceiptPrinterHandle>
  | Driver<'documentPrinter', DocumentPrinterHandle>
  | Driver<'cabinet', DriverHandle>;
