import type { CaseId } from '../../contract/ids.ts';
import type { ticketMethods } from '../../contract/methods/ticketMethods.ts';
import { success, type Result } from '../../contract/result.ts';
import type { TicketBoard } from '../../contract/tickets.ts';
import { shanghaiDay } from '../../domain/calendar/shanghai.ts';
import { ticketFigures } from '../../domain/tickets/ticketFigures.ts';
import { actorOf } from '../cases/actor.ts';
import type { Handlers } from '../deps.ts';
import type { QueueServer } from '../ports/queueServer.ts';
import { createTickets, type TicketDeps } from './tickets.ts';

/** The window's side of the queue of people (A9). `ticketTake` is the kiosk's own; `current` is the case on the desk. */
export function ticketHandlers(
  deps: TicketDeps,
  server: QueueServer,
  current: () => CaseId | null,
): Handlers<Exclude<keyof typeof ticketMethods, 'ticketTake'>> {
  const tickets = createTickets(deps, server, current);
  const board = (done: Result<void>): Result<TicketBoard> => (done.ok ? success(tickets.board()) : done);
  return {
    ticketList: () => success(tickets.board()),
    ticketCall: async (_input, { staff }) => board(await tickets.call(actorOf(staff))),
    ticketManual: ({ number }, { staff }) => board(tickets.manual(actorOf(staff), number)),
    ticketRecall: (_input, { staff }) => board(tickets.act(actorOf(staff), 'recall')),
    ticketSkip: (_input, { staff }) => board(tickets.act(actorOf(staff), 'skip')),
    ticketFinish: (_input, { staff }) => board(tickets.act(actorOf(staff), 'finish')),
    ticketTransfer: ({ window }, { staff }) => board(tickets.transfer(actorOf(staff), window)),
    ticketAttach: ({ caseId }, { staff }) => board(tickets.attach(actorOf(staff), caseId)),
    ticketDay: ({ date }) => {
      const { from, to } = shanghaiDay(date);
      return success(ticketFigures(deps.stores.tickets.waitTimesBetween(from, to)));
    },
  };
}
