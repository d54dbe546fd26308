import { z } from 'zod';
import { calendarDate, caseId, instant, jobId, noticeId } from './ids.ts';
import { businessType, documentCode, permitSnapshot, sex } from './permit.ts';
import { errorCodes } from './errors.ts';

/** A failure on the wire: code of the closed list and the values of its message. */
export const failureView = z.object({
  code: z.enum(errorCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/**
 * `open`: being checked. `supplement`: told what is missing, waits for the person (still the same case). The rest are ends.
 * Refusal exists only after acceptance and is not an intake outcome (domain-rules 6.1).
 */
export const caseState = z.enum(['open', 'supplement', 'accepted', 'notNeeded', 'notOurs']);
export type CaseState = z.infer<typeof caseState>;

export const verdict = z.enum(['matches', 'differs', 'missing', 'notNeeded']);
export type Verdict = z.infer<typeof verdict>;

/** Fields compared between passport and permit record. */
export const comparedField = z.enum([
  'passportNumber',
  'name',
  'nationality',
  'birthDate',
  'sex',
  'passportExpiry',
]);
export type ComparedField = z.infer<typeof comparedField>;

/** A machine-readable zone as parsed (TD3). Values as printed in the zone, dates as calendar dates. */
export const passportRead = z.object({
  readAt: instant,
  documentNumber: z.string(),
  issuingState: z.string(),
  /** ISO alpha-3, or null where the code needs a person's choice (domain-rules 2.3). */
  nationality: z.string().nullable(),
  nationalityCode: z.string(),
  familyName: z.string(),
  givenNames: z.string(),
  /** The zone has room for 39 characters; a full one may be cut. */
  nameMayBeCut: z.boolean(),
  birthDate: calendarDate,
  sex,
  expiryDate: calendarDate,
});
export type PassportRead = z.infer<typeof passportRead>;

export const comparisonRow = z.object({
  field: comparedField,
  passport: z.string(),
  record: z.string(),
  /** What the machine says. Names are never `same` by machine alone (2.1): they need the eye. */
  machine: z.enum(['same', 'differs', 'needsEye']),
  /** What the person said, with name and time; null while open or where none is needed. */
  eye: z.object({ outcome: z.enum(['same', 'differs']), by: z.string(), at: instant }).nullable(),
});
export type ComparisonRow = z.infer<typeof comparisonRow>;

export const dateCheck = z.object({
  /** domain-rules number, e.g. `5.1`. */
  rule: z.string(),
  result: z.enum(['ok', 'warn', 'fails']),
  zh: z.string(),
  en: z.string(),
  /** The day the paper goes stale or the window ends; null when the rule has none. */
  until: calendarDate.nullable(),
});
export type DateCheck = z.infer<typeof dateCheck>;

export const documentRow = z.object({
  code: documentCode,
  titleZh: z.string(),
  titleEn: z.string(),
  requirement: z.enum(['original', 'copy', 'electronic', 'waived']),
  /** Must it be satisfied before acceptance? A waived or electronic one needs no verdict by hand. */
  required: z.boolean(),
  ruleId: z.string(),
  clauseZh: z.string(),
  clauseEn: z.string(),
  dateChecks: z.array(dateCheck),
  verdict: verdict.nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: instant.nullable(),
});
export type DocumentRow = z.infer<typeof documentRow>;

export const legalClock = z.object({
  receivedAt: instant,
  /** Last working day on which gaps can still be told; after it the case counts as accepted (domain-rules 6.2). */
  deadline: calendarDate,
  workingDaysLeft: z.number().int(),
  gapsToldAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  breached: z.boolean(),
});
export type LegalClock = z.infer<typeof legalClock>;

export const noticeKind = z.enum(['acceptance', 'supplement', 'notNeeded', 'notOurs']);
export type NoticeKind = z.infer<typeof noticeKind>;

export const noticeView = z.object({
  id: noticeId,
  /** e.g. `SZ50-BZ-2026-000001`; a gapless local series per station and kind (11.9). */
  number: z.string(),
  kind: noticeKind,
  issuedAt: instant,
  issuedBy: z.string(),
  /** True once upstream's receipt for it is stored; before that the paper says 待上报 (13.3). */
  confirmed: z.boolean(),
  copies: z.number().int(),
});
export type NoticeView = z.infer<typeof noticeView>;

/** May something be done now, and if not, why: each reason is shown with its remedy. */
export const permission = z.object({ allowed: z.boolean(), reasons: z.array(failureView) });
export type Permission = z.infer<typeof permission>;

export const caseView = z.object({
  id: caseId,
  number: z.string(),
  upstreamNumber: z.string().nullable(),
  businessType,
  channel: z.enum(['window', 'kiosk']),
  state: caseState,
  openedAt: instant,
  openedBy: z.string(),
  packVersion: z.string(),
  packNameZh: z.string(),
  packNameEn: z.string(),
  snapshot: permitSnapshot,
  snapshotAgeDays: z.number().int().nonnegative(),
  /** A QR proves nothing offline (13.4): `pendingOnline` until upstream was asked in this case. */
  verification: z.enum(['verifiedOnline', 'pendingOnline']),
  passport: passportRead.nullable(),
  passportExpired: z.boolean(),
  comparison: z.array(comparisonRow),
  documents: z.array(documentRow),
  /** Errors corrected on the spot (当场更正), oldest first. */
  corrections: z.array(z.object({ note: z.string(), by: z.string(), at: instant })),
  clock: legalClock,
  notices: z.array(noticeView),
  accept: permission,
  supplement: permission,
  issue: permission,
  cardJobId: jobId.nullable(),
  /** Rows of this case upstream. */
  queue: z.object({ waiting: z.number().int(), acked: z.number().int(), refused: z.number().int() }),
});
export type CaseView = z.infer<typeof caseView>;

export const caseSummary = z.object({
  id: caseId,
  number: z.string(),
  state: caseState,
  channel: z.enum(['window', 'kiosk']),
  /** As in the passport: `FAMILY, GIVEN`. */
  name: z.string(),
  openedAt: instant,
  satisfied: z.number().int(),
  total: z.number().int(),
  cardJobId: jobId.nullable(),
});
export type CaseSummary = z.infer<typeof caseSummary>;
