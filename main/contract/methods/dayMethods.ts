import { z } from 'zod';
import { countersignature } from '../access.ts';
import { closedDay, dayFigures, dayStatus } from '../day.ts';
import { binary, calendarDate } from '../ids.ts';
import { method } from '../method.ts';
import { cardClass } from '../stock.ts';
import { document, everybody, none, note, supervisor, window } from './common.ts';

/** The day and its audit. */
export const dayMethods = {
  dayStatus: method({ in: none, out: dayStatus, surfaces: window, roles: everybody, mutating: false }),
  dayOpen: method({ in: none, out: dayStatus, surfaces: window, roles: supervisor, mutating: true }),
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
} as const;
