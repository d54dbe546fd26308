import { z } from 'zod';
import type { Role } from '../access.ts';
import { countersignature } from '../access.ts';
import { binary, calendarDate, discrepancyId, staffId, unitKey } from '../ids.ts';
import { method } from '../method.ts';
import { boxLabel, cardClass, seenWasteReason, stockUnitView } from '../stock.ts';
import {
  countPlace,
  custodyActView,
  discrepancyView,
  printerBook,
  ribbonLabel,
  ribbonView,
  stockBook,
  stockCountView,
  wasteReport,
} from '../stockBook.ts';
import { desk, everybody, none, note, supervisor, window } from './common.ts';

const keepers: readonly Role[] = ['stockKeeper', 'supervisor'];
const common = { surfaces: window, act: 'issueCards', mutating: true } as const;
const units = z.array(unitKey).max(500);
const ribbons = z.array(ribbonLabel).max(50);
const printerId = z.string().min(1).max(60);

/** Blank cards, waste, ribbons, and what their printers count. */
export const stockMethods = {
  stockList: method({
    in: none,
    out: z.array(stockUnitView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Everything beside the blanks: equation, desks, waste, ribbons, differences. */
  stockBook: method({ in: none, out: stockBook, surfaces: window, roles: everybody, mutating: false }),
  /** A delivery, all of it or nothing; two people (D4). Fails with numbersRepeated and numbersKnown. */
  stockReceive: method({
    ...common,
    in: z.object({
      bank: z.string().min(1).max(60),
      vendor: z.string().min(1).max(60),
      cardClass: cardClass.default('standard'),
      /** As on the label of the delivery box. */
      box: boxLabel.nullable().default(null),
      bankCardNumbers: z
        .array(z.string().regex(/^\d{16,19}$/))
        .min(1)
        .max(2000),
      countersignature,
    }),
    out: z.object({ received: z.number().int() }),
    roles: keepers,
  }),
  /**
   * Between vault, desk and hopper; two people (D4). To a desk: `clerkId` whose (H9); that clerk may be the second person. To the hopper:
   * `boxes` the blanks came from (D3), and which printer's where the station has several. Fails with deskCeiling, boxNotNamed.
   */
  stockMove: method({
    ...common,
    in: z.object({
      units: units.min(1),
      to: z.enum(['vault', 'desk', 'hopper', 'returned']),
      clerkId: staffId.optional(),
      printerId: printerId.optional(),
      boxes: z.array(boxLabel).max(20).optional(),
      countersignature,
    }),
    out: z.object({ moved: z.number().int() }),
    roles: keepers,
  }),
  stockWaste: method({
    ...common,
    in: z.object({
      unit: unitKey,
      reason: seenWasteReason,
      note: z.string().trim().max(200),
      countersignature,
    }),
    out: stockUnitView,
    roles: desk,
  }),
  /** Waste from the desk, or found in a reject box, into the safe; two people. */
  stockToSafe: method({
    ...common,
    in: z.object({ units: units.min(1), countersignature }),
    out: custodyActView,
    roles: keepers,
  }),
  /** Waste and spent ribbons, sent up with a list (domain-rules 10.3). */
  stockSendUp: method({
    ...common,
    in: z.object({
      units,
      ribbons,
      listNumber: z.string().trim().min(1).max(60),
      countersignature,
    }),
    out: custodyActView,
    roles: keepers,
  }),
  /** Destroyed before two people, with a photo of what was cut (D5, D13). Fails with destroyPhotoMissing, wasteNotHeld. */
  stockDestroy: method({
    ...common,
    in: z.object({ units, ribbons, photos: z.array(binary).max(4), countersignature }),
    out: custodyActView,
    roles: keepers,
  }),
  stockWasteReport: method({
    in: z.object({ from: calendarDate, to: calendarDate }),
    out: wasteReport,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /** A count at any time of the day, entered before the books are shown. */
  stockCount: method({
    ...common,
    in: z.object({
      place: countPlace,
      clerkId: staffId.optional(),
      counts: z
        .array(
          z.object({
            bank: z.string(),
            vendor: z.string(),
            cardClass: cardClass.default('standard'),
            counted: z.number().int().nonnegative().max(1_000_000),
          }),
        )
        .min(1)
        .max(100),
    }),
    out: stockCountView,
    roles: ['clerk', 'stockKeeper', 'supervisor'],
  }),
  /** New ribbons, two people (D13). */
  ribbonReceive: method({
    ...common,
    in: z.object({ labels: ribbons.min(1), countersignature }),
    out: z.object({ received: z.number().int() }),
    roles: keepers,
  }),
  /** The new ribbon is in the printer: the old one is spent, and the printer's counter is compared. */
  ribbonExchange: method({
    ...common,
    in: z.object({ printerId, label: ribbonLabel }),
    out: ribbonView,
    roles: ['clerk', 'supervisor', 'stockKeeper', 'technician'],
  }),
  /** The reject bin is emptied by two people; `found` is counted before the books say how many there should be. */
  binEmpty: method({
    ...common,
    in: z.object({ printerId, found: z.number().int().nonnegative().max(500), countersignature }),
    out: z.object({ ledger: z.number().int(), found: z.number().int(), toSafe: z.number().int() }),
    roles: keepers,
  }),
  /** Books against the printer's life counter, now. */
  printerCompare: method({
    ...common,
    in: z.object({ printerId }),
    out: printerBook,
    roles: ['clerk', 'supervisor', 'stockKeeper', 'technician'],
  }),
  discrepancyClose: method({
    ...common,
    in: z.object({ discrepancyId, reason: note }),
    out: discrepancyView,
    roles: supervisor,
  }),
} as const;
