import { z } from 'zod';
import { cardJobView } from '../cards.ts';
import { bezelSeen, handOverInput, unclaimedCard } from '../handOver.ts';
import { jobId } from '../ids.ts';
import { method } from '../method.ts';
import { desk, document, none, supervisor, window } from './common.ts';

const common = { surfaces: window, act: 'issueCards', roles: desk } as const;

/** Cards on their way to their holders (D11, domain-rules 9.25). */
export const handOverMethods = {
  /**
   * One receipt for each card, never changed. Errors: wrongState, handOverNotProven (the named part is missing or does not fit), and those of
   * `cardJob` in a bezel.
   */
  cardHandOver: method({
    ...common,
    in: handOverInput.extend({ jobId }),
    out: cardJobView,
    mutating: true,
  }),
  /** After an offer at the bezel without an outcome: what was found. Error: wrongState. */
  cardSettleHandOver: method({
    ...common,
    in: z.object({ jobId, seen: bezelSeen }),
    out: cardJobView,
    mutating: true,
  }),
  /** Puts a made card into the safe, or takes it out to the desk. Error: wrongState. */
  cardStore: method({
    ...common,
    in: z.discriminatedUnion('to', [
      z.object({ jobId, to: z.literal('safe'), label: z.string().trim().min(1).max(40) }),
      z.object({ jobId, to: z.literal('desk') }),
    ]),
    out: cardJobView,
    mutating: true,
  }),
  /** A card that was lost in the making and is not found: its blank is waste with the reason, before another one is made. Errors: wrongState. */
  cardDeclareLost: method({
    ...common,
    roles: supervisor,
    in: z.object({ jobId, note: z.string().trim().min(1).max(200) }),
    out: cardJobView,
    mutating: true,
  }),
  /** Enabled and not handed over, oldest first. */
  cardsUnclaimed: method({
    in: none,
    out: z.array(unclaimedCard),
    surfaces: window,
    roles: ['clerk', 'supervisor', 'stockKeeper', 'auditor'],
    mutating: false,
  }),
  /** The paper that is signed where no signature can be drawn; no more of the person than the receipt needs. */
  cardReceiptPaper: method({ ...common, in: z.object({ jobId }), out: document, mutating: false }),
} as const;
