import type { DayPeople } from '../../contract/day.ts';
import { shanghaiHour } from '../calendar/shanghai.ts';
import { ticketFigures, type TicketTimes } from '../tickets/ticketFigures.ts';
import { inDay, type DayInputs } from './dayInputs.ts';

const toMinutes = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds / 60);

/**
 * Arrivals, waits and service of the calendar date in whole minutes (A9). The date and not the working day: people come before the day is
 * opened, and numbers begin anew at midnight in Shanghai. A ticket belongs to the date on which it came, whenever it ends.
 */
export function dayPeople(inputs: Pick<DayInputs, 'calendar' | 'tickets'>): DayPeople {
  const tickets = inputs.tickets.filter(({ cameAt }) => inDay(inputs.calendar, cameAt));
  const figures = ticketFigures(tickets);
  const { arrivals, done, skipped, transferred } = figures;
  return {
    arrivals,
    served: done,
    skipped,
    transferred,
    open: arrivals - done - skipped - transferred,
    medianWaitMinutes: toMinutes(figures.medianWaitSeconds),
    longestWaitMinutes: toMinutes(figures.longestWaitSeconds),
    medianServiceMinutes: toMinutes(figures.medianServiceSeconds),
    longestServiceMinutes: toMinutes(figures.longestServiceSeconds),
    perHour: perHourOf(tickets),
  };
}

/** Waits and service of those who came in each hour, so that a busy hour shows what it cost (H7). */
function perHourOf(tickets: readonly TicketTimes[]): DayPeople['perHour'] {
  const hours = tickets.map(({ cameAt }) => shanghaiHour(cameAt));
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => {
    const figures = ticketFigures(tickets.filter((_ticket, place) => hours[place] === first + index));
    return {
      hour: first + index,
      arrivals: figures.arrivals,
      medianWaitMinutes: toMinutes(figures.medianWaitSeconds),
      medianServiceMinutes: toMinutes(figures.medianServiceSeconds),
    };
  });
}
