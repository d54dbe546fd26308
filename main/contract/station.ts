import { z } from 'zod';
import { act, role } from './access.ts';
import { kioskStanding } from './cabinet.ts';
import { deviceConfig, deviceState } from './devices.ts';
import { hallProfile } from './hall.ts';
import { paperPublicKey } from './outcomes.ts';
import { retentionPolicy } from './retention.ts';
import { backupProfile } from './records.ts';
import { stockLimits } from './stockBook.ts';

/** Somebody whose rule packs a station takes (B1): name and SM2 public key, uncompressed, 130 hex. */
export const rulePublisher = z.object({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
});
export type RulePublisher = z.infer<typeof rulePublisher>;

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
  /** First letter of the numbers of this station's queue, so that stations of one hall are told apart (A9). Default: A. */
  ticketLetter: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
  /** How long a card is offered in the bezel of the kiosk's printer before it is pulled back (E3). Default: 30. */
  takeCardWithinSeconds: z.number().int().min(5).max(120).optional(),
  /** The kiosk's built-in camera, which reads the code of a Notice (A2); null = it has none. `label`: a part of the camera's name, null = the system's default. */
  kioskCamera: z
    .object({ label: z.string().trim().min(1).nullable() })
    .nullable()
    .default(null),
  /** Days after which a snapshot cannot be used for a card (G8). */
  snapshotLimitDays: z.number().int().positive(),
  /**
   * Offline limits by act (G4). `cases`: new cases that upstream does not know yet; default: no limit but the others. `notices`: papers
   * without a receipt. `hours`: since the oldest waiting row was queued. Thirty days with 60,000 acts are within what can be said.
   */
  offlineLimits: z.object({
    cases: z.number().int().positive().optional(),
    notices: z.number().int().positive(),
    hours: z.number().int().positive(),
    /** Cards fetched ahead (D2): how many may wait unused, and how old their data may be at the feed. Default: 20 and 24. */
    cards: z
      .object({ ahead: z.number().int().min(0).max(500), hours: z.number().int().min(1).max(720) })
      .optional(),
  }),
  /** When a held card is overdue (D7). Default: 24, 24 and 4 hours, 30 days. */
  cardHoldLimits: z
    .object({
      reportHours: z.number().int().positive(),
      enableHours: z.number().int().positive(),
      settleHours: z.number().int().positive(),
      collectDays: z.number().int().positive(),
    })
    .optional(),
  /**
   * What becomes of a card that was inside the printer when power or program went (E8): `retain` = into the reject box, never to anybody;
   * `goOn` = settled by asking printer and chip, and finished. Default: goOn at the window, where somebody stands; retain at the kiosk.
   */
  cardAfterPowerCut: z
    .object({ window: z.enum(['retain', 'goOn']), kiosk: z.enum(['retain', 'goOn']) })
    .optional(),
  /** Public keys of the stations whose papers are checked here without a network (C5); our own needs no entry. More than one: it changed. */
  paperKeys: z
    .array(z.object({ stationId: z.string().regex(/^[A-Z0-9]{2,8}$/), publicKey: paperPublicKey }))
    .optional(),
  /** Hours after which the pulled list of withdrawn papers is too old to call a paper of another station valid without a warning (C5). Default: 24. */
  withdrawnListLimitHours: z.number().int().positive().optional(),
  /** Whose rule packs are taken. Training also takes those of the training publisher; a production station without any does not start. */
  rulePublishers: z.array(rulePublisher).optional(),
  /** Id of the card template to print by (domain-rules 8.3), e.g. a proposal. Left out: the one in use that is nearest to the region. */
  cardTemplate: z.string().optional(),
  /** The other stations of the hall, which are asked about a person before a blank moves (A10). Left out: there are none. */
  hall: hallProfile.optional(),
  /** Pairs of roles that nobody may hold here, beside those that are forbidden everywhere (I4). */
  forbiddenRolePairs: z.array(z.tuple([role, role])).optional(),
  /** Hours without a word from upstream after which somebody of a role cannot sign in (G10). Default: by the risk of the role, 24 to 168. */
  signInOfflineHours: z.partialRecord(role, z.number().int().min(1).max(8760)).optional(),
  /** How many blanks a clerk's desk and the hoppers hold (H9). Left out: no limits. */
  stockLimits: stockLimits.optional(),
  /** How long what is kept of people stays here (I3, domain-rules 12.3, 12.8). Left out: the careful rules. */
  retention: retentionPolicy.optional(),
  /** The second place for copies (J1). Left out: there is none, and the start gate says so. */
  backup: backupProfile.optional(),
  devices: z.array(deviceConfig),
});
export type StationProfile = z.infer<typeof stationProfile>;

/** Upstream services are probed one by one (G11). */
export const upstreamService = z.enum(['permits', 'cards', 'certificates', 'queue']);
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
  /** The hoppers, or a desk, are below the floor of the profile (H9). Absent: no limits are set. */
  refill: z.object({ hopper: z.boolean(), desks: z.number().int() }).optional(),
  /** The self-service kiosk (E7); absent where the station has none. */
  kiosk: kioskStanding.optional(),
  /** Calendar date of the open day, or null. */
  day: z.string().nullable(),
  now: z.string(),
  /** The computer's clock jumped and nobody has confirmed it yet (G4); absent = the clock is steady. */
  clockHeld: z.literal(true).optional(),
  version: z.string(),
});
export type StationStatus = z.infer<typeof stationStatus>;
