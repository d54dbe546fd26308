import { z } from 'zod';
import { calendarDate, instant } from './ids.ts';
import { periodRow } from './periods.ts';

const stationId = z.string().regex(/^[A-Z0-9]{2,8}$/);

/** Where another station of the hall answers: address and port in the local network, without a path. */
const hallUrl = z.string().regex(/^http:\/\/(?:\[[0-9a-f:]{2,39}\]|[a-z0-9.-]{1,120}):\d{1,5}\/?$/i);

/**
 * The stations of one hall that ask each other about a person before a blank moves (A10). The key that they share is a secret and is not
 * here: it comes with the other secrets of the station.
 */
export const hallProfile = z.object({
  listen: z.object({
    host: z.union([z.ipv4(), z.ipv6()]),
    port: z.number().int().min(1).max(65_535),
  }),
  /** The others. */
  peers: z
    .array(z.object({ stationId, url: hallUrl }))
    .max(32)
    .refine(
      (peers) => new Set(peers.map((peer) => peer.stationId)).size === peers.length,
      'each station once',
    ),
  /** How long all of them together are waited for, milliseconds. Default: 400. */
  answerWithinMs: z.number().int().min(50).max(2000).optional(),
});
export type HallProfile = z.infer<typeof hallProfile>;

/** How far another station is with a card of the person. `started`: not locked upstream. `locked`: no blank moved. `made`: a blank has moved. */
export const hallJob = z.enum(['none', 'started', 'locked', 'made']);
export type HallJob = z.infer<typeof hallJob>;

const nonce = z.string().regex(/^[0-9a-f]{32}$/);

/** What goes over the wire, sealed. `person` is a keyed digest: no number of a person ever leaves the station this way. */
export const hallQuestion = z.strictObject({
  from: stationId,
  to: stationId,
  /** Milliseconds since 1970 by the clock of who asks. */
  at: z.number().int(),
  nonce,
  person: z.string().regex(/^[0-9a-f]{64}$/),
});
export type HallQuestion = z.infer<typeof hallQuestion>;

/** What one station has about the person. */
export const hallStanding = z.object({
  openCase: z.boolean(),
  job: hallJob,
  /** Of the card job, else of the case; null = nothing is there. */
  since: instant.nullable(),
});
export type HallStanding = z.infer<typeof hallStanding>;

export const hallAnswer = z.strictObject({ from: stationId, nonce, ...hallStanding.shape });
export type HallAnswer = z.infer<typeof hallAnswer>;

/** Asks for the sums of a station's closed days (H7). */
export const hallSumsQuestion = z.strictObject({
  from: stationId,
  to: stationId,
  at: z.number().int(),
  nonce,
  /** Calendar dates, both inclusive. */
  period: z.strictObject({ from: calendarDate, to: calendarDate }),
});
export type HallSumsQuestion = z.infer<typeof hallSumsQuestion>;

/** Sums only: no person, no case and no clerk is in them. */
export const hallSums = periodRow.omit({ key: true });
export type HallSums = z.infer<typeof hallSums>;

export const hallSumsAnswer = z.strictObject({ from: stationId, nonce, sums: hallSums });
export type HallSumsAnswer = z.infer<typeof hallSumsAnswer>;

/** `refused`: it answered, but not as a station of this hall (another key, another clock). */
export const hallSilence = z.object({
  stationId,
  since: instant,
  why: z.enum(['noAnswer', 'refused']),
});
export type HallSilence = z.infer<typeof hallSilence>;

/** The hall in the plan of a card: who answered, who did not, and where the person has an open case. */
export const hallView = z.object({
  asked: z.number().int(),
  answered: z.number().int(),
  silent: z.array(hallSilence),
  openCases: z.array(z.object({ stationId, since: instant })),
});
export type HallView = z.infer<typeof hallView>;
