import { z } from 'zod';
import { countersignature } from '../access.ts';
import { method } from '../method.ts';
import { clockStanding } from '../queue.ts';
import { note, supervisor, window } from './common.ts';

/** What people may say about the time (G4). */
export const clockMethods = {
  /**
   * Two people confirm the time of the computer's clock after a jump, where upstream cannot be asked. Errors: clockSteady, clockUpstreamSays,
   * and those of a countersignature by a technician or another supervisor.
   */
  clockAccept: method({
    in: z.object({ reason: note, countersignature }),
    out: clockStanding,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
} as const;
