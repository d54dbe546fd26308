import { z } from 'zod';

/** The screen a port belongs to. The shell stamps it; nothing in a message can change it (design 2). */
export const surface = z.enum(['window', 'kiosk', 'devdock']);
export type Surface = z.infer<typeof surface>;

/** What a station may do, by its signed profile (domain-rules 3.15, 3.16). */
export const act = z.enum(['verifyOriginals', 'issueCards']);
export type Act = z.infer<typeof act>;

/** What a person may do (feature I4). */
export const role = z.enum(['clerk', 'supervisor', 'stockKeeper', 'technician', 'auditor']);
export type Role = z.infer<typeof role>;

/** Pairs of roles that one person may not hold together (domain-rules 10.3: store keeper ≠ issuing officer). */
export const forbiddenRolePairs: readonly (readonly [Role, Role])[] = [
  ['clerk', 'stockKeeper'],
  ['auditor', 'clerk'],
  ['auditor', 'supervisor'],
  ['auditor', 'stockKeeper'],
  ['technician', 'supervisor'],
  ['technician', 'stockKeeper'],
];

export const language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof language>;

/** A person as screens may see them. */
export const staffView = z.object({
  id: z.string(),
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(role),
});
export type StaffView = z.infer<typeof staffView>;

/** Sign-in of a second person for one act, on the screen of the first (features D4, H1). */
export const countersignature = z.object({
  userName: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
export type Countersignature = z.infer<typeof countersignature>;
