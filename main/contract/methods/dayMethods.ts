import { z } from 'zod';
import { countersignature, type Role } from '../access.ts';
import { closedDay, dayFigures, dayStatus, daySummary, monthCheck } from '../day.ts';
import { dayOverride } from '../dayMatch.ts';
import { binary, calendarDate } from '../ids.ts';
import { method } from '../method.ts';
import { periodBy, periodReport } from '../periods.ts';
import { cardClass } from '../stock.ts';
import { document, everybody, none, note, supervisor, window } from './common.ts';

const readers: readonly Role[] = ['supervisor', 'auditor'];
const period = z.object({ from: calendarDate, to: calendarDate, by: periodBy });
const signing = { password: z.string().min(1), reasons: z.record(z.string(), note), countersignature };

/** The day and its reports. */
export const dayMethods = {
  dayStatus: method({ in: none, out: dayStatus, surfaces: window, roles: everybody, mutating: false }),
  /**
   * Opens today. With an earlier day that is not closed only by an override (H3): two people, or one in the grace of an offline morning. Errors:
   * dayAlreadyOpen, wrongState, countersignatureNeeded, graceUsed, and those of a countersignature.
   */
  dayOpen: method({
    in: z.object({
      override: z
        .object({ kind: dayOverride.shape.kind, reason: note, countersignature: countersignature.optional() })
        .optional(),
    }),
    out: dayStatus,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  /** Blind: the answer tells nothing about what was expected (H1). */
  dayCount: method({
    in: z.object({
      counts: z.array(
        z.object({
          bank: z.string(),
          vendor: z.string(),
          cardClass: cardClass.default('standard'),
          counted: z.number().int().nonnegative(),
        }),
      ),
    }),
    out: dayStatus,
    surfaces: window,
    roles: ['supervisor', 'stockKeeper'],
    mutating: true,
  }),
  /** The classes of bank, vendor and kind of card to count, without numbers. */
  dayClasses: method({
    in: none,
    out: z.array(z.object({ bank: z.string(), vendor: z.string(), cardClass })),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Fails with countMissing before the blind count. */
  dayFigures: method({ in: none, out: dayFigures, surfaces: window, roles: readers, mutating: false }),
  dayClose: method({
    in: z.object(signing),
    out: closedDay,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  /** Signs a day that was overridden (H3): its figures are those of then, each difference gets its reason. Errors: as dayClose. */
  daySignLate: method({
    in: z.object({ date: calendarDate, ...signing }),
    out: closedDay,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  /** The whole of a closed or overridden day; an overridden one has no signatures yet. */
  dayClosed: method({
    in: z.object({ date: calendarDate }),
    out: closedDay,
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
  /** Newest first (H5). `before`: go on from the last one shown. */
  dayList: method({
    in: z.object({
      from: calendarDate.optional(),
      to: calendarDate.optional(),
      before: calendarDate.optional(),
      limit: z.number().int().min(1).max(400).default(62),
    }),
    out: z.object({ days: z.array(daySummary), more: z.boolean() }),
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
  /** Months with an opened day, newest first (H5). */
  dayMonths: method({
    in: none,
    out: z.array(monthCheck),
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
  dayReport: method({
    in: z.object({ date: calendarDate, format: z.enum(['pdf', 'csv', 'xlsx']) }),
    out: document,
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
  periodReport: method({
    in: period,
    out: periodReport,
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
  periodExport: method({
    in: period.extend({ format: z.enum(['pdf', 'csv', 'xlsx']) }),
    out: document,
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
  /**
   * Checks any exported file against the ledger of this station (H4): what it says it is, whether it is byte for byte what the ledger gives now,
   * and where the first difference lies. `kind` is `unknown` for a file that is none of ours.
   */
  exportVerify: method({
    in: z.object({ bytes: binary }),
    out: z.object({
      kind: z.enum(['dayCsv', 'dayXlsx', 'dayPdf', 'periodCsv', 'periodXlsx', 'periodPdf', 'unknown']),
      /** The day or period it says it is of. */
      subject: z.string().nullable(),
      same: z.boolean(),
      /** In words: place, what was found, what is expected. Null when nothing differs. */
      difference: z.object({ place: z.string(), found: z.string(), expected: z.string() }).nullable(),
    }),
    surfaces: window,
    roles: readers,
    mutating: false,
  }),
} as const;
