import { z } from 'zod';
import { stockIdentity } from './day.ts';
import { custodyActId, discrepancyId, instant, staffId, stockCountId, unitKey } from './ids.ts';
import { cardClass, wasteCustody, wasteReason } from './stock.ts';

/** A ribbon holds a readable negative of each card (D13, domain-rules 10.4): kept like a card from receipt to destruction. */
export const ribbonState = z.enum(['received', 'inPrinter', 'used', 'sentUp', 'destroyed']);
export type RibbonState = z.infer<typeof ribbonState>;

/** As it is printed on the ribbon or its box: letters, digits and a few signs. */
export const ribbonLabel = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9./_-]{2,39}$/);

export const ribbonView = z.object({
  label: z.string(),
  state: ribbonState,
  since: instant,
  /** The printer it is or was in; null = never in one. */
  printerId: z.string().nullable(),
  /** Cards on it by the printer's life counter, and by the ledger; null = not spent yet, or the printer did not say. */
  byCounter: z.number().int().nullable(),
  byLedger: z.number().int().nullable(),
});
export type RibbonView = z.infer<typeof ribbonView>;

/** What differs: a printer's life counter, the cards found in its reject bin, a count of blanks. */
export const discrepancyKind = z.enum(['printedCards', 'rejectBin', 'count']);
export type DiscrepancyKind = z.infer<typeof discrepancyKind>;

export const discrepancyClosed = z.object({ by: z.string(), at: instant, reason: z.string() });

/** A difference between the books and what a machine or a hand counted. Open until a supervisor gives a reason; never changed. */
export const discrepancyView = z.object({
  id: discrepancyId,
  kind: discrepancyKind,
  /** Id of the printer, or place and class of what was counted. */
  subject: z.string(),
  ledger: z.number().int(),
  found: z.number().int(),
  since: instant,
  owner: z.string(),
  closed: discrepancyClosed.nullable(),
});
export type DiscrepancyView = z.infer<typeof discrepancyView>;

/** Places whose blanks are counted by hand. */
export const countPlace = z.enum(['vault', 'desk', 'hopper']);
export type CountPlace = z.infer<typeof countPlace>;

const classCount = z.object({
  bank: z.string(),
  vendor: z.string(),
  cardClass,
  counted: z.number().int(),
  /** What the books said when the count was entered. */
  expected: z.number().int(),
  /** Ends of the numbers that the books have there, when the count differs: to be looked for one by one. */
  tails: z.array(z.string()),
});

export const stockCountView = z.object({
  id: stockCountId,
  at: instant,
  by: z.string(),
  place: countPlace,
  /** Whose desk; null at the other places. */
  clerk: z.string().nullable(),
  rows: z.array(classCount),
});
export type StockCountView = z.infer<typeof stockCountView>;

/** How a holding stands to the station's limits (H9). `noLimit`: the profile sets none. */
export const holdingStanding = z.enum(['noLimit', 'ok', 'refill', 'full']);
export type HoldingStanding = z.infer<typeof holdingStanding>;

export const deskHolding = z.object({
  clerkId: staffId.nullable(),
  /** Null: booked to a desk before desks had names. */
  clerk: z.string().nullable(),
  held: z.number().int(),
  standing: holdingStanding,
});
export type DeskHolding = z.infer<typeof deskHolding>;

export const custodyActKind = z.enum(['safe', 'sentUp', 'destroyed']);
export type CustodyActKind = z.infer<typeof custodyActKind>;

/** The record of two people about waste (D5): never changed. The photos stay sealed; their digests prove them. */
export const custodyActView = z.object({
  id: custodyActId,
  kind: custodyActKind,
  at: instant,
  by: z.string(),
  by2: z.string(),
  tails: z.array(z.string()),
  ribbons: z.array(z.string()),
  listNumber: z.string().nullable(),
  /** SM3 of each photo, 64 hex. */
  photos: z.array(z.string()),
});
export type CustodyActView = z.infer<typeof custodyActView>;

/** A wasted card that is neither destroyed nor sent up. */
export const wasteHeld = z.object({
  key: unitKey,
  tail: z.string(),
  reason: wasteReason.nullable(),
  custody: wasteCustody,
  since: instant,
  printerId: z.string().nullable(),
});
export type WasteHeld = z.infer<typeof wasteHeld>;

/** A card printer as its books know it. */
export const printerBook = z.object({
  printerId: z.string(),
  /** Of the last time that books and machine were compared; null = never. */
  comparedAt: instant.nullable(),
  printedCards: z.number().int().nullable(),
  /** Nothing could be compared because the outcome of a print is still open. */
  waitsForPrint: z.boolean(),
});
export type PrinterBook = z.infer<typeof printerBook>;

export const stockLimits = z.object({
  /** Most blanks that lie on one clerk's desk. */
  deskCeiling: z.number().int().positive().max(500),
  /** Fewer than this on a desk, or in the hoppers: refill. */
  deskFloor: z.number().int().nonnegative(),
  hopperFloor: z.number().int().nonnegative(),
});
export type StockLimits = z.infer<typeof stockLimits>;

/** Everything of the stock beside the blanks themselves. */
export const stockBook = z.object({
  /** Of the open day; without one, of all time. */
  equation: z.array(stockIdentity),
  limits: stockLimits.nullable(),
  desks: z.array(deskHolding),
  /** Clerks and supervisors who may get blanks. */
  clerks: z.array(z.object({ clerkId: staffId, clerk: z.string() })),
  hopper: z.object({ free: z.number().int(), standing: holdingStanding }),
  printers: z.array(printerBook),
  waste: z.array(wasteHeld),
  custodyActs: z.array(custodyActView),
  ribbons: z.array(ribbonView),
  /** Open ones, oldest first, then those that were closed last. */
  discrepancies: z.array(discrepancyView),
  counts: z.array(stockCountView),
});
export type StockBook = z.infer<typeof stockBook>;

/** Wasted cards of a span of days, by reason and printer. */
export const wasteReport = z.object({
  rows: z.array(
    z.object({
      reason: wasteReason,
      /** Null: the blank was never in a printer. */
      printerId: z.string().nullable(),
      wasted: z.number().int(),
      waiting: z.number().int(),
      sentUp: z.number().int(),
      destroyed: z.number().int(),
    }),
  ),
  total: z.number().int(),
});
export type WasteReport = z.infer<typeof wasteReport>;
