import { z } from 'zod';
import { cardJobView } from './cards.ts';
import { failureView } from './cases.ts';
import { cardPosition } from './devices.ts';
import { caseId, instant, jobId } from './ids.ts';
import { unitState } from './stock.ts';

/** Cards fetched ahead for a day without a network: what this station may hold, holds, and could fetch now (D2, G4). */
export const aheadView = z.object({
  /** How many may wait unused, and how many do. */
  limit: z.number().int(),
  held: z.number().int(),
  /** How old their data may be at the feed. */
  hours: z.number().int(),
  /** Accepted cases whose card could be fetched now. */
  cases: z.number().int(),
  /** False: the chips of this station are certified with the card inside, so that none is finished without the network (13.6). */
  usableOffline: z.boolean(),
  online: z.boolean(),
});
export type AheadView = z.infer<typeof aheadView>;

/** What a bulk act did, one by one: which it did, and which not and why. */
export const aheadResult = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ caseNumber: z.string(), failure: failureView })),
});
export type AheadResult = z.infer<typeof aheadResult>;

/** One card printer at the moment of asking, against the books (E8). */
export const printerInside = z.object({
  printerId: z.string(),
  /** Whose cards it makes. */
  place: z.enum(['window', 'kiosk']),
  /** Did it answer? */
  answered: z.boolean(),
  position: cardPosition,
  /** The job whose card lies inside by the books; null = none. */
  jobId: jobId.nullable(),
  /** `foreign`: a card inside that no job knows. `missing`: the books have a card inside, and there is none. */
  finding: z.enum(['agrees', 'foreign', 'missing', 'unknown']),
});
export type PrinterInside = z.infer<typeof printerInside>;

/** What staff see to after an unclean end, or at any time (E8, G1). */
export const cardRecovery = z.object({
  /** Did the newest start find a card or a step cut off, or is a card inside that no job knows? Then the page opens by itself. */
  unclean: z.boolean(),
  /** Jobs that the newest start found cut off: what became of them. */
  cutOff: z.array(cardJobView),
  /** Steps whose outcome only eyes can tell. */
  unknown: z.array(cardJobView),
  printers: z.array(printerInside),
  /** Cards in reject boxes, lost ones, and those that no holder took: somebody collects them. */
  collect: z.array(cardJobView),
  /** Blanks that were fed and have no outcome: still stock (domain-rules 10.2). */
  units: z.array(
    z.object({
      tail: z.string(),
      since: instant,
      caseNumber: z.string().nullable(),
      jobId: jobId.nullable(),
    }),
  ),
  /** Rows about cards that upstream refused. */
  rows: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      caseId: caseId.nullable(),
      caseNumber: z.string().nullable(),
      owner: z.string(),
      since: instant,
      refusal: z.string(),
    }),
  ),
});
export type CardRecovery = z.infer<typeof cardRecovery>;

/** A card that was found inside and put into the reject box. A difference of that box is open with its owner. */
export const foundCard = z.object({
  /** Last four digits, where its chip answered. */
  tail: z.string().nullable(),
  /** How the books have it; null: not a blank of this station, or its chip did not answer. Two people write it off on the stock page. */
  booked: unitState.nullable(),
});
export type FoundCard = z.infer<typeof foundCard>;
