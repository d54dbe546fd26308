import type { DeviceConfig, DeviceState } from '../../contract/devices.ts';
import type { Failure } from '../../contract/result.ts';
import type { KioskSession } from './kioskSession.ts';

export interface KioskSurroundings {
  /** The devices of the profile, of every surface. */
  readonly configured: readonly Pick<DeviceConfig, 'id' | 'kind' | 'surface'>[];
  /** The kiosk's camera reads what its scanner would. */
  readonly camera: boolean;
  readonly states: readonly Pick<DeviceState, 'id' | 'status' | 'since'>[];
  /** Permits known on this station. */
  readonly knownPermits: number;
  readonly permitsOnline: boolean;
  /** ISO instant since when the permit service is in its state; null before the first probe. */
  readonly permitsSince: string | null;
}

/**
 * What stops this page, computed from devices and upstream, never typed by hand (E5). Null = nothing. Only what a page still needs
 * counts: a scanner that fails after the scan stops nobody.
 */
export function kioskBlocker(page: KioskSession['page'], around: KioskSurroundings): Failure | null {
  const start = page === 'attract' || page === 'language';
  if (start || page === 'notice') {
    const device = around.camera ? null : downDevice('scanner', around);
    if (device !== null) return device;
    if (around.knownPermits === 0 && !around.permitsOnline)
      return {
        code: 'upstreamOffline',
        detail: { upstream: 'permits', since: around.permitsSince ?? '—' },
      };
  }
  return start || page === 'notice' || page === 'passport' ? downDevice('passportReader', around) : null;
}

/** May a visitor use a scanner of the kiosk now, beside its camera? */
export const scannerWorks = (around: Pick<KioskSurroundings, 'configured' | 'states'>): boolean =>
  downDevice('scanner', around) === null;

function downDevice(
  kind: 'scanner' | 'passportReader',
  around: Pick<KioskSurroundings, 'configured' | 'states'>,
): Failure | null {
  const ids = around.configured.filter((device) => device.kind === kind && device.surface === 'kiosk');
  const works = ids.some(({ id }) =>
    around.states.some(
      (state) => state.id === id && (state.status === 'online' || state.status === 'deviceBusy'),
    ),
  );
  return works ? null : { code: 'deviceNotReady', detail: { device: kind } };
}
