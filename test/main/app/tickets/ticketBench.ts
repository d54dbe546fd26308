import { createDispatch } from '../../../../main/app/dispatch.ts';
import type { Deps } from '../../../../main/app/deps.ts';
import type { QueueServer } from '../../../../main/app/ports/queueServer.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import { ticketHandlers } from '../../../../main/app/tickets/ticketHandlers.ts';
import { takeTicket } from '../../../../main/app/tickets/tickets.ts';
import { kioskActor } from '../../../../main/app/cases/actor.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { InputOf, OutputOf } from '../../../../main/contract/method.ts';
import { ticketMethods } from '../../../../main/contract/methods/ticketMethods.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { TicketBoard } from '../../../../main/contract/tickets.ts';
import { noQueueServer } from '../../../../main/infra/queue/noQueueServer.ts';
import { sampleStaff, testCaller, testDeps } from '../../helpers/index.ts';

type Table = Omit<typeof ticketMethods, 'ticketTake'>;
const { ticketTake: _kiosk, ...table } = ticketMethods;

export const clerk = sampleStaff(['clerk']);

/** The queue of people over real stores, called as the window calls it: with rights and schemas. */
export function openHall(server: QueueServer = noQueueServer, overrides: Partial<Deps> = {}) {
  const deps = testDeps(overrides);
  const dispatch = createDispatch({
    table,
    handlers: ticketHandlers(deps, server, () => null),
    profile: deps.profile,
    answers: null,
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
  });
  const as =
    (staff: StaffRecord | null) =>
    async <Name extends keyof Table>(
      method: Name,
      input: InputOf<Table[Name]>,
    ): Promise<Result<OutputOf<Table[Name]>>> =>
      (await dispatch({ method, input }, testCaller(staff))) as Result<OutputOf<Table[Name]>>;
  const call = as(clerk);
  return {
    deps,
    as,
    call,
    /** Somebody takes a number at the kiosk. */
    take: (caseId: CaseId | null = null): string => takeTicket(deps, kioskActor, caseId).number,
    board: async (): Promise<TicketBoard> => {
      const list = await call('ticketList', {});
      if (!list.ok) throw new Error(list.error.code);
      return list.value;
    },
  };
}

export const numbers = (tickets: readonly { readonly number: string }[]): readonly string[] =>
  tickets.map(({ number }) => number);
/** `A001 called`, or null. */
export const inHand = ({ inHand: held }: TicketBoard): string | null =>
  held === null ? null : `${held.number} ${held.state}`;
