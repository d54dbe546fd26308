import type { CaseId, TicketId } from '../../contract/ids.ts';
import type { TicketTimes } from '../../domain/tickets/ticketFigures.ts';
import type { Ticket } from '../../domain/tickets/ticketSteps.ts';

export interface TicketStore {
  get(id: TicketId): Ticket | null;
  /** Insert or replace. Two tickets in hand at once, or one number twice from one source on a day, throw. */
  save(ticket: Ticket): void;
  /** Every ticket of a Shanghai calendar date in the order in which they came. */
  ofDay(date: string): readonly Ticket[];
  /** Called or being served, of whatever day; there is at most one. */
  inHand(): Ticket | null;
  ofCase(caseId: CaseId): readonly Ticket[];
  /** What the day report measures: tickets that came in the half-open span of ISO instants. */
  waitTimesBetween(from: string, to: string): readonly TicketTimes[];
}
