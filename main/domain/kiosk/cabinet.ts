import type { CabinetContact, CabinetEventKind, KioskStanding } from '../../contract/cabinet.ts';
import type { DeviceConfig, DeviceState } from '../../contract/devices.ts';

/**
 * What the contacts of the kiosk's cabinet say together: one that is open opens it, and one that says nothing may be a cut wire, which
 * counts like an opening (F6). Null = the kiosk has none, or one has not answered since the start.
 */
export function cabinetContactOf(
  configured: readonly Pick<DeviceConfig, 'id' | 'kind' | 'surface'>[],
  states: readonly Pick<DeviceState, 'id' | 'status' | 'contact'>[],
): CabinetContact | null {
  const contacts = configured
    .filter(({ kind, surface }) => kind === 'cabinet' && surface === 'kiosk')
    .map(({ id }) => contactOf(states.find((state) => state.id === id)));
  if (contacts.includes('open')) return 'open';
  if (contacts.includes('lost')) return 'lost';
  return contacts.length === 0 || contacts.includes(null) ? null : 'closed';
}

function contactOf(state: Pick<DeviceState, 'status' | 'contact'> | undefined): CabinetContact | null {
  if (state === undefined || state.status === 'starting') return null;
  const answers = state.status === 'online' || state.status === 'deviceBusy';
  if (!answers || state.contact === undefined) return 'lost';
  return state.contact === 'unknown' ? 'lost' : state.contact;
}

/** The contact that each kind of event left behind; kinds that are not here say nothing about it. */
const contactAfter: Partial<Record<CabinetEventKind, CabinetContact>> = {
  opened: 'open',
  openedInMaintenance: 'open',
  foundOpen: 'open',
  leftOpen: 'open',
  contactLost: 'lost',
  closed: 'closed',
};
export const contactKinds = Object.keys(contactAfter) as CabinetEventKind[];

/** As the books have it; before the first event the cabinet was closed. */
export const bookedContact = (newest: CabinetEventKind | null): CabinetContact =>
  (newest === null ? undefined : contactAfter[newest]) ?? 'closed';

export interface CabinetChange {
  readonly kind: CabinetEventKind;
  /** A supervisor has to settle it (E7). */
  readonly attention: boolean;
}

/**
 * What a look at the contact has to be written down as; null = nothing changed. In maintenance an opening is what a technician came for.
 * `first`: the first word of the contact since the program started, so nobody saw when it happened.
 */
export function cabinetChange(
  booked: CabinetContact,
  now: CabinetContact,
  around: { readonly maintenance: boolean; readonly first: boolean },
): CabinetChange | null {
  if (booked === now) return null;
  const attention = !around.maintenance;
  switch (now) {
    case 'closed':
      return { kind: 'closed', attention: false };
    case 'lost':
      return { kind: 'contactLost', attention };
    case 'open':
      if (around.maintenance) return { kind: 'openedInMaintenance', attention };
      return { kind: around.first ? 'foundOpen' : 'opened', attention };
  }
}

/** The kinds that begin and end maintenance. */
export const maintenanceKinds: readonly CabinetEventKind[] = [
  'maintenanceEntered',
  'maintenanceLeft',
  'maintenanceTimedOut',
  'maintenanceCutOff',
];

/**
 * May the kiosk serve the public? In maintenance nobody, and not while an opening waits for a supervisor or the cabinet is not closed
 * (E7, F6). Maintenance goes before: a technician may be let in to a kiosk that is out of service.
 */
export function kioskStateOf(around: {
  readonly maintenance: boolean;
  readonly unsettled: number;
  readonly contact: CabinetContact | null;
}): KioskStanding['state'] {
  if (around.maintenance) return 'maintenance';
  const closed = around.contact === null || around.contact === 'closed';
  return around.unsettled > 0 || !closed ? 'outOfService' : 'open';
}
