import { describe, expect, it } from 'vitest';
import type { TicketId } from '../../../../main/contract/ids.ts';
import { ticketState, type TicketState } from '../../../../main/contract/tickets.ts';
import { ticketFigures } from '../../../../main/domain/tickets/ticketFigures.ts';
import {
  localNumber,
  stateAfter,
  ticketStep,
  type Ticket,
  type TicketAct,
} from '../../../../main/domain/tickets/ticketSteps.ts';

const acts: readonly TicketAct[] = ['call', 'recall', 'serve', 'skip', 'transfer', 'finish'];
const at = (minute: number): string => `2026-11-25T02:${String(minute).padStart(2, '0')}:00.000Z`;
const waiting: Ticket = {
  id: 'ticket_1' as TicketId,
  date: '2026-11-25',
  number: 'A001',
  source: 'local',
  state: 'waiting',
  cameAt: at(0),
  takenAt: at(0),
  calledAt: null,
  recalls: 0,
  servedAt: null,
  endedAt: null,
  caseId: null,
  window: null,
};
const walk = (...steps: readonly (readonly [TicketAct, number])[]): Ticket =>
  steps.reduce<Ticket>((ticket, [act, minute]) => {
    const next = ticketStep(ticket, act, at(minute));
    if (next === null) throw new Error(`${ticket.state} knows no ${act}`);
    return next;
  }, waiting);

describe('A9 the states of a ticket', () => {
  // call, recall, serve, skip, transfer, finish
  const no = null;
  const table: Readonly<Record<TicketState, readonly (TicketState | null)[]>> = {
    waiting: ['called', no, 'serving', no, no, no],
    called: [no, 'called', 'serving', 'skipped', 'transferred', 'done'],
    serving: [no, no, 'serving', no, 'transferred', 'done'],
    skipped: ['called', no, 'serving', no, no, no],
    transferred: ['called', no, 'serving', no, no, no],
    done: [no, no, no, no, no, no],
  };

  it.each(ticketState.options)('%s', (state) => {
    expect(acts.map((act) => stateAfter(state, act))).toEqual(table[state]);
    for (const act of acts)
      expect(ticketStep({ ...waiting, state }, act, at(1))?.state ?? null).toBe(stateAfter(state, act));
  });

  it('the wait ends with the first call; calls after it are counted', () => {
    const called = walk(['call', 5], ['recall', 6], ['skip', 7], ['call', 20]);
    expect(called).toMatchObject({ calledAt: at(5), recalls: 2, servedAt: null, endedAt: null });
  });

  it('service begins with the case and ends with the end; who steps up uncalled has waited until then', () => {
    expect(walk(['serve', 8], ['serve', 9], ['finish', 30])).toMatchObject({
      calledAt: at(8),
      servedAt: at(8),
      endedAt: at(30),
    });
  });

  it('somebody who comes back from another window goes on where they were', () => {
    const sent = { ...walk(['call', 5], ['transfer', 6]), window: '52' };
    expect(sent.endedAt).toBe(at(6));
    expect(ticketStep(sent, 'call', at(40))).toMatchObject({
      state: 'called',
      endedAt: null,
      window: null,
      calledAt: at(5),
    });
  });

  it('numbers have three digits, and more where there are more', () => {
    expect([1, 42, 1000].map((counter) => localNumber('A', counter))).toEqual(['A001', 'A042', 'A1000']);
  });
});

describe('A9 waits and service in figures', () => {
  it('nothing to measure is no figure', () => {
    expect(ticketFigures([])).toEqual({
      arrivals: 0,
      called: 0,
      stillWaiting: 0,
      done: 0,
      skipped: 0,
      transferred: 0,
      medianWaitSeconds: null,
      longestWaitSeconds: null,
      medianServiceSeconds: null,
      longestServiceSeconds: null,
    });
  });

  it('a number from elsewhere has no known wait; a ticket without a case has no service', () => {
    const served = walk(['call', 10], ['serve', 12], ['finish', 32]);
    const quick = walk(['call', 4], ['finish', 5]);
    const figures = ticketFigures([
      served,
      quick,
      { ...served, takenAt: null },
      walk(['call', 30], ['skip', 31]),
      waiting,
    ]);
    expect(figures).toEqual({
      arrivals: 5,
      called: 4,
      stillWaiting: 1,
      done: 3,
      skipped: 1,
      transferred: 0,
      medianWaitSeconds: 600,
      longestWaitSeconds: 1800,
      medianServiceSeconds: 1200,
      longestServiceSeconds: 1200,
    });
  });
});
