import { describe, expect, it } from 'vitest';
import { dayPeople } from '../../../../main/domain/day/dayPeople.ts';
import { shanghaiDay } from '../../../../main/domain/calendar/shanghai.ts';
import type { TicketTimes } from '../../../../main/domain/tickets/ticketFigures.ts';

const calendar = shanghaiDay('2026-11-25');
/** An instant of the 25th in Shanghai; hours above 23 are of the 26th. */
const at = (hour: number, minute: number, second = 0): string =>
  new Date(Date.UTC(2026, 10, 25, hour - 8, minute, second)).toISOString();
const waiting = (cameAt: string): TicketTimes => ({
  state: 'waiting',
  cameAt,
  takenAt: cameAt,
  calledAt: null,
  servedAt: null,
  endedAt: null,
});
const served = (cameAt: string, calledAt: string, servedAt: string, endedAt: string): TicketTimes => ({
  ...waiting(cameAt),
  state: 'done',
  calledAt,
  servedAt,
  endedAt,
});
const noTimes = {
  medianWaitMinutes: null,
  longestWaitMinutes: null,
  medianServiceMinutes: null,
  longestServiceMinutes: null,
};

describe('A9 the queue of people in the figures of the day', () => {
  it('an empty day has counts of zero, no times and no hours', () => {
    expect(dayPeople({ calendar, tickets: [] })).toEqual({
      arrivals: 0,
      served: 0,
      skipped: 0,
      transferred: 0,
      open: 0,
      ...noTimes,
      perHour: [],
    });
  });

  it('counts every end once, gives waits and service in whole minutes, and the empty hour between two', () => {
    const tickets = [
      served(at(9, 0), at(9, 10), at(9, 11), at(9, 31)),
      // 9 minutes 40 seconds of waiting, 30 minutes of service.
      served(at(9, 5), at(9, 14, 40), at(9, 15), at(9, 45)),
      served(at(11, 0), at(11, 40), at(11, 41), at(11, 46)),
      { ...waiting(at(11, 1)), state: 'skipped', calledAt: at(11, 2) },
      { ...waiting(at(11, 30)), state: 'transferred', calledAt: at(11, 50), endedAt: at(11, 55) },
    ] as const;
    expect(dayPeople({ calendar, tickets })).toEqual({
      arrivals: 5,
      served: 3,
      skipped: 1,
      transferred: 1,
      open: 0,
      medianWaitMinutes: 10,
      longestWaitMinutes: 40,
      medianServiceMinutes: 20,
      longestServiceMinutes: 30,
      perHour: [
        { hour: 9, arrivals: 2, medianWaitMinutes: 10, medianServiceMinutes: 20 },
        { hour: 10, arrivals: 0, medianWaitMinutes: null, medianServiceMinutes: null },
        { hour: 11, arrivals: 3, medianWaitMinutes: 20, medianServiceMinutes: 5 },
      ],
    });
  });

  it('a ticket that has not ended is open, and has no service time', () => {
    const atWindow: TicketTimes = {
      ...waiting(at(16, 0)),
      state: 'serving',
      calledAt: at(16, 7),
      servedAt: at(16, 8),
    };
    expect(dayPeople({ calendar, tickets: [atWindow, waiting(at(16, 20))] })).toEqual({
      arrivals: 2,
      served: 0,
      skipped: 0,
      transferred: 0,
      open: 2,
      ...noTimes,
      medianWaitMinutes: 7,
      longestWaitMinutes: 7,
      perHour: [{ hour: 16, arrivals: 2, medianWaitMinutes: 7, medianServiceMinutes: null }],
    });
  });

  it('midnight in Shanghai parts the days: who came before it is of this day, also when served after it', () => {
    const tickets = [
      waiting(at(-1, 59, 59)),
      waiting(at(0, 0)),
      served(at(23, 50), at(24, 10), at(24, 11), at(24, 21)),
      waiting(at(24, 0)),
    ];
    const people = dayPeople({ calendar, tickets });
    expect(people).toMatchObject({ arrivals: 2, served: 1, open: 1 });
    expect(people).toMatchObject({ longestWaitMinutes: 20, longestServiceMinutes: 10 });
    expect(people.perHour).toHaveLength(24);
    expect(people.perHour.filter(({ arrivals }) => arrivals > 0)).toEqual([
      { hour: 0, arrivals: 1, medianWaitMinutes: null, medianServiceMinutes: null },
      { hour: 23, arrivals: 1, medianWaitMinutes: 20, medianServiceMinutes: 10 },
    ]);
  });
});
