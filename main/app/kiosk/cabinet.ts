import type { CabinetEventView, CabinetContact, KioskStanding } from '../../contract/cabinet.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { bookedContact, cabinetChange, contactKinds } from '../../domain/kiosk/cabinet.ts';
import type { Caller, Deps } from '../deps.ts';
import { nothingOnScreen, noteCabinet, tellCabinet, type OnScreen } from './cabinetBook.ts';
import { presentCabinetEvent } from './presentCabinet.ts';
import { contactNow, kioskStateNow, maintenanceNow } from './standing.ts';

type CabinetDeps = Pick<Deps, 'profile' | 'stores' | 'clock' | 'devices' | 'bus' | 'log'>;

/**
 * A module that gets its power with the station, or a line that is found late, answers some seconds after the start. Until then the kiosk serves
 * nobody, and there is nothing to settle: that the door was open while everything was off is not known from an answer that comes at once either.
 */
const firstWordMs = 20_000;
/** Events shown at the window, beside every unsettled one. */
const eventsShown = 50;

export interface CabinetParts {
  /** What the kiosk shows at this moment. */
  readonly onScreen: () => OnScreen;
  /** Has the kiosk show whether it serves the public; a visit that is running ends. */
  readonly stand: (state: KioskStanding['state']) => void;
  /** The machine inside may go on: jobs that waited for it are taken up. */
  readonly onSafe: () => void;
}

/** Watches the contact of the kiosk's cabinet (E7, F6). */
export interface Cabinet {
  /** Once, after the start: what an earlier run left. From then on the contact is watched. */
  start(): void;
  /** Looks at books and contact, writes down what changed, and has the kiosk follow. */
  look(): void;
  /** Newest first, and every unsettled one. */
  events(): CabinetEventView[];
  /** Errors: cabinetEventNotFound, cabinetSettled, cabinetOpen. */
  settle(sequence: number, note: string, caller: Caller): Result<CabinetEventView>;
  /** Nothing is watched from here on: the books are about to close. */
  close(): void;
}

export function createCabinet(deps: CabinetDeps, parts: CabinetParts): Cabinet {
  const { stores } = deps;
  const { cabinet } = stores;
  let heard = false;
  let started = false;
  let startedAt = 0;
  let firstWord: { cancel(): void } | null = null;
  let state: KioskStanding['state'] = 'open';

  const writeDown = (contact: CabinetContact): void => {
    const booked = bookedContact(cabinet.latestOf(contactKinds)?.kind ?? null);
    const maintenance = maintenanceNow(deps) !== null;
    const change = cabinetChange(booked, contact, { maintenance, first: !heard });
    heard = true;
    // Before the kiosk leaves its page: the event belongs to what was on the screen at that second.
    if (change !== null) noteCabinet(deps, { ...change, by: null, onScreen: parts.onScreen() });
  };

  const look = (): void => {
    if (!started) return;
    const contact = contactNow(deps);
    const early = !heard && deps.clock.elapsed() - startedAt < firstWordMs;
    try {
      if (contact !== null && !(contact === 'lost' && early)) writeDown(contact);
    } catch (error) {
      // A disk that takes no record must not keep the kiosk open beside an open door.
      deps.log.error('cabinet.notWritten', { error: error instanceof Error ? error.name : 'unknown' });
    }
    const next = kioskStateNow(deps);
    if (next === state) return;
    state = next;
    parts.stand(next);
    deps.bus.emit('stationChanged', {});
    if (next === 'open') parts.onSafe();
  };

  deps.devices.onChanged(look);

  return {
    start() {
      // Nobody is in maintenance after a start: whoever was has to say again who he is.
      if (maintenanceNow(deps) !== null)
        noteCabinet(deps, {
          kind: 'maintenanceCutOff',
          attention: false,
          by: null,
          onScreen: nothingOnScreen,
        });
      started = true;
      startedAt = deps.clock.elapsed();
      firstWord = deps.clock.setTimer(firstWordMs, look);
      look();
    },
    look,
    close() {
      started = false;
      firstWord?.cancel();
    },
    events() {
      const newest = cabinet.list(eventsShown);
      const shown = new Set(newest.map(({ sequence }) => sequence));
      const older = cabinet.unsettled().filter(({ sequence }) => !shown.has(sequence));
      return [...newest, ...older.toReversed()].map((event) => presentCabinetEvent(deps, event));
    },
    settle(sequence, note, caller) {
      const { staff } = caller;
      if (staff === null) return failure('notSignedIn');
      const at = new Date(deps.clock.now()).toISOString();
      const settled = stores.run((): Result<CabinetEventView> => {
        const event = cabinet.get(sequence);
        if (event === null || !event.attention) return failure('cabinetEventNotFound');
        if (event.settledAt !== null) return failure('cabinetSettled');
        // What is settled is over: an open door is not.
        if (contactNow(deps) === 'open') return failure('cabinetOpen');
        cabinet.settle(sequence, { at, by: staff.displayName, note });
        stores.audit.append({
          at,
          actor: staff.userName,
          surface: caller.surface,
          event: 'cabinet.settled',
          subject: event.caseId ?? deps.profile.stationId,
          detail: { sequence, kind: event.kind },
        });
        return success(
          presentCabinetEvent(deps, { ...event, settledAt: at, settledBy: staff.displayName, note }),
        );
      });
      if (settled.ok) {
        tellCabinet(deps, settled.value.caseId);
        look();
      }
      return settled;
    },
  };
}
