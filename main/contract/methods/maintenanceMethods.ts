import { z } from 'zod';
import { countersignature, type Role } from '../access.ts';
import { cabinetEventView, maintenanceView } from '../cabinet.ts';
import { deviceCompletion, deviceConfig } from '../devices.ts';
import { kioskView } from '../kiosk.ts';
import { method } from '../method.ts';
import { everybody, kiosk, none, note, supervisor, window } from './common.ts';

const technician: readonly Role[] = ['technician'];
const there = { surfaces: kiosk, roles: technician } as const;

/** Maintenance of the kiosk and its cabinet (E7, F6). */
export const maintenanceMethods = {
  /**
   * At the kiosk: a technician with password and second factor. The running visit ends first. Fails with wrongCredentials, accountLocked,
   * accountDeactivated, forbidden (not a technician), and as the second factor fails.
   */
  maintenanceEnter: method({
    in: countersignature.extend({ code: z.string().trim().min(1).max(400) }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: false,
  }),
  /** Fails with cabinetOpen: close it first. */
  maintenanceLeave: method({ ...there, in: none, out: kioskView, mutating: true }),
  /** Does not keep it open: `kioskStay` and every act do. */
  maintenanceState: method({ ...there, in: none, out: maintenanceView, mutating: false }),
  /** Self test of one device of the kiosk: it answers how it is; nothing is printed and nothing moves. */
  maintenanceTest: method({
    ...there,
    in: z.object({ deviceId: deviceConfig.shape.id }),
    out: z.object({ completion: deviceCompletion }),
    mutating: true,
  }),
  /**
   * The reject box of the kiosk's printer, emptied there by two people of the stock (domain-rules 10.3); the technician is neither. Fails as
   * `binEmpty` does.
   */
  maintenanceBinEmpty: method({
    ...there,
    in: z.object({
      printerId: z.string().min(1).max(60),
      found: z.number().int().nonnegative().max(500),
      keeper: countersignature,
      countersignature,
    }),
    out: z.object({ ledger: z.number().int(), found: z.number().int(), toSafe: z.number().int() }),
    mutating: true,
  }),
  /** At the window: what happened at the cabinet, newest first; every unsettled one is among them. */
  cabinetEvents: method({
    in: none,
    out: z.array(cabinetEventView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** A supervisor has looked, and says what it was. Fails with cabinetEventNotFound, cabinetSettled, cabinetOpen. */
  cabinetSettle: method({
    in: z.object({ sequence: z.number().int(), note }),
    out: cabinetEventView,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
} as const;
