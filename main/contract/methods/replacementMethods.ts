import { z } from 'zod';
import { countersignature } from '../access.ts';
import { cardJobView } from '../cards.ts';
import {
  earlierActView,
  earlierView,
  feeMeans,
  feeView,
  lossOperation,
  receiptNumber,
  replacementReason,
} from '../earlierCards.ts';
import { caseId, jobId } from '../ids.ts';
import { method } from '../method.ts';
import { desk, window } from './common.ts';

const common = { surfaces: window, act: 'issueCards', roles: desk } as const;
const words = z.string().trim().max(200);

/** Earlier cards of a person and what a replacement costs (D8, D12). */
export const replacementMethods = {
  /** Asks upstream where there is a network; else only what this station has itself. */
  cardEarlier: method({ ...common, in: z.object({ caseId }), out: earlierView, mutating: false }),
  /**
   * Loss, formal loss, or their end: a queued intent (domain-rules 13.9). Errors: lossPending, replacementOpen (the loss cannot be taken back),
   * reasonMissing.
   */
  cardLoss: method({
    ...common,
    in: z.object({
      caseId,
      operation: lossOperation,
      reason: replacementReason.extract(['lost', 'stolen', 'other']),
      note: words.optional(),
    }),
    out: earlierActView,
    mutating: true,
  }),
  /**
   * The old card is handed in before two people and cancelled upstream (04), in its own city only. Errors: lossPending, otherCity, noOldCard,
   * reasonMissing, and those of the second person.
   */
  cardCollect: method({
    ...common,
    in: z.object({
      caseId,
      cardNumber: z.string().regex(/^[A-Z0-9]{9}$/),
      reason: replacementReason.exclude(['lost', 'stolen']),
      note: words.optional(),
      countersignature,
    }),
    out: earlierActView,
    mutating: true,
  }),
  /** Ends a job before a blank was touched, e.g. because the old card was found. Errors: wrongState, reasonMissing. */
  cardGiveUp: method({
    ...common,
    in: z.object({ jobId, note: words }),
    out: cardJobView,
    mutating: true,
  }),
  cardFee: method({ ...common, in: z.object({ jobId }), out: feeView, mutating: false }),
  /** The amount is the one of the rule pack. Waiving needs a supervisor beside the clerk, and words. Errors: feeNotDue, feeReceiptKnown, reasonMissing. */
  feeTake: method({
    ...common,
    in: z.object({
      jobId,
      means: feeMeans,
      receiptNumber: receiptNumber.optional(),
      note: words.optional(),
      countersignature: countersignature.optional(),
    }),
    out: feeView,
    mutating: true,
  }),
  /** Gives a payment back when no card came of it; two people. Errors: feeNotRefundable, reasonMissing. */
  feeRefund: method({
    ...common,
    in: z.object({ jobId, note: words, countersignature }),
    out: feeView,
    mutating: true,
  }),
} as const;
