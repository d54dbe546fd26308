import { z } from 'zod';
import { instant, jobId, staffId, unitKey } from './ids.ts';

/** domain-rules 10.2. A fed blank without an outcome stays `hopper` and is reported as unresolved. */
export const unitState = z.enum(['received', 'vault', 'desk', 'hopper', 'used', 'wasted', 'returned']);
export type UnitState = z.infer<typeof unitState>;

/** Blanks with braille (盲文卡) are a class of their own (domain-rules 10.1, 11.1). */
export const cardClass = z.enum(['standard', 'braille']);
export type CardClass = z.infer<typeof cardClass>;

/** The label of a delivery box, as it is printed or written on it. */
export const boxLabel = z.string().trim().min(1).max(40);

/**
 * Where a wasted card lies until it is destroyed or sent up with a list (domain-rules 10.3). `printer`: it has not left the machine yet;
 * `sentUp` and `destroyed` are ends.
 */
export const wasteCustody = z.enum(['printer', 'rejectBox', 'desk', 'safe', 'sentUp', 'destroyed']);
export type WasteCustody = z.infer<typeof wasteCustody>;

/** `otherCardExists`: the card was good, but upstream counts another one of the same person (domain-rules 9.13). */
export const wasteReason = z.enum([
  'chipDead',
  'printFault',
  'printNotAccepted',
  'jam',
  'readBackDiffers',
  'otherCardExists',
  'other',
]);
export type WasteReason = z.infer<typeof wasteReason>;
/** What a person may give as a reason by looking at a card; the others follow from an answer of upstream. */
export const seenWasteReason = wasteReason.exclude(['otherCardExists']);
export type SeenWasteReason = z.infer<typeof seenWasteReason>;

export const stockUnitView = z.object({
  key: unitKey,
  /** Last four digits: all that people see. */
  tail: z.string(),
  bank: z.string(),
  vendor: z.string(),
  cardClass,
  /** Of the delivery it came with; null = booked in without one. */
  box: z.string().nullable(),
  state: unitState,
  since: instant,
  jobId: jobId.nullable(),
  /** Fed for a job that has no outcome yet. */
  unresolved: z.boolean(),
  reason: wasteReason.nullable(),
  /** Whose desk it lies on; null elsewhere, and at a desk that was filled before desks had names. */
  clerkId: staffId.nullable(),
  clerk: z.string().nullable(),
  /** Whose hopper it lies in, or which printer had it last; null = any, or none. */
  printerId: z.string().nullable(),
  /** Of waste; null for everything else. */
  custody: wasteCustody.nullable(),
});
export type StockUnitView = z.infer<typeof stockUnitView>;
