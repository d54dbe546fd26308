import { z } from 'zod';
import { countersignature, type Role } from '../access.ts';
import {
  deviceCompletion,
  deviceConfig,
  deviceIdentity,
  deviceState,
  paperState,
  shownFrame,
} from '../devices.ts';
import { method } from '../method.ts';
import { desk, document, everybody, none, window } from './common.ts';

/** What stops the printer first: `ribbon`, blanks booked into the `hopper`, or a `feeder` that says it is empty. */
export const forecastLimit = z.enum(['ribbon', 'hopper', 'feeder']);
export type ForecastLimit = z.infer<typeof forecastLimit>;

/** D9. `cards` is null where the printer does not say what its ribbon still prints. */
export const cardForecast = z.object({
  cards: z.number().int().nonnegative().nullable(),
  limitedBy: forecastLimit.nullable(),
  /** Blanks are booked for the station, not for one of its printers: this one may hold fewer. */
  atMost: z.boolean().optional(),
  /** Blanks used or wasted on a day with cards, of the last fourteen days; null without such a day. */
  perDay: z.number().positive().nullable(),
  /** Whole working days at that rate; 0 = not a whole one. */
  daysLeft: z.number().int().nonnegative().nullable(),
});
export type CardForecast = z.infer<typeof cardForecast>;

/** A part of an identity in which the device that answers is not the registered one. */
export const identityField = z.enum(['make', 'model', 'serial']);
export type IdentityField = z.infer<typeof identityField>;

/** A device of the station profile as the device page shows it (F5, D9). Nothing in it is personal. */
export const deviceView = z.object({
  state: deviceState,
  surface: deviceConfig.shape.surface,
  driver: z.string(),
  /** Null: no device at this place has said yet who it is. */
  registered: z.object({ identity: deviceIdentity, at: z.string(), by: z.string() }).nullable(),
  /** Not empty: another device is in its place, and waits for a supervisor. */
  differences: z.array(identityField),
  /** Of a card printer. */
  forecast: cardForecast.nullable(),
  /** `lost`: it was begun and not ended, but the device host that held it is gone, and with it what was recorded. */
  recording: z.enum(['off', 'on', 'lost']),
});
export type DeviceView = z.infer<typeof deviceView>;

const deviceId = z.object({ deviceId: deviceConfig.shape.id });
const maintainers: readonly Role[] = ['technician', 'supervisor'];
const completed = z.object({ completion: deviceCompletion });

/** The device page: what is connected, tests, frames, and the register of devices. */
export const devicePageMethods = {
  devices: method({
    in: none,
    out: z.array(deviceView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** The last hundred frames, personal data masked. */
  deviceFrames: method({
    in: deviceId,
    out: z.array(shownFrame).max(100),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** One read that goes to nobody but this answer; letters come as `A`, digits as `0`. */
  deviceTestRead: method({
    in: deviceId,
    out: completed.extend({ symbology: z.string().nullable(), shape: z.string().max(8192).nullable() }),
    surfaces: window,
    roles: maintainers,
    mutating: false,
  }),
  /** A test page or receipt. A card printer prints none, because a blank would be spent: it says how it is. */
  deviceTestPrint: method({
    in: deviceId,
    out: completed.extend({ printed: z.boolean(), paper: paperState.nullable() }),
    surfaces: window,
    roles: maintainers,
    mutating: true,
  }),
  /** Opens the device anew; moves nothing. */
  deviceReset: method({ in: deviceId, out: completed, surfaces: window, roles: maintainers, mutating: true }),
  /** Starts a recording, or ends it and gives the masked trace; null when nothing was recorded. */
  deviceRecord: method({
    in: deviceId.extend({ on: z.boolean() }),
    out: z.object({ trace: document.nullable() }),
    surfaces: window,
    roles: maintainers,
    mutating: false,
  }),
  /**
   * Takes the device that answers now as the one that belongs here (F5). Two people, one of them a supervisor; `identity` is what they
   * saw on the screen.
   */
  registerDevice: method({
    in: deviceId.extend({ identity: deviceIdentity, countersignature }),
    out: deviceView,
    surfaces: window,
    roles: [...desk, 'technician'],
    mutating: true,
  }),
} as const;
