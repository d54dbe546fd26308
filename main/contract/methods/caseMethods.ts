import { z } from 'zod';
import { countersignature } from '../access.ts';
import { custody, documentFacts, situation } from '../caseFacts.ts';
import { caseSummary, caseView, comparedField, noticeView, unprintable, verdict } from '../cases.ts';
import { ecardScan } from '../evidence.ts';
import { caseId, noticeId } from '../ids.ts';
import { method } from '../method.ts';
import { businessType, documentCode } from '../permit.ts';
import { desk, document, everybody, none, note, window } from './common.ts';

/** Where a screen itself got a code from: a picture it was given, a scanner that types like a keyboard, the kiosk's camera (A2). */
export const screenScanSource = z.enum(['image', 'wedge', 'camera']);
export type ScreenScanSource = z.infer<typeof screenScanSource>;

/** Cases and their notices. */
export const caseMethods = {
  caseList: method({
    in: none,
    out: z.array(caseSummary),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  caseGet: method({
    in: z.object({ caseId }),
    out: caseView,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /**
   * What of this case cannot be printed, field by field; empty = everything can. Papers print the code point in its place, the card is not
   * made. Told before a decision, because a record can be corrected and a paper cannot.
   */
  caseUnprintable: method({
    in: z.object({ caseId }),
    out: z.array(unprintable),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** The case the window works on: the one a scan opened last. */
  caseCurrent: method({
    in: none,
    out: z.object({ caseId: caseId.nullable() }),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  caseSelect: method({
    in: z.object({ caseId: caseId.nullable() }),
    out: none,
    surfaces: window,
    roles: desk,
    mutating: false,
  }),
  /** The number typed by hand, when the QR cannot be read. */
  caseOpenByNumber: method({
    in: z.object({
      permitNumber: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[0-9A-Z]{6,32}$/),
    }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /**
   * A code that the screen read by itself. It is dealt with exactly as a scanner's read of the port's surface, refusals included, and with
   * no more right: on a window somebody who may check originals must be signed in. Its audit entry names the source. Fails with forbidden
   * where the surface has no such source: pictures belong to a window, a camera to a kiosk whose profile has one.
   */
  caseScanned: method({
    in: z.object({ source: screenScanSource, text: z.string().max(8192) }),
    out: none,
    surfaces: ['window', 'kiosk'],
    roles: 'anyone',
    mutating: true,
  }),
  /** The newest code of an electronic card that the window saw (A11), without the code; null = none since the program started. */
  caseEcardScan: method({
    in: none,
    /** Milliseconds that its code can still be good, by the host's clock; 0 = not any more, or none. */
    out: z.object({ scan: ecardScan.nullable(), lifeLeftMs: z.number().int().nonnegative() }),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  caseSetVerdict: method({
    in: z.object({
      caseId,
      document: documentCode,
      verdict: verdict.nullable(),
      note: z.string().trim().max(500).optional(),
    }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  caseConfirmField: method({
    in: z.object({ caseId, field: comparedField, outcome: z.enum(['same', 'differs']) }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** All situations that hold, not only new ones. Those that the record fixes hold anyway. */
  caseSetSituations: method({
    in: z.object({ caseId, situations: z.array(situation) }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** What was read off one paper: only the facts that are given change, null takes one back. */
  caseSetSeen: method({
    in: z.object({ caseId, document: documentCode, seen: documentFacts.partial() }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** Another kind of business than the permit record says. Only while nothing has been told or decided: else wrongState. */
  caseSetBusinessType: method({
    in: z.object({ caseId, businessType }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** Which originals lie with us, or were handed back (B6). One act may be about many. Allowed on a finished case, to hand back. */
  caseSetCustody: method({
    in: z.object({ caseId, documents: z.array(documentCode).min(1), custody }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  caseAccept: method({
    in: z.object({ caseId }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  caseSupplement: method({
    in: z.object({ caseId, reason: note.optional(), countersignature: countersignature.optional() }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  caseFixNow: method({
    in: z.object({ caseId, note }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  caseNotNeeded: method({
    in: z.object({ caseId, reason: note }),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  /** The authority that is right: one of the view's `offices`, or its name as typed. */
  caseNotOurs: method({
    in: z.union([
      z.object({ caseId, authority: z.string().trim().min(2).max(120) }),
      z.object({ caseId, office: z.string().min(1).max(40) }),
    ]),
    out: caseView,
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: true,
  }),
  noticePdf: method({
    in: z.object({ noticeId }),
    out: document,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** A copy as a file: two people, the second a supervisor or of another role (C4). */
  noticeReprint: method({
    in: z.object({ noticeId, reason: note, countersignature }),
    out: noticeView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /**
   * Prints on the station's document printer: the original first, then copies, each with its reason and a second person as of
   * `noticeReprint` (C4). What the printer did is in `print` of the answer; a failure means that nothing was sent.
   */
  noticePrint: method({
    in: z.object({ noticeId, reason: note.optional(), countersignature: countersignature.optional() }),
    out: noticeView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** What a person found at the printer after a print whose outcome is not known. */
  noticePrintSettle: method({
    in: z.object({ noticeId, cameOut: z.boolean() }),
    out: noticeView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
} as const;
