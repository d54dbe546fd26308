import type { CardExecutor } from '../../app/cards/cardExecutor.ts';
import type { Deps } from '../../app/deps.ts';
import type { DeviceState } from '../../contract/devices.ts';
import { goesOnOnline } from '../../domain/cards/jobBoard.ts';
import type { DevicesClient } from './devicesClient.ts';

/** How long open card jobs wait at start for devices to report. */
const devicesLimitMs = 5_000;

/** Resolves when every device has said how it is, or after `devicesLimitMs`: a card that is inside a printer must be asked about. */
export async function whenReported(devices: DevicesClient, clock: Deps['clock']): Promise<void> {
  const reported = (state: DeviceState): boolean => state.status !== 'starting';
  await new Promise<void>((resolve) => {
    const timer = clock.setTimer(devicesLimitMs, resolve);
    const look = (): void => {
      if (!devices.states().every(reported)) return;
      timer.cancel();
      resolve();
    };
    devices.onChanged(look);
    look();
  });
}

/** Jobs that stopped because upstream could not be reached go on by themselves; those that wait for a person do not. */
export function goOnOnline(deps: Pick<Deps, 'stores'>, executor: CardExecutor): void {
  for (const job of deps.stores.jobs.open()) {
    if (goesOnOnline(job)) void executor.run(job.id);
  }
}

/** Jobs that waited for the kiosk's cabinet go on when it is safe again (E7). */
export function goOnSafe(deps: Pick<Deps, 'stores'>, executor: CardExecutor): void {
  for (const job of deps.stores.jobs.open()) {
    const code = job.problem?.code;
    if (code === 'cabinetOpened' || code === 'kioskMaintenance') void executor.run(job.id);
  }
}
