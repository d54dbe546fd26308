import type { DeviceIdentity, DeviceProblem } from '../../main/contract/devices.ts';

/** A device whose own clock is further off than this is not used: what it stamps would be wrong (F5). */
export const clockToleranceMs = 5 * 60_000;

/** What a device said about itself when it was opened. */
export interface Reported {
  readonly identity: DeviceIdentity;
  /** Its clock in milliseconds since 1970, where it has one. */
  readonly deviceTimeMs?: number | undefined;
}

/**
 * Why this device may not be used in the place of the registered one, or null. Another make, model or serial number is another device;
 * a field that either side leaves empty tells nothing; a new firmware is the same device (F5).
 */
export function identityProblem(
  reported: Reported,
  registered: DeviceIdentity | null,
  nowMs: number,
): Extract<DeviceProblem, 'otherDevice' | 'clockWrong'> | null {
  if (registered !== null) {
    const differs = (['make', 'model', 'serial'] as const).some((field) => {
      const [is, shouldBe] = [reported.identity[field], registered[field]];
      return is !== '' && shouldBe !== '' && is !== shouldBe;
    });
    if (differs) return 'otherDevice';
  }
  const { deviceTimeMs } = reported;
  if (deviceTimeMs !== undefined && Math.abs(deviceTimeMs - nowMs) > clockToleranceMs) return 'clockWrong';
  return null;
}
