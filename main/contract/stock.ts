import { z } from 'zod';
import { instant, jobId, unitKey } from './ids.ts';

/** domain-rules 10.2. A fed blank without an outcome stays `hopper` and is reported as unresolved. */
export const unitState = z.enum(['received', 'vault', 'desk', 'hopper', 'used', 'wasted', 'returned']);
export type UnitState = z.infer<typeof unitState>;

export const wasteReason = z.enum([
  'chipDead',
  'printFault',
  'printNotAccepted',
  'jam',
  'readBackDiffers',
  'other',
]);
export type WasteReason = z.infer<typeof wasteReason>;

export const stockUnitView = z.object({
  key: unitKey,
  /** Last four digits: all that people see. */
  tail: z.string(),
  bank: z.string(),
  vendor: z.string(),
  state: unitState,
  since: instant,
  jobId: jobId.nullable(),
  /** Fed for a job that has no outcome yet. */
  unresolved: z.boolean(),
  reason: wasteReason.nullable(),
});
export type StockUnitView = z.infer<typeof stockUnitView>;
