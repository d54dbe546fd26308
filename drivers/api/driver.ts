import type {
  CardFace,
  ChipFacts,
  DeviceCompletion,
  DeviceConfig,
  DeviceKind,
  PrinterFacts,
  Supplies,
} from '../../main/contract/devices.ts';
import type { Clock } from './clock.ts';
import type { Transport } from './transport.ts';

/** Why bytes were dropped. The class only: content may be a passport. */
export type ReadFailure = 'truncated' | 'undecodable' | 'tooLong' | 'garbage';

/** Where a handle reports what its device says by itself. The manager adds device id, sequence and time. */
export interface DriverEvents {
  scan(read: { readonly symbology: string; readonly text: string }): void;
  mrz(lines: readonly string[]): void;
  readFailed(reason: ReadFailure): void;
  /** Media and supplies as the device last told them; the manager publishes changes. */
  facts(facts: {
    readonly media?: 'unknown' | 'present' | 'notPresent' | 'jammed';
    readonly supplies?: Supplies;
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
  /** Make, model, serial as the device reports them; empty when it does not. */
  readonly identity: string;
  /** A cheap safe question, asked now and then while idle; false = the device no longer answers. */
  probe?(context: CommandContext): Promise<boolean>;
  close(): Promise<void>;
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
  reset(context: CommandContext): Promise<PrinterFacts>;
}

/** Reads the free files of the chip at the contact station. Only reads, so it is always safe to repeat. */
export interface ChipReaderHandle extends DriverHandle {
  readChip(context: CommandContext): Promise<ChipFacts>;
}

export type OpenResult<Handle extends DriverHandle> =
  | { readonly ok: true; readonly handle: Handle }
  | { readonly ok: false; readonly completion: DeviceCompletion };

/**
 * One family of devices. `matches` is pure. `open` gets a transport that is already open, talks to the device
 * until it is usable (init block, identity) and leaves the transport open also when it fails: the manager owns it.
 */
export interface Driver<Kind extends DeviceKind, Handle extends DriverHandle> {
  readonly id: DeviceConfig['driver'];
  readonly kind: Kind;
  matches(config: DeviceConfig): boolean;
  open(
    transport: Transport,
    clock: Clock,
    events: DriverEvents,
    config: DeviceConfig,
  ): Promise<OpenResult<Handle>>;
}

export type AnyDriver =
  | Driver<'scanner', DriverHandle>
  | Driver<'passportReader', DriverHandle>
  | Driver<'cardPrinter', PrinterHandle>
  | Driver<'chipReader', ChipReaderHandle>;
