import { z } from 'zod';
import { deviceState } from './devices.ts';
import { caseId, instant, jobId } from './ids.ts';
import { kioskPage } from './kioskPage.ts';

/** What the contact of the kiosk's cabinet says; `lost`: nobody can tell, which counts as open (F6). */
export const cabinetContact = z.enum(['closed', 'open', 'lost']);
export type CabinetContact = z.infer<typeof cabinetContact>;

/**
 * What happened at the cabinet and in maintenance (E7, F6). `foundOpen`: it was open when the program started; `leftOpen`: it was still open
 * when maintenance ran out; `maintenanceCutOff`: the program ended in maintenance.
 */
export const cabinetEventKind = z.enum([
  'opened',
  'openedInMaintenance',
  'foundOpen',
  'leftOpen',
  'contactLost',
  'closed',
  'maintenanceEntered',
  'maintenanceLeft',
  'maintenanceTimedOut',
  'maintenanceCutOff',
]);
export type CabinetEventKind = z.infer<typeof cabinetEventKind>;

export const cabinetEventView = z.object({
  sequence: z.number().int(),
  at: instant,
  kind: cabinetEventKind,
  /** Display name; null = nobody had said who he is. */
  by: z.string().nullable(),
  /** The page that was on the screen at that second (F6); null = the clean first page. */
  page: kioskPage.nullable(),
  caseId: caseId.nullable(),
  caseNumber: z.string().nullable(),
  jobId: jobId.nullable(),
  /** A supervisor has to settle it: until then the kiosk serves nobody. */
  attention: z.boolean(),
  settledAt: instant.nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type CabinetEventView = z.infer<typeof cabinetEventView>;

/** The kiosk as the window's status shows it. `by` only where somebody is in maintenance, and never on the kiosk's own screen. */
export const kioskStanding = z.object({
  state: z.enum(['open', 'maintenance', 'outOfService']),
  since: instant.nullable(),
  by: z.string().nullable(),
  contact: cabinetContact.nullable(),
  unsettled: z.number().int(),
});
export type KioskStanding = z.infer<typeof kioskStanding>;

/** What a technician sees in maintenance (E7): machines and numbers, nobody's case. */
export const maintenanceView = z.object({
  by: z.string(),
  since: instant,
  /** It ends by itself then, unless something is touched. */
  endsAt: instant,
  contact: cabinetContact.nullable(),
  devices: z.array(deviceState),
  printers: z.array(
    z.object({
      id: z.string(),
      /** Cards in the reject box by the books. */
      inBin: z.number().int(),
      /** Life counter at the newest look; null = never looked. */
      printed: z.number().int().nullable(),
      ribbon: z.string().nullable(),
      /** Is a card of a job inside, or in the bezel? Whose, is not said here. */
      holdsCard: z.boolean(),
    }),
  ),
  /** Blanks in the hoppers that are not reserved. */
  hopper: z.number().int(),
  /** Openings that a supervisor has not settled. */
  unsettled: z.number().int(),
  /** Newest first, without any case. */
  events: z.array(cabinetEventView.pick({ sequence: true, at: true, kind: true, by: true })),
});
export type MaintenanceView = z.infer<typeof maintenanceView>;
