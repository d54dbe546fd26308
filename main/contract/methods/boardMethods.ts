import { z } from 'zod';
import { aheadResult, aheadView, cardRecovery, foundCard } from '../cardBoard.ts';
import { caseId, jobId } from '../ids.ts';
import { method } from '../method.ts';
import { desk, document, everybody, none, window } from './common.ts';

/** Card jobs beside their making: fetched ahead, the holder's slip, recovery. */
export const boardMethods = {
  cardAhead: method({
    in: none,
    out: aheadView,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /**
   * Fetches card data and batch of accepted cases ahead, one by one within the limit (D2, G4); default: all that may. What is over the limit or
   * not allowed comes back by name. Error: upstreamOffline.
   */
  cardFetchAhead: method({
    in: z.object({ caseIds: z.array(caseId).min(1).max(500).optional() }),
    out: aheadResult,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** Unused cards that were fetched ahead go back upstream; default: all of them. Error: upstreamOffline. */
  cardGiveBack: method({
    in: z.object({ jobIds: z.array(jobId).min(1).max(500).optional() }),
    out: aheadResult,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /**
   * The holder's slip: number, promise, what waits in which order, where to collect (D2). Every one after the first is copy n and needs a
   * reason (C4). Errors: jobNotFound, wrongState (it came to nothing), reasonMissing.
   */
  cardSlip: method({
    in: z.object({ jobId, reason: z.string().trim().max(200).optional() }),
    out: document.extend({ copy: z.number().int().positive(), promise: z.enum(['today', 'whenOnline']) }),
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** Has the newest start left something of a card to see to, or was a card without a job found inside at the last look (E8)? Asks no device. */
  cardUnclean: method({
    in: none,
    out: z.object({ unclean: z.boolean() }),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Cut off jobs, cards inside printers against the books, what is to be collected, settled or answered (E8). Asks the printers. */
  cardRecovery: method({
    in: none,
    out: cardRecovery,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Somebody has seen to what the newest start found: the page opens by itself no more. A card inside that no job knows opens it all the same. */
  cardRecoverySeen: method({
    in: none,
    out: none,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /**
   * Puts a card that no job knows from inside the printer into its reject box, after asking its chip which it is (E8). Errors: nothingInside, and
   * what the printer says.
   */
  cardEjectFound: method({
    in: z.object({ place: z.enum(['window', 'kiosk']) }),
    out: foundCard,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
} as const;
