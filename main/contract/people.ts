import { z } from 'zod';
import { countersignature, role, staffView } from './access.ts';
import { failureView } from './cases.ts';
import { instant, staffId } from './ids.ts';

/** As typed at sign-in. Never an e-mail address or a number of a paper: it stands in the journal. */
export const userName = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9._-]{1,31}$/i);
export const displayName = z.string().trim().min(1).max(60);
/** At most as long as a countersignature may carry. */
export const newPassword = z.string().min(1).max(256);

/** A person on the staff page: no hash, no secret. */
export const staffLine = staffView.extend({
  active: z.boolean(),
  deactivatedBy: z.enum(['station', 'upstream']).nullable(),
  /** ISO instant up to which wrong passwords lock the account; null = not locked. */
  lockedUntil: z.string().nullable(),
  /** When upstream last vouched (G10); null = never. */
  confirmedAt: z.string().nullable(),
  /** Up to when that is good without upstream; null = it is not. */
  validUntil: z.string().nullable(),
  mustChangePassword: z.boolean(),
  /** One-time codes are enrolled. */
  secondFactor: z.boolean(),
  /** Why the person can do nothing here now; null = can. */
  problem: failureView.nullable(),
  /** The reader of the page: nobody changes his own account. */
  self: z.boolean(),
});
export type StaffLine = z.infer<typeof staffLine>;

export const staffBook = z.object({
  people: z.array(staffLine),
  /** Every pair that nobody may hold here, also those that the profile adds (I4). */
  forbiddenPairs: z.array(z.tuple([role, role])),
  /** Hours without upstream by role (G10). */
  offlineHours: z.record(role, z.number().int()),
});
export type StaffBook = z.infer<typeof staffBook>;

/** A technician beside the supervisor. */
export const signedByTechnician = { staffId, countersignature };

/** What upstream says about somebody of this station (G10, I4). `roles` left out: upstream leaves them to the station. */
export const staffStanding = z.object({
  userName: z.string().trim().min(1).max(64),
  active: z.boolean(),
  roles: z.array(role).min(1).max(role.options.length).optional(),
});
export type StaffStanding = z.infer<typeof staffStanding>;

/** The whole list of one station. Whoever is missing in it is not vouched for, and not deactivated either. */
export const staffStandings = z.object({
  stationId: z.string(),
  staff: z.array(staffStanding).max(2000),
  at: instant,
});
export type StaffStandings = z.infer<typeof staffStandings>;
