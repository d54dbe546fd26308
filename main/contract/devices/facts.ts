import { z } from 'zod';
import { deviceIdentity } from './config.ts';
import { deviceCompletion, deviceKind, deviceProblem, deviceStatus } from './words.ts';

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

export const paperState = z.enum(['full', 'low', 'out', 'unknown']);
export type PaperState = z.infer<typeof paperState>;

export const deviceState = z.object({
  id: z.string(),
  kind: deviceKind,
  status: deviceStatus,
  /** ISO instant since when this status holds. */
  since: z.string(),
  problem: deviceProblem.optional(),
  /** Media inside a printer, or on a reader (a passport or card that was left there, E4). */
  media: z.enum(['unknown', 'present', 'notPresent', 'jammed']).optional(),
  supplies: supplies.optional(),
  /** Paper of a receipt or document printer. */
  paper: paperState.optional(),
  /** Of a cabinet (E7). `unknown`: its contact says nothing, which is no closed door. */
  contact: z.enum(['open', 'closed', 'unknown']).optional(),
  identity: deviceIdentity.optional(),
  /** A masked trace is being recorded. It lives in the device host: it outlives the core host, and ends with its own. */
  recording: z.literal(true).optional(),
  /**
   * ISO instant of the last bytes from a device that only talks. Nobody can ask it anything, so its silence is no fault: `online` means here
   * that its port is open, and this says when it last proved more. Published at most once a minute.
   */
  lastHeardAt: z.string().optional(),
});
export type DeviceState = z.infer<typeof deviceState>;

/** What the printer can say about where things are. `printedCards` is its life counter, used to settle `unknown`. */
export const printerFacts = z.object({
  completion: deviceCompletion,
  position: cardPosition,
  printedCards: z.number().int().nonnegative().nullable(),
  supplies,
});
export type PrinterFacts = z.infer<typeof printerFacts>;

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

/** One thing on a receipt, printed in order. */
export const receiptPart = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('text'),
    text: z.string().max(400),
    align: z.enum(['left', 'centre', 'right']).default('left'),
    bold: z.boolean().default(false),
    /** 1 = normal; 2 = twice as wide and high. */
    size: z.union([z.literal(1), z.literal(2)]).default(1),
  }),
  z.object({ part: z.literal('qr'), text: z.string().min(1).max(1000) }),
  z.object({ part: z.literal('line') }),
]);
export type ReceiptPart = z.infer<typeof receiptPart>;

/** `completion.code` says whether the receipt was printed and cut; `paper` is what the printer said afterwards. */
export const receiptFacts = z.object({ completion: deviceCompletion, paper: paperState });
export type ReceiptFacts = z.infer<typeof receiptFacts>;

/** `job`: the number that the operating system's queue gave the document; null when it did not take it. */
export const documentFacts = z.object({ completion: deviceCompletion, job: z.string().nullable() });
export type DocumentFacts = z.infer<typeof documentFacts>;
