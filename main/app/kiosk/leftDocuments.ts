import type { Deps } from '../deps.ts';
import { leftOnReaders } from './kioskOutside.ts';

type ReminderDeps = Pick<Deps, 'profile' | 'devices' | 'clock'>;

/** Light and sound come again this often while a document lies there (E4). */
export const remindEveryMs = 5000;
const signalTimeoutMs = 2000;

/** Calls after a document that was left on a reader of the kiosk: by the reader's own light and sound, else by the scanner's (E4). */
export function createReminder(deps: ReminderDeps) {
  let lastAt = Number.NEGATIVE_INFINITY;
  let calledUnfelt = false;

  const signal = async (deviceId: string): Promise<void> => {
    const heard = await deps.devices.signal(deviceId, 'attention', signalTimeoutMs);
    if (heard.code === 'success') return;
    const scanner = deps.profile.devices.find(
      ({ kind, surface }) => kind === 'scanner' && surface === 'kiosk',
    );
    if (scanner !== undefined) await deps.devices.signal(scanner.id, 'attention', signalTimeoutMs);
  };

  return {
    /** At most once in `remindEveryMs`, however often it is asked for. */
    remind(): void {
      if (deps.clock.elapsed() - lastAt < remindEveryMs) return;
      const left = leftOnReaders(deps);
      if (left.length === 0) return;
      lastAt = deps.clock.elapsed();
      for (const { deviceId } of left) void signal(deviceId);
    },
    /** Most passport readers feel nothing: then whoever laid a passport hears one call before the visit closes, forgotten or not. */
    remindUnfelt(): void {
      if (calledUnfelt) return;
      calledUnfelt = true;
      for (const deviceId of unfeltReaders(deps)) void signal(deviceId);
    },
    /** The next visitor's document is called after at once. */
    reset(): void {
      lastAt = Number.NEGATIVE_INFINITY;
      calledUnfelt = false;
    },
  };
}

/** Passport readers of the kiosk that never say whether something lies on them. */
function unfeltReaders({ profile, devices }: ReminderDeps): string[] {
  const states = devices.states();
  return profile.devices.flatMap(({ id, kind, surface }) => {
    const media = states.find((state) => state.id === id)?.media ?? 'unknown';
    return kind === 'passportReader' && surface === 'kiosk' && media === 'unknown' ? [id] : [];
  });
}
