import type { MaintenanceView } from '../../contract/cabinet.ts';
import type { Role } from '../../contract/access.ts';
import type { DeviceCompletion } from '../../contract/devices.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { testsOf } from '../../domain/devices/deviceTests.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { runTestPrint } from '../devices/testPrint.ts';
import { checkPassword } from '../people/checkPassword.ts';
import { verifySecondFactor } from '../people/secondFactor.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { cardPrinters, cardsInBin } from '../stock/printerLooks.ts';
import { jobInside } from '../cards/insidePrinters.ts';
import type { Cabinet } from './cabinet.ts';
import { nothingOnScreen, noteCabinet } from './cabinetBook.ts';
import type { Kiosk } from './kiosk.ts';
import { contactNow, maintenanceNow } from './standing.ts';

type MaintenanceMethod =
  | 'maintenanceEnter'
  | 'maintenanceLeave'
  | 'maintenanceState'
  | 'maintenanceTest'
  | 'maintenanceBinEmpty'
  | 'cabinetEvents'
  | 'cabinetSettle';

/** Who may empty a reject box (domain-rules 10.3). */
const keepers: readonly Role[] = ['stockKeeper', 'supervisor'];
const eventsShown = 12;
const resetMs = 20_000;

/** Maintenance of the kiosk (E7). */
export interface Maintenance {
  readonly handlers: Handlers<MaintenanceMethod>;
  /** The page gave up: nobody touched it. */
  timeOut(): void;
}

export function createMaintenance(
  deps: Deps,
  parts: {
    readonly kiosk: Pick<Kiosk, 'view' | 'touch' | 'onScreen'>;
    readonly cabinet: Cabinet;
    readonly binEmpty: Handlers<'binEmpty'>['binEmpty'];
  },
): Maintenance {
  const { kiosk, cabinet } = parts;
  /** The line of the technician's screen, so that nobody stays signed in on it. */
  let there: { readonly staff: StaffRecord; release(): void } | null = null;

  const leave = (kind: 'maintenanceLeft' | 'maintenanceTimedOut', by: StaffRecord | null): void => {
    there?.release();
    there = null;
    noteCabinet(deps, { kind, attention: false, by, onScreen: nothingOnScreen });
    // Whoever went away with the door open left a kiosk that anybody can reach into.
    const contact = contactNow(deps);
    if (contact === 'open' || contact === 'lost')
      noteCabinet(deps, {
        kind: contact === 'open' ? 'leftOpen' : 'contactLost',
        attention: true,
        by,
        onScreen: nothingOnScreen,
      });
    cabinet.look();
  };

  /** The role is not enough: this very person has entered, and maintenance is still on. */
  const inside = (caller: Caller): Result<StaffRecord> => {
    const { staff } = caller;
    if (staff === null) return failure('notSignedIn');
    if (there?.staff.id !== staff.id || maintenanceNow(deps) === null)
      return failure('wrongState', { state: kiosk.view().page });
    return success(staff);
  };
  const stay = (): void => void kiosk.touch({ type: 'stay' });
  const audit = (staff: StaffRecord, event: string, subject: string, code: string): void =>
    deps.stores.run(() =>
      deps.stores.audit.append({
        at: new Date(deps.clock.now()).toISOString(),
        actor: staff.userName,
        surface: 'kiosk',
        event,
        subject,
        detail: { code },
      }),
    );

  const handlers: Maintenance['handlers'] = {
    async maintenanceEnter({ code, ...input }, caller) {
      const known = await checkPassword(deps, {
        ...input,
        purpose: 'maintenance',
        surface: caller.surface,
        firstOfTwo: true,
        accept: (staff) => (staff.roles.includes('technician') ? null : { code: 'forbidden' }),
      });
      if (!known.ok) return known;
      const proven = verifySecondFactor(deps, known.value, code, caller.surface);
      if (!proven.ok) return proven;
      there?.release();
      // What is on the screen is named, and nothing else of it is kept.
      noteCabinet(deps, {
        kind: 'maintenanceEntered',
        attention: false,
        by: proven.value,
        onScreen: kiosk.onScreen(),
      });
      there = { staff: proven.value, release: () => caller.bind(null) };
      caller.bind(proven.value);
      cabinet.look();
      stay();
      return success(kiosk.view());
    },

    maintenanceLeave(_input, caller) {
      const staff = inside(caller);
      if (!staff.ok) return staff;
      if (contactNow(deps) === 'open') return failure('cabinetOpen');
      leave('maintenanceLeft', staff.value);
      return success(kiosk.view());
    },

    maintenanceState(_input, caller) {
      const staff = inside(caller);
      return staff.ok ? success(viewOf(deps, kiosk.view().endsAt)) : staff;
    },

    async maintenanceTest({ deviceId }, caller) {
      const staff = inside(caller);
      if (!staff.ok) return staff;
      const config = deps.profile.devices.find(({ id, surface }) => id === deviceId && surface === 'kiosk');
      if (config === undefined) return failure('invalidInput', { field: 'deviceId' });
      stay();
      // A card printer says how it is, a receipt printer prints its test; everything else is opened anew and has to answer.
      const completion: DeviceCompletion =
        testsOf[config.kind].print === null
          ? await deps.devices.resetDevice(deviceId, resetMs)
          : (await runTestPrint(deps, config)).completion;
      audit(staff.value, 'maintenance.test', deviceId, completion.code);
      return success({ completion });
    },

    async maintenanceBinEmpty({ printerId, found, keeper, countersignature }, caller) {
      const staff = inside(caller);
      if (!staff.ok) return staff;
      const ofKiosk = deps.profile.devices.some(({ id, surface }) => id === printerId && surface === 'kiosk');
      if (!ofKiosk) return failure('invalidInput', { field: 'printerId' });
      stay();
      const first = await verifyCountersignature(deps, keeper, {
        roles: keepers,
        notStaffId: staff.value.id,
      });
      if (!first.ok) return first;
      // The act of the window itself, with both its people: the technician is neither of them.
      return parts.binEmpty(
        { printerId, found, countersignature },
        { surface: caller.surface, staff: first.value, bind: () => undefined },
      );
    },

    cabinetEvents: () => success(cabinet.events()),
    cabinetSettle: ({ sequence, note }, caller) => cabinet.settle(sequence, note, caller),
  };

  return {
    handlers,
    timeOut() {
      if (maintenanceNow(deps) !== null) leave('maintenanceTimedOut', there?.staff ?? null);
    },
  };
}

/** Machines and numbers of the kiosk; nothing of any case. */
function viewOf(deps: Deps, endsAt: string | null): MaintenanceView {
  const { profile, stores } = deps;
  const now = maintenanceNow(deps);
  const at = new Date(deps.clock.now()).toISOString();
  const ofKiosk = new Set(profile.devices.flatMap(({ id, surface }) => (surface === 'kiosk' ? [id] : [])));
  const ribbons = stores.stockBook.ribbons().filter(({ state }) => state === 'inPrinter');
  return {
    by: now?.by ?? '',
    since: now?.at ?? at,
    endsAt: endsAt ?? at,
    contact: contactNow(deps),
    devices: deps.devices.states().filter(({ id }) => ofKiosk.has(id)),
    printers: cardPrinters(deps)
      .filter(({ id }) => ofKiosk.has(id))
      .map(({ id }) => ({
        id,
        inBin: cardsInBin(deps, id),
        printed: stores.stockBook.looks(id, 1)[0]?.printedCards ?? null,
        ribbon: ribbons.find(({ printerId }) => printerId === id)?.label ?? null,
        holdsCard: jobInside(deps, id) !== null,
      })),
    hopper: stores.units.inState('hopper').filter(({ jobId }) => jobId === null).length,
    unsettled: stores.cabinet.unsettled().length,
    events: stores.cabinet
      .list(eventsShown)
      .map(({ sequence, at: when, kind, by }) => ({ sequence, at: when, kind, by })),
  };
}
