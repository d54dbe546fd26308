import { method } from '../method.ts';
import { stationIdentity } from '../stationIdentity.ts';
import { none, window } from './common.ts';

/** The station as upstream knows it (I7). */
export const identityMethods = {
  /** What is read out or handed in when the station is enrolled upstream; nothing in it is secret. */
  stationIdentity: method({
    in: none,
    out: stationIdentity,
    surfaces: window,
    roles: ['technician', 'supervisor'],
    mutating: false,
  }),
} as const;
