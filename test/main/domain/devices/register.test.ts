import { describe, expect, it } from 'vitest';
import type { DeviceIdentity } from '../../../../main/contract/devices.ts';
import { decideRegistration, differencesOf } from '../../../../main/domain/devices/register.ts';

const identity = (changes: Partial<DeviceIdentity> = {}): DeviceIdentity => ({
  make: 'Example',
  model: 'M1',
  serial: '000001',
  firmware: '1.0',
  ...changes,
});
const silent: DeviceIdentity = { make: '', model: '', serial: '', firmware: '' };

describe('F5 register', () => {
  it('takes the first device that says who it is, and none that does not', () => {
    expect(decideRegistration(null, identity())).toEqual({ kind: 'register', identity: identity() });
    expect(decideRegistration(null, { ...silent, firmware: '1.0' })).toEqual({ kind: 'nothing' });
  });

  it.each(['make', 'model', 'serial'] as const)('refuses another %s', (field) => {
    expect(decideRegistration(identity(), identity({ [field]: 'other' }))).toEqual({
      kind: 'refuse',
      differences: [field],
    });
  });

  it('an empty field never differs', () => {
    expect(differencesOf(identity(), silent)).toEqual([]);
    expect(differencesOf(identity({ serial: '' }), identity())).toEqual([]);
    expect(decideRegistration(identity(), silent)).toEqual({ kind: 'nothing' });
  });

  it('keeps a serial number that comes later, so that from then on it counts', () => {
    const decision = decideRegistration(identity({ serial: '' }), identity());
    expect(decision).toEqual({ kind: 'update', identity: identity(), firmwareChanged: false });
  });

  it('other firmware is written down and not refused', () => {
    expect(decideRegistration(identity(), identity({ firmware: '2.0' }))).toEqual({
      kind: 'update',
      identity: identity({ firmware: '2.0' }),
      firmwareChanged: true,
    });
    expect(decideRegistration(identity(), identity({ firmware: '' }))).toEqual({ kind: 'nothing' });
  });
});
