import { z } from 'zod';

/** Why a card takes the place of an earlier one 补换原因 (domain-rules 4.21); `other` needs words. */
export const replacementReason = z.enum([
  'lost',
  'stolen',
  'chipDead',
  'faceWorn',
  'broken',
  'expired',
  'nameChanged',
  'passportChanged',
  'otherChange',
  'other',
]);
export type ReplacementReason = z.infer<typeof replacementReason>;
