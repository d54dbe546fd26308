import { z } from 'zod';
import type { Surface } from '../access.ts';
import { caseId, ratingId } from '../ids.ts';
import { method } from '../method.ts';
import { ratingFollowUp, ratingLevel, ratingSheet, ratingState } from '../ratings.ts';
import { desk, none, note, supervisor, window } from './common.ts';

const both: readonly Surface[] = ['window', 'kiosk'];

/** Ratings 好差评 (C6; domain-rules 6.6, 6.7): by the visitor, once for each case, never forced. */
export const ratingMethods = {
  ratingState: method({
    in: z.object({ caseId }),
    out: ratingState,
    surfaces: window,
    roles: desk,
    mutating: false,
  }),
  /** Turns this screen over to the visitor. Fails with caseNotFound, ratingNotYet, ratingDone. */
  ratingAsk: method({
    in: z.object({ caseId }),
    out: ratingSheet,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
  ratingSheet: method({ in: none, out: ratingSheet, surfaces: window, roles: 'anyone', mutating: false }),
  /** The visitor's touch, whoever is signed in. Its answer says nothing about what was given. Fails with wrongState, ratingDone. */
  ratingGive: method({
    in: z.object({ level: ratingLevel }),
    out: none,
    surfaces: both,
    roles: 'anyone',
    mutating: true,
  }),
  /** "Not now": the case stays without a rating and may be asked again. */
  ratingDecline: method({ in: none, out: none, surfaces: window, roles: 'anyone', mutating: false }),
  /** Open ones by due day; closed ones with `openOnly: false`. Without those about the caller's own work. */
  ratingFollowUps: method({
    in: z.object({ openOnly: z.boolean() }),
    out: z.array(ratingFollowUp),
    surfaces: window,
    roles: supervisor,
    mutating: false,
  }),
  /** Fails with followUpNotFound (also where it is about the caller's own work), followUpClosed. */
  ratingFollowUpClose: method({
    in: z.object({ ratingId, note }),
    out: ratingFollowUp,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
} as const;
