import { z } from 'zod';
import { calendarDate, caseId, decisionId, instant, jobId, noticeId, recallId } from './ids.ts';
import { documentCode } from './permit.ts';

/**
 * Papers of a case. `acceptanceByLaw`: counts as accepted because nothing was told in time (domain-rules 6.2). `permitPage`: for the
 * exit-entry office (3.6). `registration`: help slip for the electronic card. `insurance`: referral to the HRSS bureau (3.14).
 */
export const noticeKind = z.enum([
  'acceptance',
  'acceptanceByLaw',
  'supplement',
  'notNeeded',
  'notOurs',
  'refusal',
  'revocation',
  'correction',
  'handBack',
  'permitPage',
  'registration',
  'insurance',
]);
export type NoticeKind = z.infer<typeof noticeKind>;

/** Slips: no decision is in them, nobody signs them. */
export const slipKind = noticeKind.extract(['registration', 'insurance']);
export type SlipKind = z.infer<typeof slipKind>;

/** What a supervisor found about a suspected forgery. `confirmed` keeps the case from acceptance until another release says `cleared`. */
export const finding = z.enum(['cleared', 'confirmed']);
export type Finding = z.infer<typeof finding>;

/** `checkConfirmed`, `checkReturned`: what a supervisor found about an outcome that another had decided (B5). */
export const decisionKind = z.enum([
  'accepted',
  'countsAsAccepted',
  'supplement',
  'notNeeded',
  'notOurs',
  'held',
  'released',
  'refused',
  'revoked',
  'corrected',
  'checkConfirmed',
  'checkReturned',
]);
export type DecisionKind = z.infer<typeof decisionKind>;

/** One decision of a case. Never changed: what is wrong is superseded by a later one (C7). */
export const decisionView = z.object({
  id: decisionId,
  kind: decisionKind,
  at: instant,
  by: z.string(),
  /** The supervisor who signed beside `by`; null where the act needs one person. */
  countersignedBy: z.string().nullable(),
  reasons: z.array(z.string()),
  /** Of a release; null otherwise. */
  finding: finding.nullable(),
  /** Paper that carries it; null = an act without a paper (held, released). */
  noticeNumber: z.string().nullable(),
  /** The decision whose place it takes. */
  supersedes: decisionId.nullable(),
  supersededBy: decisionId.nullable(),
});
export type DecisionView = z.infer<typeof decisionView>;

/** A suspected forgery: verdicts and outcomes wait for a supervisor (domain-rules 6.1). */
export const holdView = z.object({
  reason: z.string(),
  /** The suspected original; null = the case as a whole. */
  document: documentCode.nullable(),
  by: z.string(),
  at: instant,
});
export type HoldView = z.infer<typeof holdView>;

/** Who fetches a paper or card back, from whom, by when. Left out: the applicant holds it, who acts fetches it, within the legal clock's days. */
export const recallPlan = z.object({
  holder: z.string().trim().min(2).max(120),
  fetchBy: z.string().trim().min(2).max(120),
  dueOn: calendarDate,
});
export type RecallPlan = z.infer<typeof recallPlan>;

export const recallOutcome = z.enum(['returned', 'destroyed', 'notRecoverable']);
export type RecallOutcome = z.infer<typeof recallOutcome>;

/** A paper or card that left the window and is wrong now (C7, G9). */
export const recallView = recallPlan.extend({
  id: recallId,
  caseId,
  caseNumber: z.string(),
  subject: z.enum(['paper', 'card']),
  /** Number of the paper; last four digits of the card. */
  number: z.string(),
  noticeId: noticeId.nullable(),
  noticeKind: noticeKind.nullable(),
  jobId: jobId.nullable(),
  /** `upstreamRefused`: upstream refused or revoked after it had left the window. `checkReturned`: the second check found it wrong (B5). */
  cause: z.enum(['revoked', 'corrected', 'refused', 'upstreamRefused', 'checkReturned']),
  openedAt: instant,
  openedBy: z.string(),
  overdue: z.boolean(),
  closed: z.object({ outcome: recallOutcome, note: z.string(), at: instant, by: z.string() }).nullable(),
});
export type RecallView = z.infer<typeof recallView>;

/** Number of a paper (11.9): station, series, year, serial. */
export const paperNumber = z.string().regex(/^[A-Z0-9]{2,8}-[A-Z]{2}-\d{4}-\d{6,9}$/);

/** `revoked`: the decision was taken back. `superseded`: a later paper says it right. */
export const withdrawal = z.enum(['revoked', 'superseded']);
export type Withdrawal = z.infer<typeof withdrawal>;

/** A paper that does not count any more, as its station reports it and as every station hears of it (C5). Nothing about a person is in it. */
export const withdrawnPaper = z.object({
  number: paperNumber,
  /** A `noticeKind`. Open, because one kind that an older program does not know must not keep the whole list from it. */
  kind: z.string().regex(/^[A-Za-z]{2,40}$/),
  how: withdrawal,
  /** Number of the paper that revoked or corrected it. */
  by: paperNumber.nullable(),
  at: instant,
});
export type WithdrawnPaper = z.infer<typeof withdrawnPaper>;

/**
 * An outcome that a supervisor has returned, until a new one answers it (B5). `open`: the rows that want a new verdict; none where the case
 * was decided already, which then wants to be corrected or revoked (C7).
 */
export const returnedView = z.object({
  decisionId,
  documents: z.array(documentCode),
  open: z.array(documentCode),
  by: z.string(),
  at: instant,
  reason: z.string(),
});
export type ReturnedView = z.infer<typeof returnedView>;

/** What the signed code of a paper says. No name is in it. */
export const paperFacts = z.object({
  stationId: z.string(),
  kind: noticeKind,
  number: z.string(),
  issuedOn: calendarDate,
  /** Last four characters of the permit number. */
  permitTail: z.string(),
  /** First 8 hex of the digest of everything on the paper: the check code that is printed on it. */
  code: z.string(),
});
export type PaperFacts = z.infer<typeof paperFacts>;

/**
 * `valid`: signed by that station and not withdrawn as far as is known here. `altered`: the signature does not fit, or our own books hold
 * another paper under this number. `unknownStation`: no key of that station is here, so nothing can be said.
 */
export const paperVerdict = z.enum(['valid', 'altered', 'revoked', 'superseded', 'unknownStation']);
export type PaperVerdict = z.infer<typeof paperVerdict>;

export const paperCheck = z.object({
  verdict: paperVerdict,
  /** As the code says; trust it only when the verdict is `valid`, `revoked` or `superseded`. */
  paper: paperFacts,
  /** Number of the paper that revoked or corrected it, where known, and when. */
  withdrawnBy: z.string().nullable(),
  withdrawnAt: instant.nullable(),
  /** Issued by this station: then its case and paper can be opened. */
  caseId: caseId.nullable(),
  noticeId: noticeId.nullable(),
  checkedAt: instant,
  /** The list of withdrawn papers that was asked; null = none, because nothing can be said about the paper itself. */
  list: z
    .object({
      /** `own`: our books. `upstream`: what every station reported, as it was pulled. */
      source: z.enum(['own', 'upstream']),
      /** A later withdrawal is not in it: now for our books, the last complete sync for the other; null = there was none yet. */
      asOf: instant.nullable(),
      /** Older than the station's limit, or not here at all: `valid` is then a thing of the past. */
      tooOld: z.boolean(),
      /** The limit. */
      limitHours: z.number().int().positive(),
    })
    .nullable(),
});
export type PaperCheck = z.infer<typeof paperCheck>;

/** SM2 public key of a station's papers: `04` + x + y, hex. It goes into `paperKeys` of the other stations' profiles. */
export const paperPublicKey = z.string().regex(/^04[0-9a-f]{128}$/);

/** How the holder acknowledged what was handed back (B6): the name as signed, or what only the holder can show. */
export const acknowledgement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signature'), name: z.string().trim().min(2).max(120) }),
  z.object({
    kind: z.literal('secondFactor'),
    /** Last four characters of the passport number. */
    passportTail: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-Z]{4}$/),
    birthDate: calendarDate,
  }),
]);
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** Who received a paper (送达), as domain-rules 6.5 wants it kept. */
export const servedView = z.object({
  receiver: z.string(),
  contact: z.string().nullable(),
  at: instant,
  by: z.string(),
});
export type ServedView = z.infer<typeof servedView>;

/** A reprint of a paper, or a card that was made again (C4): one report for both. */
export const reprintLine = z.object({
  subject: z.enum(['paper', 'card', 'replacement']),
  /** Number of the paper; last four digits of the blank that was spoilt, or of the card that is replaced, as far as it is known. */
  number: z.string(),
  noticeKind: noticeKind.nullable(),
  caseId: caseId.nullable(),
  caseNumber: z.string(),
  /** Which copy, or which attempt of the card. */
  copy: z.number().int().positive(),
  reason: z.string(),
  at: instant,
  by: z.string(),
});
export type ReprintLine = z.infer<typeof reprintLine>;
