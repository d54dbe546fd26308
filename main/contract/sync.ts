import { z } from 'zod';
import { caseId, instant, rowId } from './ids.ts';

/** What a queued row reports. Card operations are also deduplicated upstream by business key (design 4). */
export const rowKind = z.enum([
  'case.opened',
  'case.decided',
  'notice.issued',
  'notice.withdrawn',
  'card.report',
  'card.enable',
  'card.handOver',
  'card.wasted',
  'card.loss',
  'fee.paid',
  'fee.refunded',
  'stock.moved',
  'day.closed',
  'day.overridden',
  'rating.given',
  /** Our side gives an earlier row up: it is not to be expected any more. Names the row, its kind and why. */
  'row.withdrawn',
]);
export type RowKind = z.infer<typeof rowKind>;

/** Kinds that wait for no other row of their case and hold none up: each goes alone. */
export const aloneKinds: ReadonlySet<RowKind> = new Set(['card.loss', 'fee.paid', 'fee.refunded']);

/**
 * A row ends `acked` (receipt stored) or `superseded` (refused, and a later row took its place), or it stays visible: `waiting`, or
 * `refused`/`conflict` with an owner and a next action (G1).
 */
export const rowState = z.enum(['waiting', 'acked', 'refused', 'conflict', 'superseded']);
export type RowState = z.infer<typeof rowState>;

export const receipt = z.object({ number: z.string().min(1).max(64), at: instant });
export type Receipt = z.infer<typeof receipt>;

export const queueRowView = z.object({
  id: rowId,
  kind: rowKind,
  caseId: caseId.nullable(),
  caseNumber: z.string().nullable(),
  state: rowState,
  createdAt: instant,
  attempts: z.number().int(),
  lastAttemptAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  owner: z.string(),
  receipt: receipt.nullable(),
  refusal: z.string().nullable(),
  nextAction: z.enum(['none', 'waitForNetwork', 'correct', 'askSupervisor']),
  /** Of a waiting row: whose word it waits for. */
  service: z.enum(['cards', 'queue']).optional(),
  /** Of a refused row: what a supervisor can do about it here. */
  correctable: z.boolean().optional(),
  withdrawable: z.boolean().optional(),
  /** What a waiting row waits for beside the network: an earlier row of its case, or its pictures. Left out: nothing else. */
  waitsFor: z.enum(['earlierRow', 'pictures']).nullable().optional(),
  /** Only of a superseded row: the one that took its place. */
  supersededBy: rowId.nullable().optional(),
  /** The refused row that this one takes the place of. */
  corrects: rowId.nullable().optional(),
});
export type QueueRowView = z.infer<typeof queueRowView>;
