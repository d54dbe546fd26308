import { z } from 'zod';
import { instant, jobId } from './ids.ts';
import { cardRecord } from './upstream.ts';

/**
 * What upstream's answer says about a job in `conflict` (domain-rules 9.13). `ours`: the record is ours after all. `other`: another card or
 * job has the person's place. `none`: upstream knows no card of this person.
 */
export const conflictVerdict = z.enum(['ours', 'other', 'none']);
export type ConflictVerdict = z.infer<typeof conflictVerdict>;

/**
 * `goOn`: from the step it was at, with the same batch and card number (9.20). `giveUp`: no card was made; the job fails and upstream is
 * unlocked. `waste`: our card is made and another one counts.
 */
export const conflictDecision = z.enum(['goOn', 'giveUp', 'waste']);
export type ConflictDecision = z.infer<typeof conflictDecision>;

/** One record of the person's card as people compare it. Of card and chip only the last four characters are shown. */
export const conflictRecord = z.object({
  stationId: z.string(),
  batch: z.string().nullable(),
  cardTail: z.string().nullable(),
  chipTail: z.string().nullable(),
  /** As upstream has it; null = our own side, whose state the job shows. */
  state: cardRecord.shape.state.nullable(),
  /** Registered under our own job. */
  ours: z.boolean(),
});
export type ConflictRecord = z.infer<typeof conflictRecord>;

/** Both sides of a conflict, and what may be decided by what upstream has just answered. */
export const conflictView = z.object({
  jobId,
  askedAt: instant,
  verdict: conflictVerdict,
  /** A card exists here. */
  made: z.boolean(),
  here: conflictRecord,
  upstream: z.array(conflictRecord),
  /** Empty: nothing can be decided yet. */
  offers: z.array(conflictDecision),
});
export type ConflictView = z.infer<typeof conflictView>;
