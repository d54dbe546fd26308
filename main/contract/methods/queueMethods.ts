import { z } from 'zod';
import { caseId, rowId } from '../ids.ts';
import { method } from '../method.ts';
import { offlineStanding, permitStanding, queueOverview } from '../queue.ts';
import { queueRowView } from '../sync.ts';
import { desk, everybody, none, note, supervisor, window } from './common.ts';

/** The queue, the permits that were pulled, and what goes on without a network. */
export const queueMethods = {
  queueRows: method({
    in: z.object({ openOnly: z.boolean().default(false) }),
    out: z.array(queueRowView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  queueRetry: method({
    in: z.object({ rowId: rowId.optional() }),
    out: none,
    surfaces: window,
    roles: desk,
    mutating: false,
  }),
  queueOverview: method({
    in: none,
    out: queueOverview,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Every row of one case, oldest first: what upstream knows of it. */
  queueOfCase: method({
    in: z.object({ caseId }),
    out: z.array(queueRowView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** A refused row is answered by a new one, built from the case as it is now; the old one stays as it was (G1). */
  queueCorrect: method({
    in: z.object({ rowId, reason: note }),
    out: z.object({ rowId }),
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  /** A refused row is given up; upstream is told so by a row of its own. */
  queueWithdraw: method({
    in: z.object({ rowId, reason: note }),
    out: z.object({ rowId }),
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  /** Keeps the station off the network until somebody ends it (G11). */
  queueWorkOffline: method({
    in: z.discriminatedUnion('on', [
      z.object({ on: z.literal(true), reason: note }),
      z.object({ on: z.literal(false) }),
    ]),
    out: none,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  permitStanding: method({
    in: none,
    out: permitStanding,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  offlineStanding: method({
    in: none,
    out: offlineStanding,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
} as const;
