import { z } from 'zod';
import { cabinetEventView } from './cabinet.ts';
import {
  caseAdvice,
  custody,
  documentSeen,
  formCheck,
  offeredBusiness,
  offeredSituation,
  officeView,
  seenAsk,
  situation,
} from './caseFacts.ts';
import { comparisonRow, idCardOriginal, visaRead } from './comparison.ts';
import { evidenceEntry } from './evidence.ts';
import { calendarDate, caseId, decisionId, instant, jobId, noticeId, staffId } from './ids.ts';
import { numberRow } from './numbers.ts';
import {
  decisionView,
  finding,
  holdView,
  noticeKind,
  recallView,
  returnedView,
  servedView,
  type NoticeKind,
} from './outcomes.ts';
import { businessType, documentCode, permitSnapshot, sex } from './permit.ts';
import { errorCodes } from './errors.ts';
import type { Failure } from './result.ts';

export { comparedField, comparisonRow, type ComparedField, type ComparisonRow } from './comparison.ts';

/** A failure on the wire: code of the closed list and the values of its message. */
export const failureView: z.ZodType<Failure, Failure> = z.object({
  // Its type has a name: written out for every use, two hundred codes are more than the compiler will put into a declaration.
  code: z.enum(errorCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/**
 * `open`: being checked. `supplement`: told what is missing, waits for the person (still the same case). `held`: suspected forgery, frozen
 * until a supervisor releases it to where it was. The rest are ends. `refused` exists only after acceptance and is not an intake outcome
 * (domain-rules 6.1). `revoked`: the decision was taken back by an act of its own (C7); a new application is a new case.
 */
export const caseState = z.enum([
  'open',
  'supplement',
  'held',
  'accepted',
  'notNeeded',
  'notOurs',
  'refused',
  'revoked',
]);
export type CaseState = z.infer<typeof caseState>;

export const verdict = z.enum(['matches', 'differs', 'missing', 'notNeeded']);
export type Verdict = z.infer<typeof verdict>;

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
  /** The rule that lets this person off this document; null = none does. */
  waivedBy: z.object({ ruleId: z.string(), clauseZh: z.string(), clauseEn: z.string() }).nullable(),
  dateChecks: z.array(dateCheck),
  formChecks: z.array(formCheck),
  /** What the clerk may or must type from the paper. */
  asks: z.array(seenAsk),
  seen: documentSeen.nullable(),
  custody,
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

export { noticeKind, type NoticeKind };

/**
 * The newest print of a paper on the station's document printer. `printed`: the queue took it. `failed`: it was not printed for sure.
 * `unknown`: it may have come out; a person says so, and until then nothing is printed again.
 */
export const noticePrintView = z.object({
  /** 0 = the original, else which copy. */
  copy: z.number().int().nonnegative(),
  at: instant,
  by: z.string(),
  outcome: z.enum(['printing', 'printed', 'failed', 'unknown']),
  /** Why it failed, where the machine said so. */
  failure: failureView.nullable(),
});
export type NoticePrintView = z.infer<typeof noticePrintView>;

export const noticeView = z.object({
  id: noticeId,
  /** e.g. `SZ50-BZ-2026-000001`; a gapless local series per station and kind (11.9). */
  number: z.string(),
  kind: noticeKind,
  issuedAt: instant,
  issuedBy: z.string(),
  /** True once upstream's receipt for it is stored; before that the paper says 待上报 (13.3). */
  confirmed: z.boolean(),
  /** Copies beside the original that were handed out. */
  copies: z.number().int(),
  /** What a print would be now (C4). */
  nextPrint: z.enum(['original', 'copy']),
  /** Null until the first print on this station's printer. */
  print: noticePrintView.nullable(),
  /** Who received it and when; null = not yet served. */
  served: servedView.nullable(),
  /** A later paper took it back or corrected it (C7); its code says so at our stations. */
  withdrawn: z.object({ how: z.enum(['revoked', 'superseded']), by: z.string(), at: instant }).nullable(),
});
export type NoticeView = z.infer<typeof noticeView>;

/** A text of a case that papers print and this program did not write itself. */
export const unprintableField = z.enum(['name', 'employer', 'position', 'place', 'note', 'officer']);
export type UnprintableField = z.infer<typeof unprintableField>;
/** Characters of one field that no font has: each with its code, `𓀀 U+13000`. `card`: the card prints this field, too. */
export const unprintable = z.object({
  field: unprintableField,
  glyphs: z.array(z.string()).min(1),
  card: z.boolean(),
});
export type Unprintable = z.infer<typeof unprintable>;

/** May something be done now, and if not, why: each reason is shown with its remedy. */
export const permission = z.object({ allowed: z.boolean(), reasons: z.array(failureView) });
export type Permission = z.infer<typeof permission>;

export const caseView = z.object({
  id: caseId,
  number: z.string(),
  upstreamNumber: z.string().nullable(),
  businessType,
  businessTitleZh: z.string(),
  businessTitleEn: z.string(),
  /** Every kind of business of the pack, for `caseSetBusinessType`. */
  businessOffered: z.array(offeredBusiness),
  /** What holds now, and what could be said. */
  situations: z.array(situation),
  situationsOffered: z.array(offeredSituation),
  advice: z.array(caseAdvice),
  /** Originals that lie with us (B6); the case cannot end while the passport is among them. */
  withUs: z.array(documentCode),
  /** Who is responsible for what is not done here. */
  offices: z.array(officeView),
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
  /** The passport that the permit record still names, laid beside the new one (4.13). */
  oldPassport: passportRead.nullable(),
  visa: visaRead.nullable(),
  idCard: idCardOriginal.nullable(),
  /** Passports and social numbers of this person as far as this case knows them, oldest first (1.11). */
  numbers: z.array(numberRow),
  passportExpired: z.boolean(),
  comparison: z.array(comparisonRow),
  documents: z.array(documentRow),
  /** Errors corrected on the spot (当场更正), oldest first. */
  corrections: z.array(z.object({ note: z.string(), by: z.string(), at: instant })),
  /** Checks made for this case, oldest first (A11). */
  evidence: z.array(evidenceEntry),
  clock: legalClock,
  notices: z.array(noticeView),
  /** Everything that was decided, oldest first. */
  decisions: z.array(decisionView),
  /** The hold it is in now. */
  held: holdView.nullable(),
  /** Of the newest release; null = never held. */
  finding: finding.nullable(),
  /** What a supervisor has returned and nobody has answered; null = nothing. */
  returned: returnedView.nullable(),
  /** Who decided it, else who opened it: never refuses, revokes or corrects it (H10). Null = nobody of this station. */
  ownerId: staffId.nullable(),
  /** Nothing was told in time: counts as accepted since this day (domain-rules 6.2). */
  countsAsAcceptedOn: calendarDate.nullable(),
  /** Papers and cards of this case that are out and wrong. */
  recalls: z.array(recallView),
  accept: permission,
  supplement: permission,
  issue: permission,
  /** Refusal, revocation and correction are a supervisor's, and never the owner's (`ownerId`): the act itself says ownCase, too. */
  refuse: permission,
  hold: permission,
  release: permission,
  revoke: permission,
  correct: permission,
  countAsAccepted: permission,
  handBack: permission,
  permitPage: permission,
  cardJobId: jobId.nullable(),
  /** The kiosk's cabinet was opened during this case (E7), oldest first. Until each is settled no card is made or given. */
  cabinetOpenings: z.array(cabinetEventView).optional(),
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

/** A case that is about to count as accepted, or does already (C3). Breached first, then by deadline. */
export const clockLine = caseSummary
  .pick({ id: true, number: true, state: true, name: true })
  .extend({ clock: legalClock, countsAsAcceptedOn: calendarDate.nullable() });
export type ClockLine = z.infer<typeof clockLine>;

/** A case whose originals lie with us (B6). */
export const originalsLine = caseSummary
  .pick({ id: true, number: true, state: true, name: true })
  .extend({ documents: z.array(documentCode) });
export type OriginalsLine = z.infer<typeof originalsLine>;

/** An outcome that waits for a supervisor (B5): a held case, or a supplement that was told because an original differs, answered since or not. */
export const secondCheckLine = originalsLine.omit({ documents: true }).extend({
  why: z.enum(['held', 'differs']),
  /** The supplement to be looked at; null for a hold, which ends with its release. */
  decisionId: decisionId.nullable(),
  /** The originals it is about, and whether a scan stands for each; empty = a hold of the case as a whole. */
  documents: z.array(
    documentRow.pick({ code: true, titleZh: true, titleEn: true }).extend({ scanned: z.boolean() }),
  ),
  by: z.string(),
  at: instant,
  reason: z.string().nullable(),
  /** Who asks has decided it, or given the verdict: nobody is the second pair of eyes for himself. */
  own: z.boolean(),
});
export type SecondCheckLine = z.infer<typeof secondCheckLine>;

/** A case that a supervisor has returned to the desk (B5), with what it is about. */
export const returnedLine = originalsLine.omit({ documents: true }).extend({
  documents: z.array(documentRow.pick({ code: true, titleZh: true, titleEn: true })),
  by: z.string(),
  at: instant,
  reason: z.string(),
});
export type ReturnedLine = z.infer<typeof returnedLine>;
