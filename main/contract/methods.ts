import { z } from 'zod';
import { countersignature, language, staffView, type Role, type Surface } from './access.ts';
import { cardJobView, cardPlan } from './cards.ts';
import { caseSummary, caseView, comparedField, noticeView, verdict } from './cases.ts';
import { closedDay, dayFigures, dayStatus } from './day.ts';
import { binary, calendarDate, caseId, jobId, noticeId, rowId, unitKey } from './ids.ts';
import { kioskView } from './kiosk.ts';
import { method } from './method.ts';
import { documentCode } from './permit.ts';
import { stationStatus } from './station.ts';
import { stockUnitView, wasteReason } from './stock.ts';
import { queueRowView } from './sync.ts';

const window: readonly Surface[] = ['window'];
const kiosk: readonly Surface[] = ['kiosk'];
const everybody: readonly Role[] = ['clerk', 'supervisor', 'stockKeeper', 'technician', 'auditor'];
const desk: readonly Role[] = ['clerk', 'supervisor'];
const supervisor: readonly Role[] = ['supervisor'];
const none = z.object({});
const note = z.string().trim().min(1).max(500);

/** A file for a person to open, save or print. */
export const document = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  bytes: binary,
});
export type Document = z.infer<typeof document>;

/** What the core host serves to windows and kiosks. */
export const methods = {
  // station and people
  stationStatus: method({
    in: none,
    out: stationStatus,
    surfaces: ['window', 'kiosk'],
    roles: 'anyone',
    mutating: false,
  }),
  session: method({
    in: none,
    out: z.object({ staff: staffView.nullable() }),
    surfaces: window,
    roles: 'anyone',
    mutating: false,
  }),
  signIn: method({
    in: countersignature,
    out: staffView,
    surfaces: window,
    roles: 'anyone',
    mutating: false,
  }),
  signOut: method({ in: none, out: none, surfaces: window, roles: 'anyone', mutating: false }),

  // cases
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

  // cards
  cardPlan: method({
    in: z.object({ caseId }),
    out: cardPlan,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** The face as it will be printed (PNG), from the data upstream gives; touches no blank. */
  cardPreview: method({
    in: z.object({ caseId }),
    out: document,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: false,
  }),
  cardStart: method({
    in: z.object({ caseId }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  cardJobs: method({
    in: none,
    out: z.array(cardJobView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  cardJob: method({
    in: z.object({ jobId }),
    out: cardJobView,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Goes on after a cause was removed: a jam, an empty feeder, a network that is back. Never repeats a confirmed step. */
  cardResume: method({
    in: z.object({ jobId }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** Attendant at a kiosk: face against photo, before the feed (domain-rules 3.17). */
  cardRelease: method({
    in: z.object({ jobId }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  cardConfirmVisual: method({
    in: z.object({
      jobId,
      good: z.boolean(),
      reason: wasteReason.optional(),
      note: z.string().trim().max(200).optional(),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** The two questions of an unknown step, answered by looking. */
  cardSettle: method({
    in: z.object({
      jobId,
      cardIs: z.enum(['output', 'printer', 'nowhere']),
      face: z.enum(['complete', 'incomplete', 'blank']),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  cardHandOver: method({
    in: z.object({
      jobId,
      recipient: z.enum(['holder', 'agent']),
      idShown: z.string().trim().min(4).max(30),
      phone: z.string().regex(/^\+?[0-9 -]{6,20}$/),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),

  // stock
  stockList: method({
    in: none,
    out: z.array(stockUnitView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  stockReceive: method({
    in: z.object({
      bank: z.string().min(1).max(60),
      vendor: z.string().min(1).max(60),
      bankCardNumbers: z
        .array(z.string().regex(/^\d{16,19}$/))
        .min(1)
        .max(2000),
      countersignature,
    }),
    out: z.object({ received: z.number().int() }),
    surfaces: window,
    act: 'issueCards',
    roles: ['stockKeeper', 'supervisor'],
    mutating: true,
  }),
  /** Between vault, desk and hopper; two people (D4). */
  stockMove: method({
    in: z.object({
      units: z.array(unitKey).min(1).max(500),
      to: z.enum(['vault', 'desk', 'hopper', 'returned']),
      countersignature,
    }),
    out: z.object({ moved: z.number().int() }),
    surfaces: window,
    act: 'issueCards',
    roles: ['stockKeeper', 'supervisor'],
    mutating: true,
  }),
  stockWaste: method({
    in: z.object({ unit: unitKey, reason: wasteReason, note: z.string().trim().max(200), countersignature }),
    out: stockUnitView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),

  // queue
  queueRows: method({
    in: z.object({ openOnly: z.boolean().default(false) }),
    out: z.array(queueRowView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  queueRetry: method({
    in: z.object({ rowId: rowId.optional() }),
    out: none,
    surfaces: window,
    roles: desk,
    mutating: false,
  }),

  // day
  dayStatus: method({ in: none, out: dayStatus, surfaces: window, roles: everybody, mutating: false }),
  dayOpen: method({ in: none, out: dayStatus, surfaces: window, roles: supervisor, mutating: true }),
  /** Blind: the answer tells nothing about what was expected (H1). */
  dayCount: method({
    in: z.object({
      counts: z.array(
        z.object({ bank: z.string(), vendor: z.string(), counted: z.number().int().nonnegative() }),
      ),
    }),
    out: dayStatus,
    surfaces: window,
    roles: ['supervisor', 'stockKeeper'],
    mutating: true,
  }),
  /** The bank and vendor classes to count, without numbers. */
  dayClasses: method({
    in: none,
    out: z.array(z.object({ bank: z.string(), vendor: z.string() })),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Fails with countMissing before the blind count. */
  dayFigures: method({
    in: none,
    out: dayFigures,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  dayClose: method({
    in: z.object({ password: z.string().min(1), reasons: z.record(z.string(), note), countersignature }),
    out: closedDay,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  dayClosed: method({
    in: z.object({ date: calendarDate }),
    out: closedDay,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  dayReport: method({
    in: z.object({ date: calendarDate, format: z.enum(['pdf', 'csv']) }),
    out: document,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /** Checks an exported CSV against the closed day (H4): names the first difference. */
  dayVerify: method({
    in: z.object({ date: calendarDate, bytes: binary }),
    out: z.object({ same: z.boolean(), difference: z.string().nullable() }),
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /** Walks the audit chain; names the first altered row (I1). */
  auditVerify: method({
    in: none,
    out: z.object({
      intact: z.boolean(),
      rows: z.number().int(),
      head: z.string(),
      firstBad: z.number().int().nullable(),
    }),
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),

  // kiosk
  kioskState: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  kioskBegin: method({
    in: z.object({ language }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: false,
  }),
  kioskLanguage: method({
    in: z.object({ language }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: false,
  }),
  kioskBack: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  /** "I am still here": the page's time starts again. */
  kioskStay: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  /** "These are my data": a slip, or a card job that waits for the attendant. */
  kioskConfirm: method({
    in: z.object({ wants: z.enum(['slip', 'card']) }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: true,
  }),
  kioskEnd: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  kioskSlipPdf: method({ in: none, out: document, surfaces: kiosk, roles: 'anyone', mutating: false }),
} as const;
export type Methods = typeof methods;
export type MethodName = keyof Methods;
