import { z } from 'zod';
import { caseId, instant } from './ids.ts';

/** One check that was made for a case and counts as evidence in it (A11). The code that was checked is in no field, on purpose. */
export const evidenceEntry = z.object({
  kind: z.literal('ecard'),
  /** What upstream said about the code. A card of another person is no evidence of this case and leaves no entry. */
  result: z.enum(['valid', 'expired', 'unknown']),
  /** Of a valid card: does it stand on a passport that this case knows? A passport changes, the person does not (domain-rules 1.1). */
  passport: z.enum(['same', 'other']).nullable(),
  by: z.string(),
  at: instant,
});
export type EvidenceEntry = z.infer<typeof evidenceEntry>;

/** What became of the newest code: upstream is being asked, its answer, or why there is none. */
export const ecardState = z.enum([
  'asking',
  'valid',
  'expired',
  'unknown',
  'otherPerson',
  'withoutPermit',
  'offline',
  'notChecked',
]);
export type EcardState = z.infer<typeof ecardState>;

/** The newest e-card code the window saw, without the code. In memory only. */
export const ecardScan = z.object({
  /** The case it was checked for, or that it opened; null = none. */
  caseId: caseId.nullable(),
  state: ecardState,
  scannedAt: instant,
  /** The latest moment at which the code can still be good: first seen + the life of a code (domain-rules 3.9). */
  lifeEndsAt: instant,
});
export type EcardScan = z.infer<typeof ecardScan>;
