import { z } from 'zod';
import { countersignature, staffView } from '../access.ts';
import { failureView } from '../cases.ts';
import { method } from '../method.ts';
import { stationStatus } from '../station.ts';
import { none, window } from './common.ts';

/** The station and who is at it. */
export const stationMethods = {
  stationStatus: method({
    in: none,
    out: stationStatus,
    surfaces: ['window', 'kiosk'],
    roles: 'anyone',
    mutating: false,
  }),
  session: method({
    in: none,
    /** `ended`: only there when the last person here had to leave (G10), and why. */
    out: z.object({ staff: staffView.nullable(), ended: failureView.optional() }),
    surfaces: window,
    roles: 'anyone',
    mutating: false,
  }),
  signIn: method({
    in: countersignature,
    out: staffView,
    surfaces: window,
    roles: 'anyone',
    mutating: false,
  }),
  /** `idle`: the lock after nobody touched the window. Else fails with passportWithUs (B6). */
  signOut: method({
    in: z.object({ idle: z.literal(true).optional() }),
    out: none,
    surfaces: window,
    roles: 'anyone',
    mutating: false,
  }),
} as const;
