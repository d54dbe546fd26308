import { z } from 'zod';
import { instant, rowId } from './ids.ts';
import { receipt, rowKind, rowState } from './sync.ts';

/** A row of another station that was brought here by hand (G6). It goes upstream under its own id and its own station. */
export const carriedRowView = z.object({
  id: rowId,
  stationId: z.string(),
  kind: rowKind,
  caseNumber: z.string().nullable(),
  state: rowState,
  createdAt: instant,
  carriedAt: instant,
  carriedBy: z.string(),
  receipt: receipt.nullable(),
  refusal: z.string().nullable(),
  /** Upstream had it before it was sent from here. */
  knownUpstream: z.boolean().optional(),
});
export type CarriedRowView = z.infer<typeof carriedRowView>;

/** What became of one case of an import. `known`: it was here already, and why that is so. */
export const carriedCase = z.object({
  caseNumber: z.string().nullable(),
  rows: z.number().int(),
  outcome: z.enum(['taken', 'knownHere', 'knownUpstream', 'partlyKnown']),
});
export const carryReport = z.object({
  stationId: z.string(),
  /** False: no key of that station is known here, so whose file it is was taken at its word. */
  verified: z.boolean().optional(),
  exportedAt: instant,
  rows: z.number().int(),
  taken: z.number().int(),
  known: z.number().int(),
  pictures: z.number().int(),
  cases: z.array(carriedCase),
});
export type CarryReport = z.infer<typeof carryReport>;

/** What was taken out of here by hand and what came in. `exported`: rows that were in an export and have no receipt yet. */
export const carryStanding = z.object({
  exported: z.object({ rows: z.number().int(), lastAt: instant }).nullable(),
  carried: z.object({ waiting: z.number().int(), problems: z.number().int(), acked: z.number().int() }),
});
export type CarryStanding = z.infer<typeof carryStanding>;
