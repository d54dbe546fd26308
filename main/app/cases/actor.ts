import type { Surface } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import type { StaffRecord } from '../ports/stores.ts';

/** Who does something: for the case (`name`), the audit chain (`userName`) and the rule of two people (`staffId`). */
export interface Actor {
  readonly name: string;
  readonly userName: string;
  readonly staffId: StaffId | null;
  readonly surface: Surface | 'system';
}

export const systemActor: Actor = { name: 'system', userName: 'system', staffId: null, surface: 'system' };
export const kioskActor: Actor = { name: 'kiosk', userName: 'kiosk', staffId: null, surface: 'kiosk' };

/** A person at the desk; without one it is the public at a kiosk. */
export function actorOf(staff: StaffRecord | null): Actor {
  return staff === null
    ? kioskActor
    : { name: staff.displayName, userName: staff.userName, staffId: staff.id, surface: 'window' };
}
