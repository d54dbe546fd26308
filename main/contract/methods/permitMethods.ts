import { z } from 'zod';
import { calendarDate, instant } from '../ids.ts';
import { method } from '../method.ts';
import { permitRecord } from '../permit.ts';
import { desk, window } from './common.ts';

/** A permit as a list shows it: enough to tell people apart, no more. */
export const permitHit = z.object({
  permitNumber: permitRecord.shape.permitNumber,
  familyName: z.string(),
  givenNames: z.string(),
  birthYear: z.number().int(),
  nationality: z.string(),
  /** Last four characters. */
  passportTail: z.string(),
  status: permitRecord.shape.status,
  validTo: calendarDate,
  /** When upstream last vouched for it (G8). */
  fetchedAt: instant,
});
export type PermitHit = z.infer<typeof permitHit>;

/** The permits that this station has of its own. */
export const permitMethods = {
  /**
   * Finds permits by a part of a name in whatever way it is written (A4), by a whole permit number or by a whole passport number, without asking
   * upstream. `waiting`: records that were pulled and whose names cannot be found yet. Valid ones first.
   */
  permitSearch: method({
    in: z.object({ text: z.string().trim().min(1).max(80) }),
    out: z.object({ found: z.array(permitHit), more: z.boolean(), waiting: z.number().int() }),
    surfaces: window,
    act: 'verifyOriginals',
    roles: desk,
    mutating: false,
  }),
} as const;
