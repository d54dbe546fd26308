import { z } from 'zod';
import { act } from './access.ts';
import { deviceConfig, deviceState } from './devices.ts';

/** What this installation is. No secret is in it. Authorities: domain-rules 3.15. */
export const stationProfile = z.object({
  /** Short and unique, part of every number given here, e.g. `SZ50`. */
  stationId: z.string().regex(/^[A-Z0-9]{2,8}$/),
  mode: z.enum(['training', 'production']),
  nameZh: z.string(),
  nameEn: z.string(),
  /** GB/T 2260 region of the rule pack, e.g. 440300. */
  region: z.string().regex(/^\d{6}$/),
  acts: z.array(act).min(1),
  windowAuthorityZh: z.string(),
  windowAuthorityEn: z.string(),
  cardAuthorityZh: z.string(),
  cardAuthorityEn: z.string(),
  /** domain-rules 3.17: may a kiosk end in a card (released by an attendant)? */
  kioskMayIssue: z.boolean(),
  /** Days after which a snapshot cannot be used for a card (G8). */
  snapshotLimitDays: z.number().int().positive(),
  /** Offline limits by act (G4). */
  offlineLimits: z.object({ notices: z.number().int().positive(), hours: z.number().int().positive() }),
  devices: z.array(deviceConfig),
});
export type StationProfile = z.infer<typeof stationProfile>;

/** Upstream services are probed one by one (G11). */
export const upstreamService = z.enum(['permits', 'cards', 'queue']);
export type UpstreamService = z.infer<typeof upstreamService>;

export const linkState = z.object({
  service: upstreamService,
  state: z.enum(['online', 'offline', 'linkFault', 'unknown']),
  /** ISO instant since when. */
  since: z.string(),
  /** For `linkFault`: the answer was no answer of ours (login page, 401, 403, 404). */
  detail: z.string().optional(),
});
export type LinkState = z.infer<typeof linkState>;

/** Everything the status bar shows; computed, never typed by hand. */
export const stationStatus = z.object({
  stationId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  mode: z.enum(['training', 'production']),
  acts: z.array(act),
  kioskMayIssue: z.boolean(),
  devices: z.array(deviceState),
  links: z.array(linkState),
  queue: z.object({
    waiting: z.number().int(),
    refused: z.number().int(),
    /** ISO instant of the oldest row that is not acknowledged. */
    oldestAt: z.string().nullable(),
    paused: z.boolean(),
  }),
  /** Blanks in the hopper that are not reserved. */
  hopper: z.number().int(),
  /** Calendar date of the open day, or null. */
  day: z.string().nullable(),
  now: z.string(),
  version: z.string(),
});
export type StationStatus = z.infer<typeof stationStatus>;
