import { z } from 'zod';

/** Device status words of XFS4IoT (CWA 17852), the part we use. */
export const deviceStatus = z.enum([
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'starting',
]);
export type DeviceStatus = z.infer<typeof deviceStatus>;

/** Completion codes of XFS4IoT; `commandErrorCode` carries `errorCode` (mediaJam, tonerOut, …). */
export const completionCode = z.enum([
  'success',
  'commandErrorCode',
  'canceled',
  'deviceNotReady',
  'hardwareError',
  'internalError',
  'invalidCommand',
  'timeOut',
  'unsupportedCommand',
  'invalidData',
  'userError',
  'unsupportedData',
  'sequenceError',
]);
export type CompletionCode = z.infer<typeof completionCode>;
export const deviceErrorCode = z.enum([
  'mediaJam',
  'noMedia',
  'tonerOut',
  'coverOpen',
  'retainBinFull',
  'atrNotObtained',
  'invalidMedia',
  'barcodeInvalid',
  'mediaRetained',
]);
export type DeviceErrorCode = z.infer<typeof deviceErrorCode>;

export const deviceKind = z.enum(['scanner', 'passportReader', 'cardPrinter', 'chipReader']);
export type DeviceKind = z.infer<typeof deviceKind>;

/** One configured device of the station profile. `path` is a serial port path (or a unix socket path for chipReader). */
export const deviceConfig = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,30}$/),
  kind: deviceKind,
  driver: z.enum(['serial-text', 'mrz-text', 'mrz-rte', 'evolis', 'apdu-socket']),
  path: z.string().min(1),
  baudRate: z.number().int().positive().default(9600),
  /** The screen its reads belong to; a read never reaches another one. */
  surface: z.enum(['window', 'kiosk']).default('window'),
});
export type DeviceConfig = z.infer<typeof deviceConfig>;

/** Where the printer says a card is (`Rlr;p`, device-protocols 5.2). `none` = no card inside. */
export const cardPosition = z.enum(['none', 'print', 'chip', 'contactless', 'unknown']);
export type CardPosition = z.infer<typeof cardPosition>;

export const supplies = z.object({
  ribbon: z.enum(['full', 'low', 'out', 'unknown']),
  /** Cards the ribbon can still print; null when the printer does not say. */
  ribbonRemaining: z.number().int().nonnegative().nullable(),
  feeder: z.enum(['ok', 'low', 'empty', 'unknown']),
  retainBin: z.enum(['ok', 'full', 'unknown']),
  cover: z.enum(['open', 'closed', 'unknown']),
});
export type Supplies = z.infer<typeof supplies>;

export const deviceState = z.object({
  id: z.string(),
  kind: deviceKind,
  status: deviceStatus,
  /** ISO instant since when this status holds. */
  since: z.string(),
  /** Media inside a printer or reader. */
  media: z.enum(['unknown', 'present', 'notPresent', 'jammed']).optional(),
  supplies: supplies.optional(),
  /** Make, model, serial as the device itself reports them. */
  identity: z.string().optional(),
});
export type DeviceState = z.infer<typeof deviceState>;

/** Completion of a device command. `position` and `counter` are the last known facts, also after a failure. */
export const deviceCompletion = z.object({
  code: completionCode,
  errorCode: deviceErrorCode.optional(),
  detail: z.string().optional(),
});
export type DeviceCompletion = z.infer<typeof deviceCompletion>;

/** What the printer can say about where things are. `printedCards` is its life counter, used to settle `unknown`. */
export const printerFacts = z.object({
  completion: deviceCompletion,
  position: cardPosition,
  printedCards: z.number().int().nonnegative().nullable(),
  supplies,
});
export type PrinterFacts = z.infer<typeof printerFacts>;

/** Freely readable chip data of EF05/EF06 (device-protocols 7). Null = not on the chip. */
export const chipFacts = z.object({
  completion: deviceCompletion,
  atr: z
    .string()
    .regex(/^[0-9A-F]*$/)
    .nullable(),
  /** 卡识别码, 32 hex, EF05 tag 01. */
  cardIdentifier: z
    .string()
    .regex(/^[0-9A-F]{32}$/)
    .nullable(),
  /** Bank card number (PAN, tag 5A of the bank application): the unit key of the blank before it is hashed. */
  bankCardNumber: z
    .string()
    .regex(/^\d{16,19}$/)
    .nullable(),
  cardNumber: z.string().nullable(),
  socialSecurityNumber: z.string().nullable(),
  specificationVersion: z.string().nullable(),
});
export type ChipFacts = z.infer<typeof chipFacts>;

/**
 * Card face as pixels, landscape, 1016 wide and 648 high at 300 dpi, one byte per dot, row by row.
 * `colour` is RGB (3 bytes a dot) for the y, m, c panels; `black` is 1 byte a dot, 1 = ink, for the k panel.
 */
export const cardFace = z.object({
  width: z.literal(1016),
  height: z.literal(648),
  colour: z.instanceof(Uint8Array),
  black: z.instanceof(Uint8Array),
});
export type CardFace = z.infer<typeof cardFace>;

/** A scan as the driver hands it up: bytes already decoded (UTF-8 strict, else GB18030), suffix removed. */
export const scanRead = z.object({
  deviceId: z.string(),
  /** Monotonic per device host; lets the core drop a frame delivered twice. */
  sequence: z.number().int(),
  symbology: z.string(),
  text: z.string().max(8192),
});
export type ScanRead = z.infer<typeof scanRead>;

/** MRZ lines exactly as read (no correction), 1..3 lines. */
export const mrzRead = z.object({
  deviceId: z.string(),
  sequence: z.number().int(),
  lines: z.array(z.string().max(120)).max(4),
});
export type MrzRead = z.infer<typeof mrzRead>;

/** Methods the device host serves to the core host. A command takes at most `timeoutMs`, then `timeOut`. */
export const deviceMethods = {
  list: { in: z.object({}), out: z.array(deviceState) },
  /** Feeder to the contact station (`Sis`), then the position is verified. Not idempotent. */
  feedToChip: {
    in: z.object({ deviceId: z.string(), timeoutMs: z.number().int().positive() }),
    out: printerFacts,
  },
  /** Where is the card, counters, supplies. Always safe to repeat. */
  printerFacts: {
    in: z.object({ deviceId: z.string(), timeoutMs: z.number().int().positive() }),
    out: printerFacts,
  },
  /** Prints the face on the card inside and ejects it to the output. Not idempotent. */
  printFront: {
    in: z.object({ deviceId: z.string(), face: cardFace, timeoutMs: z.number().int().positive() }),
    out: printerFacts,
  },
  /** Moves the card inside to the reject box (`Ser`). Not idempotent. */
  rejectCard: {
    in: z.object({ deviceId: z.string(), timeoutMs: z.number().int().positive() }),
    out: printerFacts,
  },
  /** Clears a fault after a person removed its cause (`Scs`). */
  resetPrinter: {
    in: z.object({ deviceId: z.string(), timeoutMs: z.number().int().positive() }),
    out: printerFacts,
  },
  readChip: {
    in: z.object({ deviceId: z.string(), timeoutMs: z.number().int().positive() }),
    out: chipFacts,
  },
} as const;
export type DeviceMethodName = keyof typeof deviceMethods;

/** Events of the device host. */
export const deviceEvents = {
  scanRead,
  mrzRead,
  /** Bytes arrived that are no valid frame: class only, never content. */
  readFailed: z.object({
    deviceId: z.string(),
    kind: deviceKind,
    reason: z.enum(['truncated', 'undecodable', 'tooLong', 'garbage']),
  }),
  deviceChanged: deviceState,
} as const;
export type DeviceEventName = keyof typeof deviceEvents;
