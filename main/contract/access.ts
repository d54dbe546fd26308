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

/** Pairs of roles that one person may not hold together (domain-rules 10.3: store keeper ≠ issuing officer; 12.5: administration, audit and security apart, so an auditor is nothing else). */
export const forbiddenRolePairs: readonly (readonly [Role, Role])[] = [
  ['clerk', 'stockKeeper'],
  ['auditor', 'clerk'],
  ['auditor', 'supervisor'],
  ['auditor', 'stockKeeper'],
  ['auditor', 'technician'],
  ['technician', 'supervisor'],
  ['technician', 'stockKeeper'],
];

/** The two languages of the program: every paper, error and name of the data is there in both. */
export const language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof language>;

/** A language of a screen, as BCP 47 writes it: `de`, `zh-Hant`, `pt-BR`. `zh` and `en` are built in, all others are files (K1). */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/)
  .max(12);
export type LanguageTag = z.infer<typeof languageTag>;

/** Which of the two a reader gets where there are only two: papers, errors, names of the data. */
export const builtInFor = (tag: LanguageTag): Language =>
  tag === 'zh' || tag.startsWith('zh-') ? 'zh' : 'en';

/** A person as screens may see them. */
export const staffView = z.object({
  id: z.string(),
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  /** Only there when true: somebody else chose the password, and nothing is done before it is changed (I5). */
  mustChangePassword: z.literal(true).optional(),
});
export type StaffView = z.infer<typeof staffView>;

/** Sign-in of a second person for one act, on the screen of the first (features D4, H1). */
export const countersignature = z.object({
  userName: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
export type Countersignature = z.infer<typeof countersignature>;
