import type { CaseId, TicketId } from '../../contract/ids.ts';
import type { TicketSource, TicketState } from '../../contract/tickets.ts';

/** A number of one day and what became of it. Instants are ISO. */
export interface Ticket {
  readonly id: TicketId;
  /** Calendar date in Asia/Shanghai: numbers begin anew each day. */
  readonly date: string;
  readonly number: string;
  readonly source: TicketSource;
  readonly state: TicketState;
  /** When it came into this queue: the order of calling. */
  readonly cameAt: string;
  /** When the person took it; null = given elsewhere, nobody knows. */
  readonly takenAt: string | null;
  readonly calledAt: string | null;
  readonly recalls: number;
  readonly servedAt: string | null;
  readonly endedAt: string | null;
  readonly caseId: CaseId | null;
  /** The window it was sent on to. */
  readonly window: string | null;
}

/** `serve`: the person is here. `finish`: the person has gone. */
export type TicketAct = 'call' | 'recall' | 'serve' | 'skip' | 'transfer' | 'finish';

/**
 * What an act makes of a ticket; no entry = not possible. Somebody with a slip may be served without a call, and somebody who was skipped
 * may be called or served when they come after all, like somebody who was sent back. Who is being served is here: no skipping then.
 */
const table: Readonly<Record<TicketState, Readonly<Partial<Record<TicketAct, TicketState>>>>> = {
  waiting: { call: 'called', serve: 'serving' },
  called: { recall: 'called', serve: 'serving', skip: 'skipped', transfer: 'transferred', finish: 'done' },
  serving: { serve: 'serving', transfer: 'transferred', finish: 'done' },
  skipped: { call: 'called', serve: 'serving' },
  // Sent on, and sent back.
  transferred: { call: 'called', serve: 'serving' },
  done: {},
};

/** Is it called or being served? At most one ticket of a station is. */
export const isInHand = ({ state }: Pick<Ticket, 'state'>): boolean =>
  state === 'called' || state === 'serving';

/** The state after an act, or null where the act is not possible. */
export const stateAfter = (state: TicketState, act: TicketAct): TicketState | null =>
  table[state][act] ?? null;

/** The ticket after an act at an ISO instant; null where the act is not possible. The first call and the first service keep their times. */
export function ticketStep(ticket: Ticket, act: TicketAct, at: string): Ticket | null {
  const state = stateAfter(ticket.state, act);
  if (state === null) return null;
  const again = act === 'recall' || (act === 'call' && ticket.calledAt !== null);
  const ends = state === 'done' || state === 'transferred';
  return {
    ...ticket,
    state,
    // Who steps up with a slip has waited until then.
    calledAt: ticket.calledAt ?? (act === 'call' || act === 'serve' ? at : null),
    recalls: ticket.recalls + (again ? 1 : 0),
    servedAt: ticket.servedAt ?? (act === 'serve' ? at : null),
    endedAt: ends ? at : null,
    window: null,
  };
}

/** `A007` for the seventh number of the day; `letter` tells stations of one hall apart. */
export const localNumber = (letter: string, counter: number): string =>
  `${letter}${String(counter).padStart(3, '0')}`;
