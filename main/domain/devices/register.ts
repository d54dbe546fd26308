import type { DeviceIdentity } from '../../contract/devices.ts';
import { identityField, type IdentityField } from '../../contract/methods/deviceMethods.ts';

/** What a report of a device means for the register (F5, decision 0010). */
export type RegisterDecision =
  /** It says nothing about itself, or nothing new. */
  | { readonly kind: 'nothing' }
  /** Nobody is registered at its place. */
  | { readonly kind: 'register'; readonly identity: DeviceIdentity }
  /** The registered device: it said more than before, or has other firmware. */
  | {
      readonly kind: 'update';
      readonly identity: DeviceIdentity;
      readonly firmwareChanged: boolean;
    }
  /** Not the registered device. */
  | { readonly kind: 'refuse'; readonly differences: readonly IdentityField[] };

/** Fields in which two identities contradict each other. A field that one of them leaves empty says nothing. */
export const differencesOf = (registered: DeviceIdentity, seen: DeviceIdentity): readonly IdentityField[] =>
  identityField.options.filter(
    (field) => registered[field] !== '' && seen[field] !== '' && registered[field] !== seen[field],
  );

/** A device that says neither make, model nor serial cannot be told from another one. */
export const saysWhoItIs = (identity: DeviceIdentity): boolean =>
  identityField.options.some((field) => identity[field] !== '');

export function decideRegistration(
  registered: DeviceIdentity | null,
  seen: DeviceIdentity,
): RegisterDecision {
  if (registered === null)
    return saysWhoItIs(seen) ? { kind: 'register', identity: seen } : { kind: 'nothing' };
  const differences = differencesOf(registered, seen);
  if (differences.length > 0) return { kind: 'refuse', differences };
  const identity: DeviceIdentity = {
    make: registered.make || seen.make,
    model: registered.model || seen.model,
    serial: registered.serial || seen.serial,
    firmware: seen.firmware || registered.firmware,
  };
  const firmwareChanged = registered.firmware !== '' && identity.firmware !== registered.firmware;
  const more =
    identityField.options.some((field) => identity[field] !== registered[field]) ||
    identity.firmware !== registered.firmware;
  return more ? { kind: 'update', identity, firmwareChanged } : { kind: 'nothing' };
}
