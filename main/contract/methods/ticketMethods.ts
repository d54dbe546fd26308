import { z } from 'zod';
import { calendarDate, caseId } from '../ids.ts';
import { kioskView } from '../kiosk.ts';
import { method } from '../method.ts';
import { otherWindow, ticketBoard, ticketFigures, typedTicketNumber } from '../tickets.ts';
import { desk, everybody, kiosk, none, window } from './common.ts';

/** The queue of people (A9). It lives in this station; nothing in it needs a network. */
export const ticketMethods = {
  /** A number without a Notice: the kiosk shows and prints it, and the visit ends there. */
  ticketTake: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: true }),
  ticketList: method({ in: none, out: ticketBoard, surfaces: window, roles: everybody, mutating: false }),
  /** The longest waiting one; the one that is being served is done then. Fails with ticketInHand (somebody was called and is not here yet), ticketNoneWaiting. */
  ticketCall: method({ in: none, out: ticketBoard, surfaces: window, roles: desk, mutating: true }),
  /**
   * A number from a person's hand: ours of today that waits or was skipped, else one that was given elsewhere. It is called at once.
   * Fails with ticketInHand, ticketOver.
   */
  ticketManual: method({
    in: z.object({ number: typedTicketNumber }),
    out: ticketBoard,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** Calls the same number again. This and the next two fail with ticketNotInHand. */
  ticketRecall: method({ in: none, out: ticketBoard, surfaces: window, roles: desk, mutating: true }),
  /** The person did not come. Fails besides with wrongState once the person is being served. */
  ticketSkip: method({ in: none, out: ticketBoard, surfaces: window, roles: desk, mutating: true }),
  ticketTransfer: method({
    in: z.object({ window: otherWindow }),
    out: ticketBoard,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** The person has gone and nobody is called yet. Fails with ticketNotInHand. */
  ticketFinish: method({ in: none, out: ticketBoard, surfaces: window, roles: desk, mutating: true }),
  /** Ties the ticket in hand to a case; opening a case does that by itself. Fails with ticketNotInHand, caseNotFound. */
  ticketAttach: method({
    in: z.object({ caseId }),
    out: ticketBoard,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  /** Arrivals and waits of a Shanghai calendar date. */
  ticketDay: method({
    in: z.object({ date: calendarDate }),
    out: ticketFigures,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
} as const;
