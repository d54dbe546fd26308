import { z } from 'zod';
import { cardStatus } from './earlierCards.ts';
import { binary } from './ids.ts';
import { method } from './method.ts';
import { clockMove, trainingClock } from './trainingClock.ts';

const devdock = ['devdock'] as const;
const free = { surfaces: devdock, roles: 'anyone', mutating: false } as const;
const target = z.enum(['window', 'kiosk']);

/** Identity cards that can be laid on the kiosk's reader. */
export const trainingIdCard = z.enum(['foreigner2023', 'resident']);
export type TrainingIdCard = z.infer<typeof trainingIdCard>;

/** Faults of the embedded upstream, switched per call (issue: slow, drop the answer after the work, 5xx, refuse, duplicate, garbage, login page). */
export const upstreamFault = z.enum([
  'slow',
  'dropAnswer',
  'error500',
  'refuse',
  'duplicate',
  'garbage',
  'loginPage',
]);
export type UpstreamFault = z.infer<typeof upstreamFault>;

/** Faults of card printer, its chip station and the kiosk's receipt printer that a person can switch in training. */
export const counterFault = z.enum([
  'jam',
  'ribbonOut',
  'coverOpen',
  'feederEmpty',
  'deadChip',
  'powerCutMidPrint',
  'wrongReadBack',
  'cardNotTaken',
  'paperLow',
  'paperOut',
]);

export const samplePersonView = z.object({
  id: z.string(),
  name: z.string(),
  nationality: z.string(),
  permitNumber: z.string(),
  /** What is special about this one: differs in one field, expired passport, … */
  hintZh: z.string(),
  hintEn: z.string(),
});

/** What the training host serves to the DevDock window. Exists in training mode only. */
export const devdockMethods = {
  people: method({ in: z.object({}), out: z.array(samplePersonView), ...free }),
  /** Lays the passport of a sample person on the reader. */
  handPassport: method({ in: z.object({ personId: z.string(), target }), out: z.object({}), ...free }),
  scanNotice: method({ in: z.object({ personId: z.string(), target }), out: z.object({}), ...free }),
  /**
   * The holder's electronic card under the scanner: a new code, good for 60 seconds; `again`: the code shown last, as a screenshot would be.
   * Fails with invalidInput when nothing was shown before.
   */
  scanEcard: method({
    in: z.object({ personId: z.string(), target, again: z.boolean().optional() }),
    out: z.object({}),
    ...free,
  }),
  /** Any text through the scanner, e.g. the QR of a kiosk slip or rubbish. */
  scanText: method({ in: z.object({ text: z.string().max(4096), target }), out: z.object({}), ...free }),
  /** Any lines through the passport reader. */
  showLines: method({
    in: z.object({ lines: z.array(z.string().max(120)).max(3), target }),
    out: z.object({}),
    ...free,
  }),
  /** Lays an identity card on the kiosk's reader, where it stays until it is taken (null). */
  idCard: method({ in: z.object({ card: trainingIdCard.nullable() }), out: z.object({}), ...free }),
  printerFault: method({
    in: z.object({
      fault: counterFault,
      on: z.boolean(),
      /** Which of the two card printers, or the chip station inside it; what only one of them can have goes there. Default: the window's. */
      target: target.optional(),
    }),
    out: z.object({}),
    ...free,
  }),
  /** Opens the door of the kiosk's cabinet, or shuts it (E7). */
  cabinet: method({ in: z.object({ open: z.boolean() }), out: z.object({}), ...free }),
  /** Opens the cover, takes the card out by hand, closes it. */
  retrieveJam: method({
    in: z.object({ target: target.optional() }),
    out: z.object({ tail: z.string().nullable() }),
    ...free,
  }),
  takeCard: method({
    in: z.object({ target: target.optional() }),
    out: z.object({ tail: z.string().nullable() }),
    ...free,
  }),
  /** Gives a person an earlier card of another desk, which is lost or handed in before a new one is made (D8). Fails with invalidInput: no permit. */
  giveEarlierCard: method({
    in: z.object({ personId: z.string(), status: cardStatus.optional() }),
    out: z.object({ cardNumber: z.string() }),
    ...free,
  }),
  /**
   * Puts the clock of the whole training station forward, or back to the computer's own while nothing was recorded later than that; or makes
   * the computer's clock jump, which the station holds (G4). Fails with clockBehindRecords, unavailable.
   */
  moveClock: method({ in: z.object({ to: clockMove }), out: trainingClock, ...free }),
  /** Puts so many permits of made-up people into upstream's feed, so that a long pull can be watched. Answers when all are there. */
  fillPermits: method({
    in: z.object({ count: z.number().int().min(1).max(1_000_000) }),
    out: z.object({}),
    ...free,
  }),
  network: method({ in: z.object({ on: z.boolean() }), out: z.object({}), ...free }),
  upstreamFault: method({
    in: z.object({
      fault: upstreamFault,
      calls: z.number().int().nonnegative(),
      path: z.string().optional(),
    }),
    out: z.object({}),
    ...free,
  }),
  state: method({
    in: z.object({}),
    out: z.object({
      networkOn: z.boolean(),
      printerFaults: z.array(z.string()),
      feeder: z.number().int(),
      output: z.number().int(),
      rejectBin: z.number().int(),
      printedCards: z.number().int(),
      /** The kiosk's own card printer. */
      kioskPrinter: z.object({
        faults: z.array(z.string()),
        feeder: z.number().int(),
        output: z.number().int(),
        rejectBin: z.number().int(),
        printedCards: z.number().int(),
      }),
      cabinetOpen: z.boolean(),
      jobs: z.number().int(),
      clock: trainingClock,
      upstreamUrl: z.string(),
    }),
    ...free,
  }),
  /** The last printed face as the printer got it, as PNG; null before the first. */
  lastFace: method({
    in: z.object({ target: target.optional() }),
    out: z.object({ png: binary.nullable(), jobBytes: z.number().int() }),
    ...free,
  }),
  /** Upstream's own books, to be compared with the station's. */
  books: method({
    in: z.object({}),
    out: z.object({
      cards: z.array(
        z.object({
          batch: z.string(),
          cardNumber: z.string(),
          permitNumber: z.string(),
          state: z.string(),
          /** As far as anything was reported about it (domain-rules 9.12). */
          status: z.string().optional(),
          reports: z.number().int(),
          enables: z.number().int(),
          handOvers: z.number().int(),
        }),
      ),
      rows: z.array(z.object({ id: z.string(), kind: z.string(), times: z.number().int() })),
      effects: z.array(z.object({ businessKey: z.string(), times: z.number().int() })),
    }),
    ...free,
  }),
  /** Sign-in names of the training staff; training passwords are no secret. */
  staff: method({
    in: z.object({}),
    out: z.array(
      z.object({
        userName: z.string(),
        password: z.string(),
        roles: z.array(z.string()),
        /** The one-time code of now, by the station's clock (E7); null = this person has none. */
        code: z.string().nullable(),
        /** What upstream says about the person; null = it does not name him or her (G10). */
        active: z.boolean().nullable(),
      }),
    ),
    ...free,
  }),
  /** What upstream says about somebody from now on; the station hears it at the next contact (G10). Fails with invalidInput: nobody of this station. */
  staffStanding: method({
    in: z.object({ userName: z.string(), active: z.boolean() }),
    out: z.object({}),
    ...free,
  }),
  /** Upstream admits this station from now on, or does not (I7); the station hears it at the next contact. */
  stationAdmitted: method({ in: z.object({ admitted: z.boolean() }), out: z.object({}), ...free }),
} as const;
export type DevdockMethods = typeof devdockMethods;
