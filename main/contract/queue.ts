import { z } from 'zod';
import { instant } from './ids.ts';
import { linkState } from './station.ts';

/** How fast something long goes. `total` null: nobody knows how much there is. Rates by the last half minute, so that a pause shows. */
export const progress = z.object({
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative().nullable(),
  perSecond: z.number().nonnegative(),
  /** Null: not known yet. */
  secondsLeft: z.number().nonnegative().nullable(),
});
export type Progress = z.infer<typeof progress>;

/** One upstream service with what waits for it, in numbers that make a sentence ("12 cases waiting for the card system since 10:42"). */
export const serviceStanding = linkState.extend({
  cases: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  oldestAt: instant.nullable(),
});
export type ServiceStanding = z.infer<typeof serviceStanding>;

/** Somebody keeps the station off the network on purpose (G11). */
export const offlineByHand = z.object({ by: z.string(), at: instant, reason: z.string() });
export type OfflineByHand = z.infer<typeof offlineByHand>;

/** The queue in one look (G1, G11). */
export const queueOverview = z.object({
  services: z.array(serviceStanding),
  offlineByHand: offlineByHand.nullable(),
  /** Upstream does not know this station any more (I7): since when it has been heard. */
  revokedAt: instant.nullable(),
  /** While rows are being sent. */
  drain: progress.nullable(),
  waiting: z.number().int().nonnegative(),
  /** Refused, in conflict, or with a picture that is not as it was. */
  problems: z.number().int().nonnegative(),
});
export type QueueOverview = z.infer<typeof queueOverview>;

/** The permit cache (G8): how old, how much, and what is on its way. */
export const permitStanding = z.object({
  records: z.number().int().nonnegative(),
  /** When the feed was last read to its end; null = never. */
  asOf: instant.nullable(),
  /** Days after which a record cannot be used for a card any more. */
  limitDays: z.number().int().positive(),
  /** Records whose names cannot be found yet. */
  namesWaiting: z.number().int().nonnegative(),
  pull: progress.nullable(),
});
export type PermitStanding = z.infer<typeof permitStanding>;

/** One limit of working without a network (G4). `act` is what it stops; `hours` counts since the oldest row was queued. */
export const offlineLimit = z.object({
  act: z.enum(['cases', 'notices', 'cards', 'hours']),
  used: z.number().nonnegative(),
  limit: z.number().nonnegative(),
  reached: z.boolean(),
});
export type OfflineLimit = z.infer<typeof offlineLimit>;

/**
 * The clock of the station. `steady`: the computer's clock and the time that has passed agree. `held`: the computer's clock jumped and nobody
 * has confirmed the new time yet; the station goes on by the time that has passed.
 */
export const clockStanding = z.object({
  state: z.enum(['steady', 'held']),
  /** What the station counts by. */
  now: instant,
  /** What the computer's clock says. */
  computer: instant,
  /** Milliseconds that upstream's clock is ahead of ours, by its last answer; null = none yet. */
  upstreamAheadMs: z.number().nullable(),
  since: instant.nullable(),
});
export type ClockStanding = z.infer<typeof clockStanding>;

export const offlineStanding = z.object({ limits: z.array(offlineLimit), clock: clockStanding });
export type OfflineStanding = z.infer<typeof offlineStanding>;
