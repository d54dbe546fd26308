import { z } from 'zod';
import { countersignature } from '../access.ts';
import { caseSummary, caseView, comparedField, noticeView, verdict } from '../cases.ts';
import { caseId, noticeId } from '../ids.ts';
import { method } from '../method.ts';
import { documentCode } from '../permit.ts';
import { desk, document, everybody, none, note, window } from './common.ts';

/** Where a screen itself got a code from: a picture it was given, or a scanner that types like a keyboard (A2). */
export const screenScanSource = z.enum(['image', 'wedge']);
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
   * no more right: on a window somebody who may check originals must be signed in. Its audit entry names the source.
   */
  caseScanned: method({
    in: z.object({ source: screenScanSource, text: z.string().max(8192) }),
    out: none,
    surfaces: ['window', 'kiosk'],
    roles: 'anyone',
    mutating: true,
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
  caseNotOurs: method({
    in: z.object({ caseId, authority: z.string().trim().min(2).max(120) }),
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
  noticeReprint: method({
    in: z.object({ noticeId, reason: note }),
    out: noticeView,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
} as const;
