import type { PathWatch } from './transport.ts';

/** Something plugged in, found by what it says it is. Paths change over a replug, identities do not. */
export interface FoundDevice {
  readonly bus: 'serial' | 'hid' | 'printer';
  /** Path to open now. */
  readonly path: string;
  /** Four lower-case hex digits each; empty where the bus does not tell. */
  readonly vendorId: string;
  readonly productId: string;
  readonly serial: string;
  readonly make: string;
  readonly product: string;
  /** HID only. */
  readonly usagePage?: number;
  readonly usage?: number;
}

/**
 * One way to find devices. `list` never rejects (a broken bus is an empty list) and answers within two seconds whatever a device
 * does. `watch` gives hints that `list` may have changed: hints can be spurious, late, or missing, so the owner also polls slowly.
 */
export interface Enumerator {
  list(): Promise<readonly FoundDevice[]>;
  watch(onHint: () => void): PathWatch;
}

/** The device that an address names, or null. With several of the same make and model and no serial number nobody can tell: null. */
export function findByIdentity(
  found: readonly FoundDevice[],
  wanted: { readonly vendorId: string; readonly productId: string; readonly serial: string | null },
): FoundDevice | null {
  const fits = found.filter(
    (device) =>
      device.vendorId === wanted.vendorId &&
      device.productId === wanted.productId &&
      (wanted.serial === null || device.serial === wanted.serial),
  );
  return fits.length === 1 ? (fits[0] ?? null) : null;
}
