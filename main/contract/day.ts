import { z } from 'zod';
import { replacementReason } from './replacementReason.ts';
import { caseId, calendarDate, instant, jobId } from './ids.ts';
import { cardClass, wasteReason } from './stock.ts';
import {
  cardTimes,
  clerkFigures,
  dayCorrection,
  dayMatch,
  dayOverride,
  queueAge,
  unconfirmed,
} from './dayMatch.ts';

/** One side of the stock equation per bank, vendor and class (domain-rules 11.1). `counted` is null before the blind count. */
export const stockIdentity = z.object({
  bank: z.string(),
  vendor: z.string(),
  /** Days that were closed before blanks had a class have standard ones only: their CSV keeps its hash. */
  cardClass: cardClass.default('standard'),
  opening: z.number().int(),
  received: z.number().int(),
  used: z.number().int(),
  wasted: z.number().int(),
  returned: z.number().int(),
  closing: z.number().int(),
  counted: z.number().int().nullable(),
  unresolved: z.number().int(),
});
export type StockIdentity = z.infer<typeof stockIdentity>;

/** One identity of domain-rules 11 with its two sides. */
export const identityCheck = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  left: z.number().int(),
  right: z.number().int(),
  holds: z.boolean(),
  /** Not provable now, e.g. 11.5 without a network (13.10): listed as open, never skipped. */
  open: z.boolean(),
});
export type IdentityCheck = z.infer<typeof identityCheck>;

export const exceptionKind = z.enum([
  'madeNotReported',
  'reportedNotEnabled',
  'notCollected',
  'retainedCard',
  'cardMissing',
  'handOverUnmatched',
  'ratingUnmatched',
  'recallOpen',
  'passportNotHandedBack',
  'unresolvedBlank',
  'unknownStep',
  'fetchedAhead',
  'conflict',
  'refusedRow',
  'waitingRow',
  'clockNear',
  'clockBreached',
  'stockDifference',
  'discrepancyOpen',
  'deskNotReturned',
  'wasteWaiting',
  'upstreamOnly',
  'localOnly',
  'noticeUnconfirmed',
  'feeWithoutCard',
  'cardWithoutFee',
  'identityDiffers',
  'matchDiffers',
  'dayUnsigned',
  'notCounted',
  'cabinetOpened',
  'recordsAltered',
]);
export type ExceptionKind = z.infer<typeof exceptionKind>;

export const dayException = z.object({
  /** Stable within a day: a reason is given for this key. */
  key: z.string(),
  kind: exceptionKind,
  risk: z.enum(['high', 'medium', 'low']),
  zh: z.string(),
  en: z.string(),
  owner: z.string(),
  since: instant,
  caseId: caseId.nullable(),
  jobId: jobId.nullable(),
  /** A written reason is needed before the day can close. */
  needsReason: z.boolean(),
});
export type DayException = z.infer<typeof dayException>;

/** One line of the day's ledger as printed and exported. No personal data: numbers and last four digits. */
export const ledgerRow = z.object({
  at: instant,
  kind: z.string(),
  caseNumber: z.string(),
  cardTail: z.string(),
  cardNumber: z.string(),
  outcome: z.string(),
  by: z.string(),
});
export type LedgerRow = z.infer<typeof ledgerRow>;

const minutes = z.number().int().nonnegative().nullable();

/** The queue of people on the day's calendar date (A9). Times in whole minutes; null = nothing to measure. */
export const dayPeople = z.object({
  arrivals: z.number().int(),
  served: z.number().int(),
  skipped: z.number().int(),
  transferred: z.number().int(),
  /** Still waiting, called, or at the window when the figures were taken. */
  open: z.number().int(),
  medianWaitMinutes: minutes,
  longestWaitMinutes: minutes,
  medianServiceMinutes: minutes,
  longestServiceMinutes: minutes,
  /** By hour in Asia/Shanghai (0 to 23), from the first to the last hour that has an arrival. */
  perHour: z.array(
    z.object({
      hour: z.number().int().min(0).max(23),
      arrivals: z.number().int(),
      /** Of those who came in that hour. Absent in days that were closed before they were measured. */
      medianWaitMinutes: minutes.optional(),
      medianServiceMinutes: minutes.optional(),
    }),
  ),
});
export type DayPeople = z.infer<typeof dayPeople>;

/** Fees of the day (D12). Amounts in fen. The two lists are those that are open now, of whatever day. */
export const dayFees = z.object({
  paid: z.number().int(),
  paidCents: z.number().int(),
  waived: z.number().int(),
  refunded: z.number().int(),
  refundedCents: z.number().int(),
  paidNotIssued: z.number().int(),
  issuedNotPaid: z.number().int(),
});
export type DayFees = z.infer<typeof dayFees>;

/** What was printed or made once more in the day (C4): copies of papers, cards on another blank, cards in the place of an earlier one by reason. */
export const dayReprints = z.object({
  papers: z.number().int(),
  cards: z.number().int(),
  replaced: z.partialRecord(replacementReason, z.number().int()),
});
export type DayReprints = z.infer<typeof dayReprints>;

export const dayFigures = z.object({
  date: calendarDate,
  stationId: z.string(),
  stock: z.array(stockIdentity),
  identities: z.array(identityCheck),
  cases: z.object({
    carried: z.number().int(),
    received: z.number().int(),
    accepted: z.number().int(),
    supplement: z.number().int(),
    notNeeded: z.number().int(),
    notOurs: z.number().int(),
    /** Acts of the day about cases that ended before or on it (C2, C7). Absent in days that were closed before they were counted. */
    refused: z.number().int().optional(),
    revoked: z.number().int().optional(),
    open: z.number().int(),
  }),
  cards: z.object({
    started: z.number().int(),
    visualOk: z.number().int(),
    reported: z.number().int(),
    enabled: z.number().int(),
    handedOver: z.number().int(),
    /** Enabled cards that were not taken at the bezel and lie in the reject box now (E3). Absent in days that were closed before this was counted: their CSV keeps its hash. */
    retained: z.number().int().optional(),
    wasted: z.number().int(),
    open: z.number().int(),
  }),
  /** Ribbons by their moves and by themselves (domain-rules 10.4). Absent in days that were closed before ribbons were kept. */
  ribbons: z
    .object({
      received: z.number().int(),
      gone: z.number().int(),
      unused: z.number().int(),
      inPrinter: z.number().int(),
      used: z.number().int(),
    })
    .optional(),
  queue: z.object({
    openAtStart: z.number().int(),
    created: z.number().int(),
    acknowledged: z.number().int(),
    open: z.number().int(),
  }),
  /** Absent in days that were closed before people were counted: their CSV keeps its hash. */
  people: dayPeople.optional(),
  /** Absent in days without any: their CSV keeps its hash. */
  fees: dayFees.optional(),
  reprints: dayReprints.optional(),
  /** From here to `earlierUnsigned`: absent in days that were closed before they were computed. Their CSV keeps its hash. */
  match: dayMatch.optional(),
  cardTimes: cardTimes.optional(),
  wasteByReason: z.partialRecord(wasteReason, z.number().int()).optional(),
  queueAge: queueAge.optional(),
  clerks: z.array(clerkFigures).optional(),
  corrections: z.array(dayCorrection).optional(),
  /** Earlier days that were overridden and that nobody has signed yet (H3, H5). */
  earlierUnsigned: z.array(dayOverride.extend({ date: calendarDate })).optional(),
  exceptions: z.array(dayException),
  ledger: z.array(ledgerRow),
});
export type DayFigures = z.infer<typeof dayFigures>;

export const daySignature = z.object({ staff: z.string(), userName: z.string(), at: instant });

export const dayStatus = z.object({
  date: calendarDate.nullable(),
  state: z.enum(['none', 'open', 'counted', 'closed']),
  openedAt: instant.nullable(),
  openedBy: z.string().nullable(),
  lastClosed: calendarDate.nullable(),
  /** Overridden days that wait for their signatures, oldest first (H3). */
  unsigned: z.array(calendarDate),
});
export type DayStatus = z.infer<typeof dayStatus>;

export const closedDay = z.object({
  date: calendarDate,
  closedAt: instant,
  signatures: z.array(daySignature),
  /** Head of the audit chain at the close, 64 hex, printed on the report (I1). */
  chainHead: z.string(),
  rowCount: z.number().int(),
  /** SHA-256 of the exported CSV, hex. */
  csvHash: z.string(),
  reasons: z.record(z.string(), z.string()),
  /** Null or absent: upstream had confirmed everything. */
  unconfirmed: unconfirmed.nullish(),
  /** The day was overridden first and signed afterwards (H3): its figures are those of the override. */
  override: dayOverride.nullish(),
  figures: dayFigures,
});
export type ClosedDay = z.infer<typeof closedDay>;

/** A day in the list of days (H5): what is told without reading the whole of it. */
export const daySummary = z.object({
  date: calendarDate,
  state: z.enum(['open', 'counted', 'overridden', 'closed']),
  openedBy: z.string(),
  closedAt: instant.nullable(),
  /** Display names, in the order of signing; empty = nobody has signed. */
  signedBy: z.array(z.string()),
  rowCount: z.number().int().nullable(),
  exceptions: z.number().int().nullable(),
  cards: z.number().int().nullable(),
  cases: z.number().int().nullable(),
  csvHash: z.string().nullable(),
  chainHead: z.string().nullable(),
});
export type DaySummary = z.infer<typeof daySummary>;

/** Does every day of a month that was opened have its signed close (H5)? */
export const monthCheck = z.object({
  /** `2026-11`. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  opened: z.number().int(),
  signed: z.number().int(),
  unsigned: z.array(calendarDate),
});
export type MonthCheck = z.infer<typeof monthCheck>;
