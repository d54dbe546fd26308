import { z } from 'zod';
import { deviceKind } from './words.ts';

/** Make, model, serial number and firmware as the device itself reports them; empty where it does not. */
export const deviceIdentity = z.object({
  make: z.string().max(64),
  model: z.string().max(64),
  serial: z.string().max(64),
  firmware: z.string().max(64),
});
export type DeviceIdentity = z.infer<typeof deviceIdentity>;

/**
 * One configured device of the station profile. `path` is its address: a serial path (`/dev/ttyUSB0`, `COM3`), `usb:VID:PID[:serial]`
 * (hex; the port or HID interface is looked up by identity), `/dev/usb/lp0`, `tcp:host:port`, the path of a unix socket, `pcsc:<reader>`
 * or `queue:<name>` (drivers/api/address.ts).
 */
export const deviceConfig = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,30}$/),
  kind: deviceKind,
  /** A driver of the registry; one that is not there makes the device `noDevice` with `unknownDriver`. */
  driver: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  path: z.string().min(1).max(512),
  baudRate: z.number().int().positive().default(9600),
  /** The screen its reads belong to; a read never reaches another one. */
  surface: z.enum(['window', 'kiosk']).default('window'),
  /** What only this driver knows, e.g. `{ "trigger": "newland" }`; its own schema parses it. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export type DeviceConfig = z.infer<typeof deviceConfig>;
