import { z } from 'zod';
import { countersignature } from '../access.ts';
import { cardJobView, cardPlan, cardPurpose, faceFacts } from '../cards.ts';
import { replacementReason } from '../earlierCards.ts';
import { caseId, jobId } from '../ids.ts';
import { method } from '../method.ts';
import { cardClass, seenWasteReason } from '../stock.ts';
import { desk, document, everybody, none, window } from './common.ts';

/** Card jobs. */
export const cardMethods = {
  cardPlan: method({
    in: z.object({ caseId, purpose: cardPurpose.optional() }),
    out: cardPlan,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** The face as it will be printed (PNG), from the data upstream gives, and how the name was made to fit; touches no blank. */
  cardPreview: method({
    in: z.object({ caseId }),
    out: document.extend({ face: faceFacts }),
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: false,
  }),
  /**
   * `purpose`: default first. `ahead`: fetch data and lock now, and wait for `cardBegin` before the feed (D2). `cardClass`: the kind of blank
   * it is made of, default standard. `countersignature`: a card that is made again after a blank was spoilt needs a supervisor or somebody of
   * another role beside the caller (C4). Errors: countersignatureNeeded, and those of a countersignature.
   */
  cardStart: method({
    in: z.object({
      caseId,
      purpose: cardPurpose.optional(),
      /** Of a replacement (4.21). */
      reason: replacementReason.optional(),
      note: z.string().trim().max(200).optional(),
      ahead: z.boolean().optional(),
      cardClass: cardClass.optional(),
      countersignature: countersignature.optional(),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** A card that was fetched ahead (`ahead`) is made now, also without a network (D2). Error: wrongState. */
  cardBegin: method({
    in: z.object({ jobId }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /**
   * Clerk and holder looked at the face (`cardPreview`) together: `good` lets the blank be fed; otherwise the job ends before anything was
   * touched, with what is wrong (D10). Errors: wrongState, reasonMissing (not good and no note).
   */
  cardConfirmFace: method({
    in: z.object({ jobId, good: z.boolean(), note: z.string().trim().max(200).optional() }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  cardJobs: method({
    in: none,
    out: z.array(cardJobView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  cardJob: method({
    in: z.object({ jobId }),
    out: cardJobView,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /**
   * Goes on after a cause was removed: a jam, an empty feeder, a network that is back. Never repeats a confirmed step. A new attempt after a
   * spoilt blank needs two people, as in `cardStart`.
   */
  cardResume: method({
    in: z.object({ jobId, countersignature: countersignature.optional() }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** Attendant at a kiosk: face against photo, before the feed (domain-rules 3.17). */
  cardRelease: method({
    in: z.object({ jobId }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  cardConfirmVisual: method({
    in: z.object({
      jobId,
      good: z.boolean(),
      reason: seenWasteReason.optional(),
      note: z.string().trim().max(200).optional(),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
  /** The two questions of an unknown step, answered by looking. */
  cardSettle: method({
    in: z.object({
      jobId,
      cardIs: z.enum(['output', 'printer', 'nowhere']),
      face: z.enum(['complete', 'incomplete', 'blank']),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
} as const;
