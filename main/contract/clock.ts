import { z } from 'zod';
import { instant } from './ids.ts';

/** Why two people took the computer's clock for right: free words, which do not belong on the audit chain. */
export const clockAcceptance = z.object({
  at: instant,
  first: z.string(),
  second: z.string(),
  reason: z.string(),
});
export type ClockAcceptance = z.infer<typeof clockAcceptance>;

/**
 * What is kept of the clock (domain/time/steadyTime): how it is held until it is confirmed, and the last word of two people about it. Instants
 * and spans in milliseconds.
 */
export const keptTime = z.object({
  jumpedAt: z.number().nullable(),
  unprovenAt: z.number().nullable(),
  aheadMs: z.number(),
  accepted: clockAcceptance.nullable().default(null),
});
