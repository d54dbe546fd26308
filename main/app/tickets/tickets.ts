import type { CaseId, TicketId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { TicketBoard, TicketView } from '../../contract/tickets.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import {
  isInHand,
  localNumber,
  ticketStep,
  type Ticket,
  type TicketAct,
} from '../../domain/tickets/ticketSteps.ts';
import type { Actor } from '../cases/actor.ts';
import { passportKeeps, passportMustGoBack } from '../cases/originalsWithUs.ts';
import { audit } from '../cases/saveCase.ts';
import type { Deps } from '../deps.ts';
import type { QueueServer } from '../ports/queueServer.ts';

export type TicketDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'bus' | 'profile'>;
type StepDeps = Pick<Deps, 'stores' | 'clock'>;

const nowOf = ({ clock }: Pick<Deps, 'clock'>): string => new Date(clock.now()).toISOString();
const today = ({ clock }: Pick<Deps, 'clock'>): string => shanghaiDate(clock.now());

const newTicket = (
  deps: Pick<Deps, 'clock' | 'ids'>,
  facts: Pick<Ticket, 'number' | 'source' | 'takenAt' | 'caseId'>,
): Ticket => ({
  ...facts,
  id: deps.ids.next('ticket') as TicketId,
  date: today(deps),
  state: 'waiting',
  cameAt: nowOf(deps),
  calledAt: null,
  recalls: 0,
  servedAt: null,
  endedAt: null,
  window: null,
});

/** Does one act and audits it, inside a transaction. Null where the act is not possible; then nothing is written. */
function step(
  deps: StepDeps,
  actor: Actor,
  ticket: Ticket,
  act: TicketAct,
  change: Partial<Pick<Ticket, 'caseId' | 'window'>> = {},
): Ticket | null {
  const next = ticketStep(ticket, act, nowOf(deps));
  if (next === null) return null;
  const saved = { ...next, ...change };
  deps.stores.tickets.save(saved);
  audit(deps, actor, `ticket.${act}`, ticket.id, { number: ticket.number, case: saved.caseId });
  return saved;
}

/**
 * The next number of the day, gapless and without a network (A9). Whoever comes a second time for the same case keeps the number while it
 * still waits or is called. One durable commit.
 */
export function takeTicket(deps: TicketDeps, actor: Actor, caseId: CaseId | null): Ticket {
  const { stores, profile } = deps;
  const date = today(deps);
  const ticket = stores.run(() => {
    const known = (caseId === null ? [] : stores.tickets.ofCase(caseId)).find(
      (each) => each.date === date && (each.state === 'waiting' || isInHand(each)),
    );
    if (known !== undefined) return known;
    const counter = stores.nextNumber(`ticket-${date.replaceAll('-', '')}`);
    const taken = newTicket(deps, {
      number: localNumber(profile.ticketLetter ?? 'A', counter),
      source: 'local',
      takenAt: nowOf(deps),
      caseId,
    });
    stores.tickets.save(taken);
    audit(deps, actor, 'ticket.take', taken.id, { number: taken.number, case: caseId });
    return taken;
  });
  deps.bus.emit('ticketsChanged', {});
  return ticket;
}

/** How many wait in front of this one; 0 once it was called. */
export const aheadOf = ({ stores }: Pick<Deps, 'stores'>, ticket: Ticket): number =>
  Math.max(
    0,
    waitingOf(stores.tickets.ofDay(ticket.date)).findIndex(({ id }) => id === ticket.id),
  );

const waitingOf = (tickets: readonly Ticket[]): readonly Ticket[] =>
  tickets.filter(({ state }) => state === 'waiting');

/**
 * Makes room for a call: who is being served has gone by then, who was called and is not here is in the way. Writes when it succeeds: ask
 * everything else first.
 */
function clearHand(deps: StepDeps, actor: Actor, kept: Failure | null): Result<Ticket | null> {
  if (kept) return { ok: false, error: kept };
  const held = deps.stores.tickets.inHand();
  if (held === null) return success(null);
  return held.state === 'called'
    ? failure('ticketInHand', { number: held.number })
    : success(step(deps, actor, held, 'finish'));
}

/** A queue server that does not answer within this is not waited for (ms). */
const serverLimitMs = 1500;

async function askServer(deps: Pick<Deps, 'clock'>, server: QueueServer): ReturnType<QueueServer['next']> {
  if (server.state() !== 'online') return null;
  const asked = server.next();
  return new Promise((resolve) => {
    const timer = deps.clock.setTimer(serverLimitMs, () => resolve(null));
    const answered = (next: Awaited<typeof asked>): void => {
      timer.cancel();
      resolve(next);
    };
    void asked.then(answered, () => answered(null));
  });
}

export interface TicketActs {
  board(): TicketBoard;
  /** The next four: see the methods of the same name. */
  call(actor: Actor): Promise<Result<void>>;
  manual(actor: Actor, number: string): Result<void>;
  act(actor: Actor, act: 'recall' | 'skip' | 'finish'): Result<void>;
  transfer(actor: Actor, window: string): Result<void>;
  attach(actor: Actor, caseId: CaseId): Result<void>;
}

/** What the desk does with the queue of people. Each act is one commit; a queue server is told after it. */
export function createTickets(
  deps: TicketDeps,
  server: QueueServer,
  current: () => CaseId | null,
): TicketActs {
  const { stores, bus } = deps;
  /** Whoever is being served does not go, and nobody else comes, while a passport lies here (B6). */
  const keeps = (actor: Actor): Failure | null => passportKeeps(deps, actor, current());
  let calling: Promise<unknown> = Promise.resolve();

  /** Commits, tells the screens, and tells the server about a person of its own. */
  function commit(act: TicketAct, work: () => Result<readonly (Ticket | null)[]>): Result<void> {
    const done = stores.run(work);
    if (!done.ok) return done;
    bus.emit('ticketsChanged', {});
    for (const ticket of done.value)
      if (ticket?.source === 'server')
        server.told({
          number: ticket.number,
          act: ticket.state === 'done' ? 'finish' : act,
          at: nowOf(deps),
          window: ticket.window,
        });
    return success();
  }

  const onHand = (
    actor: Actor,
    act: 'recall' | 'skip' | 'finish' | 'transfer' | 'serve',
    change: Partial<Pick<Ticket, 'caseId' | 'window'>> = {},
  ): Result<void> =>
    commit(act, () => {
      const held = stores.tickets.inHand();
      if (held === null) return failure('ticketNotInHand');
      const kept = act === 'finish' || act === 'transfer' ? keeps(actor) : null;
      if (kept) return { ok: false, error: kept };
      const next = step(deps, actor, held, act, change);
      return next === null ? failure('wrongState', { state: held.state }) : success([next]);
    });

  async function call(actor: Actor): Promise<Result<void>> {
    const held = stores.tickets.inHand();
    if (held?.state === 'called') return failure('ticketInHand', { number: held.number });
    const kept = keeps(actor);
    if (kept) return { ok: false, error: kept };
    const handed = await askServer(deps, server);
    // Kept at once: whatever comes of this call, the server has given this person to us.
    if (handed !== null) {
      const kept = commit('call', () => {
        const known = stores.tickets
          .ofDay(today(deps))
          .some(({ source, number }) => source === 'server' && number === handed.number);
        if (!known) stores.tickets.save(newTicket(deps, { ...handed, source: 'server', caseId: null }));
        return success([]);
      });
      if (!kept.ok) return kept;
    }
    return commit('call', () => {
      const [next] = waitingOf(stores.tickets.ofDay(today(deps)));
      if (next === undefined) return failure('ticketNoneWaiting');
      const cleared = clearHand(deps, actor, keeps(actor));
      if (!cleared.ok) return cleared;
      return success([cleared.value, step(deps, actor, next, 'call')]);
    });
  }

  return {
    board: () => boardOf(deps, server),
    // One after the other: two quick presses must not ask the server for two people.
    call: async (actor) => {
      const turn = calling.then(async () => call(actor));
      calling = turn.catch(() => undefined);
      return turn;
    },
    manual: (actor, number) =>
      commit('call', () => {
        const known = stores.tickets.ofDay(today(deps)).filter((each) => each.number === number);
        const ticket =
          known.find(({ source }) => source === 'local') ??
          known[0] ??
          newTicket(deps, { number, source: 'manual', takenAt: null, caseId: null });
        if (ticket.state === 'done') return failure('ticketOver', { number });
        if (isInHand(ticket)) return failure('ticketInHand', { number });
        const cleared = clearHand(deps, actor, keeps(actor));
        return cleared.ok ? success([cleared.value, step(deps, actor, ticket, 'call')]) : cleared;
      }),
    act: (actor, act) => onHand(actor, act),
    transfer: (actor, window) => onHand(actor, 'transfer', { window }),
    attach: (actor, caseId) =>
      stores.cases.get(caseId) === null ? failure('caseNotFound') : onHand(actor, 'serve', { caseId }),
  };
}

/**
 * The person of this case is at the window: the ticket of the case is served, else the one that is called (A9). Somebody else's call is
 * never taken over by a case that has a ticket of its own, and whose passport lies with us is not done (B6). Inside the transaction that opens the case; true when a ticket changed.
 */
export function serveOnOpening(deps: StepDeps, actor: Actor, caseId: CaseId): boolean {
  const { tickets } = deps.stores;
  const held = tickets.inHand();
  if (held?.caseId === caseId && held.state === 'serving') return false;
  const own = tickets.ofCase(caseId).findLast(({ date, state }) => date === today(deps) && state !== 'done');
  if (own === undefined) {
    if (held?.state !== 'called' || held.caseId !== null) return false;
    return step(deps, actor, held, 'serve', { caseId }) !== null;
  }
  if (held !== null && held.id !== own.id) {
    if (held.state === 'called') return false;
    const served = held.caseId === null ? null : deps.stores.cases.get(held.caseId);
    if (served !== null && passportMustGoBack(served)) return false;
    step(deps, actor, held, 'finish');
  }
  return step(deps, actor, own, 'serve') !== null;
}

function boardOf(deps: Pick<Deps, 'stores' | 'clock'>, server: QueueServer): TicketBoard {
  const tickets = deps.stores.tickets.ofDay(today(deps));
  const view = (ticket: Ticket): TicketView => ({
    id: ticket.id,
    number: ticket.number,
    source: ticket.source,
    state: ticket.state,
    takenAt: ticket.takenAt,
    calledAt: ticket.calledAt,
    recalls: ticket.recalls,
    servedAt: ticket.servedAt,
    caseId: ticket.caseId,
    caseNumber: ticket.caseId === null ? null : (deps.stores.cases.get(ticket.caseId)?.number ?? null),
  });
  const held = deps.stores.tickets.inHand();
  return {
    inHand: held === null ? null : view(held),
    waiting: waitingOf(tickets).map(view),
    skipped: tickets
      .filter(({ state }) => state === 'skipped')
      .toReversed()
      .map(view),
    server: server.state(),
  };
}
