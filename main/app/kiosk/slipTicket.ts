import type { CaseId } from '../../contract/ids.ts';
import type { SlipTicket } from '../../domain/kiosk/kioskPages.ts';
import { kioskActor } from '../cases/actor.ts';
import type { Deps } from '../deps.ts';
import { aheadOf, takeTicket, type TicketDeps } from '../tickets/tickets.ts';

/** The number that goes with a slip (A9). Only the visitor's own page and paper know it; the next page forgets it. */
export function createSlipTicket(deps: TicketDeps & Pick<Deps, 'log'>) {
  let current: SlipTicket | null = null;
  return {
    current: (): SlipTicket | null => current,
    /** Once for a slip page. A number that cannot be stored is not given: the slip leads to the window all the same. */
    take(caseId: CaseId | null): SlipTicket | null {
      try {
        const ticket = takeTicket(deps, kioskActor, caseId);
        current = { number: ticket.number, ahead: aheadOf(deps, ticket) };
      } catch (error) {
        current = null;
        deps.log.error('kiosk.ticketFailed', { error: error instanceof Error ? error.name : 'unknown' });
      }
      return current;
    },
    forget(): void {
      current = null;
    },
  };
}
