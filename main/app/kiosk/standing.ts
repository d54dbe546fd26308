import type { CabinetContact, KioskStanding } from '../../contract/cabinet.ts';
import type { CaseId } from '../../contract/ids.ts';
import { cabinetContactOf, kioskStateOf, maintenanceKinds } from '../../domain/kiosk/cabinet.ts';
import type { Deps } from '../deps.ts';
import type { CabinetEventRecord } from '../ports/cabinet.ts';

export type StandingDeps = Pick<Deps, 'profile' | 'stores' | 'devices'>;

/** The maintenance that is on now, by the books: it outlives a crash, so that the next start can say so. Null = none. */
export function maintenanceNow({ stores }: Pick<Deps, 'stores'>): CabinetEventRecord | null {
  const newest = stores.cabinet.latestOf(maintenanceKinds);
  return newest?.kind === 'maintenanceEntered' ? newest : null;
}

export const contactNow = ({ profile, devices }: Pick<Deps, 'profile' | 'devices'>): CabinetContact | null =>
  cabinetContactOf(profile.devices, devices.states());

/** May the kiosk serve the public now (E7, F6)? From the books and the contact alone, so that no part of the program can forget it. */
export const kioskStateNow = (deps: StandingDeps): KioskStanding['state'] =>
  kioskStateOf({
    maintenance: maintenanceNow(deps) !== null,
    unsettled: deps.stores.cabinet.unsettled().length,
    contact: contactNow(deps),
  });

/** For the window's status. */
export function kioskStandingOf(deps: StandingDeps): KioskStanding {
  const maintenance = maintenanceNow(deps);
  const unsettled = deps.stores.cabinet.unsettled();
  const state = kioskStateNow(deps);
  return {
    state,
    since: state === 'open' ? null : (maintenance?.at ?? unsettled[0]?.at ?? null),
    by: maintenance?.by ?? null,
    contact: contactNow(deps),
    unsettled: unsettled.length,
  };
}

/** Is there an opening of the cabinet in this case that nobody has settled (E7)? */
export const isFlagged = ({ stores }: Pick<Deps, 'stores'>, caseId: CaseId): boolean =>
  stores.cabinet.unsettled().some((event) => event.caseId === caseId);
