import { z } from 'zod';
import { caseId, instant, ticketId } from './ids.ts';

/**
 * `called`: the number is up, the person is not here yet. `serving`: the person is at the window with a case. `skipped`: did not come; may
 * be called again, like somebody who was sent on (`transferred`) and comes back. `done` is the end.
 */
export const ticketState = z.enum(['waiting', 'called', 'serving', 'done', 'skipped', 'transferred']);
export type TicketState = z.infer<typeof ticketState>;

/** Who gave the number: this station's kiosk, the clerk who typed one that was given elsewhere, or a queue server. */
export const ticketSource = z.enum(['local', 'manual', 'server']);
export type TicketSource = z.infer<typeof ticketSource>;

/** As printed: a letter or two at most, then one to four digits. Ours are `A001`, `A002`, … of the day. */
export const ticketNumber = z.string().regex(/^[A-Z]{0,2}\d{1,4}$/);
/** A number as a person types it: spaces and small letters do not matter. */
export const typedTicketNumber = z.string().trim().toUpperCase().pipe(ticketNumber);

/** Where a ticket goes on, in a person's words, e.g. `52`. */
export const otherWindow = z.string().trim().min(1).max(40);

export const ticketView = z.object({
  id: ticketId,
  number: ticketNumber,
  source: ticketSource,
  state: ticketState,
  /** Null: nobody knows when a number was taken that was given elsewhere. */
  takenAt: instant.nullable(),
  /** First call. */
  calledAt: instant.nullable(),
  /** Calls after the first one. */
  recalls: z.number().int().nonnegative(),
  servedAt: instant.nullable(),
  caseId: caseId.nullable(),
  caseNumber: z.string().nullable(),
});
export type TicketView = z.infer<typeof ticketView>;

/** The queue of today as the window sees it. */
export const ticketBoard = z.object({
  /** Called or being served; at most one. */
  inHand: ticketView.nullable(),
  /** Longest wait first. */
  waiting: z.array(ticketView),
  /** Newest first. */
  skipped: z.array(ticketView),
  /** An external queue server; `none` = the local queue is all there is. */
  server: z.enum(['none', 'online', 'offline']),
});
export type TicketBoard = z.infer<typeof ticketBoard>;

/** Arrivals, waits and service of a span, for the day report. Times in whole seconds; null = nothing to measure. */
export const ticketFigures = z.object({
  /** Tickets that were taken, or came in by hand or from a server. */
  arrivals: z.number().int(),
  called: z.number().int(),
  stillWaiting: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int(),
  transferred: z.number().int(),
  medianWaitSeconds: z.number().int().nullable(),
  longestWaitSeconds: z.number().int().nullable(),
  medianServiceSeconds: z.number().int().nullable(),
  longestServiceSeconds: z.number().int().nullable(),
});
export type TicketFigures = z.infer<typeof ticketFigures>;
