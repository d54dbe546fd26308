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
]);
export type RowKind = z.infer<typeof rowKind>;

/** A row ends `acked` (receipt stored) or stays visible: `waiting`, or `refused`/`conflict` with an owner and a next action. */
export const rowState = z.enum(['waiting', 'acked', 'refused', 'conflict']);
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
});
export type QueueRowView = z.infer<typeof queueRowView>;
