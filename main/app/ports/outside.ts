import type { z } from 'zod';
import type {
  CardFace,
  ChipCertificate,
  ChipFacts,
  ChipKeyFacts,
  ChipRecord,
  ChipWriteFacts,
  DeviceCompletion,
  DeviceIdentity,
  DeviceState,
  DocumentFacts,
  IdCardRead,
  MrzRead,
  PrinterFacts,
  ReceiptFacts,
  ReceiptPart,
  ScanRead,
  ShownFrame,
  deviceEvents,
} from '../../contract/devices.ts';
import type { FaceFit } from '../../contract/cards.ts';
import type { CardPhotoRule } from '../../contract/photos.ts';
import type { Result } from '../../contract/result.ts';
import type { ClosedDay } from '../../contract/day.ts';
import type { StartGate } from '../../contract/gate.ts';
import type { Refusal, UpstreamCallName, UpstreamCalls } from '../../contract/upstream.ts';
import type { FaceData } from '../../domain/cardFace/layoutCardFace.ts';
import type { CardPlace } from '../../domain/devices/cardStation.ts';
import type { NoticeContent, SlipContent } from '../../domain/papers/noticeContent.ts';

/**
 * What became of a call. `offline`: no answer (also 408, 425, 429, 5xx): the work may have been done, try again with the same key.
 * `linkFault`: an answer that is not ours (login page, 401, 403, 404 of the base path, schema failure): pause, touch no row.
 */
export type UpstreamOutcome<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** `retryAfterMs`: upstream said how long it wants to be left alone (`Retry-After`), milliseconds from its answer. */
  | { readonly kind: 'offline'; readonly detail: string; readonly retryAfterMs?: number }
  | { readonly kind: 'linkFault'; readonly detail: string };

/** An upstream. Never rejects for anything the network or the other side does. */
export interface Upstream {
  call<Name extends UpstreamCallName>(
    name: Name,
    input: z.input<UpstreamCalls[Name]['in']>,
    options?: { readonly idempotencyKey?: string; readonly timeoutMs?: number },
  ): Promise<UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>>;
}

/** A read that went to nobody but a person at the device page. `shape`: letters as `A`, digits as `0`. */
export interface TestRead {
  readonly completion: DeviceCompletion;
  readonly symbology: string | null;
  readonly shape: string | null;
}

/** The device host as seen from the core host. When it dies during a command the facts say `unknown`; nothing rejects. */
export interface Devices {
  list(): Promise<readonly DeviceState[]>;
  /** Newest known states, without asking. */
  states(): readonly DeviceState[];
  /** This and what follows to `writeChip`: on the machine that makes the cards of `place` (cardStationOf). */
  feedToChip(timeoutMs: number, place: CardPlace): Promise<PrinterFacts>;
  printerFacts(timeoutMs: number, place: CardPlace): Promise<PrinterFacts>;
  printFront(face: CardFace, timeoutMs: number, place: CardPlace): Promise<PrinterFacts>;
  rejectCard(timeoutMs: number, place: CardPlace): Promise<PrinterFacts>;
  resetPrinter(timeoutMs: number, place: CardPlace): Promise<PrinterFacts>;
  /** Waits for the holder to take the card at the bezel; `mediaRetained` = it was pulled back (E3). */
  awaitCardTaken(takeWithinMs: number, timeoutMs: number, place: CardPlace): Promise<PrinterFacts>;
  readChip(timeoutMs: number, place: CardPlace): Promise<ChipFacts>;
  /** `unsupportedCommand` with provider null where the station has no personaliser. Not idempotent. */
  writeChip(record: ChipRecord, timeoutMs: number, place: CardPlace): Promise<ChipWriteFacts>;
  /** `unsupportedCommand` with provider null where the scheme has no certificates. Safe to repeat. */
  chipKey(timeoutMs: number, place: CardPlace): Promise<ChipKeyFacts>;
  /** Not idempotent; `chipKey` then says what is on the chip. */
  writeCertificate(write: ChipCertificate, timeoutMs: number, place: CardPlace): Promise<ChipWriteFacts>;
  /** On the receipt printer of that screen. */
  printReceipt(
    surface: 'window' | 'kiosk',
    parts: readonly ReceiptPart[],
    timeoutMs: number,
  ): Promise<ReceiptFacts>;
  /** `name` shows in the spooler: never a person. */
  printDocument(
    document: { readonly name: string; readonly pdf: Uint8Array; readonly copies: number },
    timeoutMs: number,
  ): Promise<DocumentFacts>;
  signal(deviceId: string, signal: 'goodRead' | 'attention', timeoutMs: number): Promise<DeviceCompletion>;
  resetDevice(deviceId: string, timeoutMs: number): Promise<DeviceCompletion>;
  testRead(deviceId: string, timeoutMs: number): Promise<TestRead>;
  /** The last hundred, masked; empty while the device host is down. */
  frames(deviceId: string): Promise<readonly ShownFrame[]>;
  /** Starts a recording, or ends it and gives its masked text. */
  record(deviceId: string, on: boolean): Promise<{ readonly trace: string | null }>;
  /** Tells the device host which device belongs at this place (F5). Kept and told again to a restarted host. */
  register(deviceId: string, identity: DeviceIdentity): void;
  onScan(listener: (read: ScanRead) => void): void;
  onMrz(listener: (read: MrzRead) => void): void;
  onIdCard(listener: (read: IdCardRead) => void): void;
  onReadFailed(listener: (failure: z.infer<(typeof deviceEvents)['readFailed']>) => void): void;
  onChanged(listener: (state: DeviceState) => void): void;
}

/** Papers and faces; made in worker threads, so that a scan never waits for them. */
export interface Paper {
  notice(content: NoticeContent): Promise<Uint8Array>;
  slip(content: SlipContent): Promise<Uint8Array>;
  /** Characters that no font of the papers can draw, each once with its code; empty = all can be printed. */
  missing(text: string): Promise<readonly string[]>;
  /**
   * The same without waiting, from what `missing` was asked before: for a transaction. A character that nobody asked about counts as there;
   * the paper itself shows its code in any case.
   */
  lacking(text: string): readonly string[];
  /** The start gate on one page (J1). */
  morningCheck(gate: StartGate): Promise<Uint8Array>;
  /** The part of a day's CSV whose digest its close signs (H4). Same data, same bytes. */
  dayCsv(day: Pick<ClosedDay, 'date' | 'figures'>): Uint8Array;
  /**
   * The face of a card by the station's template. Errors, all before anything is touched: glyphMissing, cardNotAllowed (a value that the
   * template insists on is not there), cardPhotoTooSmall, and those of a picture that is no sound JPEG.
   */
  cardFace(
    data: FaceData,
    options: { readonly training: boolean; readonly photo: CardPhotoRule },
  ): Promise<Result<DrawnFace>>;
}

/** A face for the printer and the same one for eyes: the preview is made of the very panels. */
export interface DrawnFace {
  readonly face: CardFace;
  readonly png: Uint8Array;
  /** How the holder's name was made to fit. */
  readonly nameFit: FaceFit;
  /** The template it was drawn by: name and fingerprint, `ssc-front@1f2e3d4c`. */
  readonly template: string;
}
