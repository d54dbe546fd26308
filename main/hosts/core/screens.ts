import type { Surface } from '../../contract/access.ts';
import { events, type EventName } from '../../contract/events.ts';
import type { StaffId } from '../../contract/ids.ts';
import type { Failure, Result } from '../../contract/result.ts';
import type { IncomingCall } from '../../app/dispatch.ts';
import type { Caller } from '../../app/deps.ts';
import type { StaffRecord, StaffStore } from '../../app/ports/stores.ts';
import type { Bus } from '../../app/ports/system.ts';
import type { Port } from '../../rpc/port.ts';
import { serve, type Server } from '../../rpc/server.ts';

export interface ScreenOptions {
  readonly surface: Surface;
  /** Who was signed in here before this host was restarted. */
  readonly staff?: StaffId | null;
  /** Told when somebody signs in or out here. */
  readonly onBound?: (staff: StaffId | null) => void;
}

export interface Screens {
  readonly bus: Bus;
  attach(port: Port, options: ScreenOptions): void;
  /** Who is signed in at the window; of several windows, the one opened first that has somebody. */
  windowStaff(): StaffRecord | null;
  /** Nobody of them is at a screen any more, whatever a later answer gives back. */
  letGo(staff: readonly StaffId[], why: Failure): void;
  close(): void;
}

/** The lines of the windows: each with its surface and its person, and the fan-out of hints by surface. */
export function createScreens(
  staff: Pick<StaffStore, 'get'>,
  dispatch: (call: IncomingCall, caller: Caller) => Promise<Result<unknown>>,
  /** May this person do anything now? Somebody who may not is not at the window for a scan either. */
  stands: (staff: StaffRecord) => boolean = ({ active }) => active,
): Screens {
  const lines = new Map<Server, Caller>();
  return {
    bus: {
      emit(name: EventName, data: unknown) {
        const heard: readonly Surface[] = events[name].surfaces;
        for (const [line, { surface }] of lines) if (heard.includes(surface)) line.emit(name, data);
      },
    },
    attach(port, options) {
      let person: StaffId | null = options.staff ?? null;
      let endedBy: Failure | null = null;
      const caller: Caller = {
        surface: options.surface,
        // Read anew at every call: somebody deactivated, or with a right less, is so from the next call on.
        get staff() {
          return person === null ? null : staff.get(person);
        },
        get endedBy() {
          return endedBy;
        },
        bind(next, why) {
          person = next?.id ?? null;
          endedBy = next === null ? (why ?? null) : null;
          options.onBound?.(person);
        },
      };
      const line = serve(port, async (call) => dispatch(call, caller));
      lines.set(line, caller);
      port.onClosed(() => lines.delete(line));
    },
    windowStaff() {
      for (const { surface, staff: person } of lines.values()) {
        if (surface === 'window' && person !== null && stands(person)) return person;
      }
      return null;
    },
    letGo(ids, why) {
      for (const caller of lines.values())
        if (caller.staff !== null && ids.includes(caller.staff.id)) caller.bind(null, why);
    },
    close() {
      for (const line of lines.keys()) line.close();
      lines.clear();
    },
  };
}
