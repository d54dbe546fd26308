import type { TicketFigures } from '../../contract/tickets.ts';
import type { Ticket } from './ticketSteps.ts';

export type TicketTimes = Pick<Ticket, 'state' | 'cameAt' | 'takenAt' | 'calledAt' | 'servedAt' | 'endedAt'>;

const secondsFrom = (from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

const longest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.max(...values);

/** Middle value; of an even number of them the lower one, so that it is a time somebody really waited. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/**
 * Arrivals, waits and service of tickets (A9). A wait ends with the first call and is known only where the taking is. Service runs from
 * the case to the end: a ticket without a case has none to measure.
 */
export function ticketFigures(tickets: readonly TicketTimes[]): TicketFigures {
  const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
  const waits = known(tickets.map(({ takenAt, calledAt }) => secondsFrom(takenAt, calledAt)));
  const service = known(tickets.map(({ servedAt, endedAt }) => secondsFrom(servedAt, endedAt)));
  const count = (state: Ticket['state']): number => tickets.filter((ticket) => ticket.state === state).length;
  return {
    arrivals: tickets.length,
    called: tickets.filter(({ calledAt }) => calledAt !== null).length,
    stillWaiting: count('waiting'),
    done: count('done'),
    skipped: count('skipped'),
    transferred: count('transferred'),
    medianWaitSeconds: median(waits),
    longestWaitSeconds: longest(waits),
    medianServiceSeconds: median(service),
    longestServiceSeconds: longest(service),
  };
}
