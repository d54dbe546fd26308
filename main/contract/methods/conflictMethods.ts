import { z } from 'zod';
import { countersignature } from '../access.ts';
import { conflictDecision, conflictView } from '../cardConflict.ts';
import { cardJobView } from '../cards.ts';
import { jobId } from '../ids.ts';
import { method } from '../method.ts';
import { desk, window } from './common.ts';

/** The way out of a card job in `conflict` (domain-rules 9.13, features D7, G1). */
export const conflictMethods = {
  /** Asks upstream now and shows both records. Errors: jobNotFound, wrongState, upstreamOffline, upstreamAnswerBad, upstreamRefused. */
  cardConflict: method({
    in: z.object({ jobId }),
    out: conflictView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: false,
  }),
  /**
   * Asks upstream again and does what its answer allows, never anything else. By a supervisor who is not the owner of the job; anybody else
   * needs the countersignature of a supervisor. Errors: those of cardConflict, conflictNotAllowed, countersignatureNeeded and those of a
   * countersignature.
   */
  cardResolveConflict: method({
    in: z.object({ jobId, decision: conflictDecision, countersignature: countersignature.optional() }),
    out: cardJobView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
} as const;
