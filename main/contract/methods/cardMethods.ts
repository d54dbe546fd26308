import { z } from 'zod';
import { cardJobView, cardPlan } from '../cards.ts';
import { caseId, jobId } from '../ids.ts';
import { method } from '../method.ts';
import { wasteReason } from '../stock.ts';
import { desk, document, everybody, none, window } from './common.ts';

/** Card jobs. */
export const cardMethods = {
  cardPlan: method({
    in: z.object({ caseId }),
    out: cardPlan,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** The face as it will be printed (PNG), from the data upstream gives; touches no blank. */
  cardPreview: method({
    in: z.object({ caseId }),
    out: document,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: false,
  }),
  cardStart: method({
    in: z.object({ caseId }),
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
  /** Goes on after a cause was removed: a jam, an empty feeder, a network that is back. Never repeats a confirmed step. */
  cardResume: method({
    in: z.object({ jobId }),
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
      reason: wasteReason.optional(),
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
  cardHandOver: method({
    in: z.object({
      jobId,
      recipient: z.enum(['holder', 'agent']),
      idShown: z.string().trim().min(4).max(30),
      phone: z.string().regex(/^\+?[0-9 -]{6,20}$/),
    }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
} as const;
