import { z } from 'zod';
import { binary } from '../ids.ts';
import { deviceIdentity } from './config.ts';
import { chipCertificate, chipFacts, chipKeyFacts, chipRecord, chipWriteFacts } from './chips.ts';
import { cardFace, deviceState, documentFacts, printerFacts, receiptFacts, receiptPart } from './facts.ts';
import { idCardRead, mrzRead, scanRead } from './reads.ts';
import { deviceCompletion, deviceKind, readFailure } from './words.ts';

const timed = z.object({ deviceId: z.string(), timeoutMs: z.number().int().positive() });
const completed = z.object({ completion: deviceCompletion });

/** A frame as the device page shows it. `text` is what the driver lets be seen: never personal data. */
export const shownFrame = z.object({
  at: z.string(),
  direction: z.enum(['toDevice', 'fromDevice']),
  bytes: z.number().int().nonnegative(),
  text: z.string().max(400),
});
export type ShownFrame = z.infer<typeof shownFrame>;

/** Methods the device host serves to the core host. A command takes at most `timeoutMs`, then `timeOut`. */
export const deviceMethods = {
  list: { in: z.object({}), out: z.array(deviceState) },
  /** Feeder to the contact station (`Sis`), then the position is verified. Not idempotent. */
  feedToChip: {
    in: timed,
    out: printerFacts,
  },
  /** Where is the card, counters, supplies. Always safe to repeat. */
  printerFacts: {
    in: timed,
    out: printerFacts,
  },
  /** Prints the face on the card inside and ejects it to the output. Not idempotent. */
  printFront: {
    in: timed.extend({ face: cardFace }),
    out: printerFacts,
  },
  /** Moves the card inside to the reject box (`Ser`). Not idempotent. */
  rejectCard: {
    in: timed,
    out: printerFacts,
  },
  /** Clears a fault after a person removed its cause (`Scs`). */
  resetPrinter: {
    in: timed,
    out: printerFacts,
  },
  /** Waits until the holder has taken the card at the bezel; after `takeWithinMs` it is pulled back into the reject box (E3). */
  awaitCardTaken: {
    in: timed.extend({ takeWithinMs: z.number().int().positive() }),
    out: printerFacts,
  },
  /** Writes through the station's personaliser. Not idempotent; the read-back (`readChip`) decides what is on the chip (D6). */
  writeChip: { in: timed.extend({ record: chipRecord }), out: chipWriteFacts },
  /** The chip makes its key pair, or has it, and gives the public key. Safe to repeat: a chip keeps the pair it made. */
  chipKey: { in: timed, out: chipKeyFacts },
  /** Writes certificate and administrator's secrets. Not idempotent; `chipKey` decides what is on the chip. */
  writeCertificate: { in: timed.extend({ write: chipCertificate }), out: chipWriteFacts },
  printReceipt: { in: timed.extend({ parts: z.array(receiptPart).min(1).max(60) }), out: receiptFacts },
  /** Hands a PDF to a queue of the operating system. `name` shows in the spooler: never a person. */
  printDocument: {
    in: timed.extend({ name: z.string().max(60), pdf: binary, copies: z.number().int().min(1).max(9) }),
    out: documentFacts,
  },
  /** Light and sound of a device, where it has any: a document was left behind (E4), or a read was good. */
  signal: { in: timed.extend({ signal: z.enum(['goodRead', 'attention']) }), out: completed },
  /** Opens the device anew: init block, resync. Moves nothing. */
  resetDevice: { in: timed, out: completed },
  /**
   * Triggers a scanner or waits for a document; the read goes to nobody but this answer. `shape` shows the read with every
   * letter as `A` and every digit as `0`.
   */
  testRead: {
    in: timed,
    out: completed.extend({ symbology: z.string().nullable(), shape: z.string().max(8192).nullable() }),
  },
  /** The last hundred frames of a device, personal data masked by its driver. */
  frames: { in: z.object({ deviceId: z.string() }), out: z.array(shownFrame).max(100) },
  /** The device that belongs at this place (F5); another one there becomes `otherDevice`. */
  register: { in: z.object({ deviceId: z.string(), identity: deviceIdentity }), out: z.object({}) },
  /** Starts or ends the recording of a masked trace (`traces/*.jsonl`); ending gives its text. */
  record: {
    in: z.object({ deviceId: z.string(), on: z.boolean() }),
    out: z.object({ trace: z.string().nullable() }),
  },
  readChip: {
    in: timed,
    out: chipFacts,
  },
} as const;
export type DeviceMethodName = keyof typeof deviceMethods;

/** Events of the device host. */
export const deviceEvents = {
  scanRead,
  mrzRead,
  idCardRead,
  /** Bytes arrived that are no valid frame: class only, never content. */
  readFailed: z.object({
    deviceId: z.string(),
    kind: deviceKind,
    reason: readFailure,
  }),
  deviceChanged: deviceState,
} as const;
export type DeviceEventName = keyof typeof deviceEvents;
