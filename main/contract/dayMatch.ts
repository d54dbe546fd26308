import { z } from 'zod';
import { caseId, calendarDate, instant, jobId } from './ids.ts';
import { replacementReason } from './replacementReason.ts';

/** One side of a unit in the three-way match (H2). `notAsked`: the side could not be asked; `none`: it was asked and has nothing. */
const side = z.object({ state: z.string(), at: instant.nullable() });

/**
 * One card of the day as three books have it (H2, domain-rules 11.5): this station's ledger, the machine that made it (chip read back, printer),
 * upstream. Numbers are tails only.
 */
export const matchRow = z.object({
  /** Stable within the day: a reason is given for it. */
  key: z.string(),
  /** Last four of the bank card number; empty = the ledger knows no blank. */
  unitTail: z.string(),
  /** Last four of the card number. */
  cardTail: z.string(),
  batch: z.string(),
  caseNumber: z.string(),
  caseId: caseId.nullable(),
  jobId: jobId.nullable(),
  local: side,
  machine: side,
  upstream: side,
  verdict: z.enum(['agree', 'differs', 'unconfirmed']),
  /** What differs, in words; empty when nothing does. */
  zh: z.string(),
  en: z.string(),
});
export type MatchRow = z.infer<typeof matchRow>;

/** What one printer counted since its last look, beside what the ledger says it made. Null = it could not be asked. */
export const machineCount = z.object({
  printerId: z.string(),
  counted: z.number().int().nullable(),
  ledger: z.number().int(),
  holds: z.boolean(),
});

/** The three-way match of a day: how many units agree, and only the others one by one. */
export const dayMatch = z.object({
  units: z.number().int(),
  agree: z.number().int(),
  unconfirmed: z.number().int(),
  differs: z.number().int(),
  /** Null = upstream could not be asked: 11.5 stays open (domain-rules 13.10). */
  upstreamAskedAt: instant.nullable(),
  machines: z.array(machineCount),
  open: z.array(matchRow),
});
export type DayMatch = z.infer<typeof dayMatch>;

const seconds = z.number().int().nonnegative();

/** From the scan that opened the case to the card in hand, against twenty minutes (H7), and how long each step took. */
export const cardTimes = z.object({
  timed: z.number().int(),
  within20Minutes: z.number().int(),
  totalSeconds: seconds,
  medianSeconds: seconds.nullable(),
  longestSeconds: seconds.nullable(),
  steps: z.array(
    z.object({ step: z.string(), times: z.number().int(), medianSeconds: seconds, longestSeconds: seconds }),
  ),
});
export type CardTimes = z.infer<typeof cardTimes>;

/** How long rows that are not acknowledged have waited, in whole hours by bucket: up to 1, 4, 24, and longer. */
export const queueAge = z.object({
  upTo1h: z.number().int(),
  upTo4h: z.number().int(),
  upTo24h: z.number().int(),
  over24h: z.number().int(),
});

/** Work of one person in the day (H7). `userName` tells two people of one name apart. */
export const clerkFigures = z.object({
  clerk: z.string(),
  casesOpened: z.number().int(),
  accepted: z.number().int(),
  supplement: z.number().int(),
  cardsMade: z.number().int(),
  handedOver: z.number().int(),
  wasted: z.number().int(),
  remadeByReason: z.partialRecord(replacementReason, z.number().int()),
  timed: z.number().int(),
  within20Minutes: z.number().int(),
  totalSeconds: seconds,
  longestSeconds: seconds.nullable(),
});
export type ClerkFigures = z.infer<typeof clerkFigures>;

/** Something that became known about a closed day afterwards (G9): it stands in the day it came, and the closed day stays as it was signed. */
export const dayCorrection = z.object({
  /** The closed day it is about. */
  date: calendarDate,
  at: instant,
  kind: z.enum(['receipt', 'refusal', 'conflict', 'books']),
  rowKind: z.string().nullable(),
  caseId: caseId.nullable(),
  caseNumber: z.string().nullable(),
  /** Receipt number, refusal code, or what the books said: never anything personal. */
  outcome: z.string(),
});
export type DayCorrection = z.infer<typeof dayCorrection>;

/** The next day was opened although this one was not closed (H3). */
export const dayOverride = z.object({
  at: instant,
  /** `offlineMorning`: the grace of one morning without upstream and without a second person. */
  kind: z.enum(['offlineMorning', 'twoPeople']),
  reason: z.string(),
  by: z.string(),
  second: z.string().nullable(),
});
export type DayOverride = z.infer<typeof dayOverride>;

/** What a signed close could not prove then (domain-rules 13.10). */
export const unconfirmed = z.object({
  upstreamAsked: z.boolean(),
  /** Cards of the day whose report or enabling upstream had not confirmed. */
  cards: z.number().int(),
  notices: z.number().int(),
  rows: z.number().int(),
  oldestRowAt: instant.nullable(),
});
export type Unconfirmed = z.infer<typeof unconfirmed>;
