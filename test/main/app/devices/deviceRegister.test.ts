import { describe, expect, it } from 'vitest';
import { createDeviceRegister } from '../../../../main/app/devices/deviceRegister.ts';
import { bench, identity, state, word } from './bench.ts';

describe('F5 the first device at a place', () => {
  it('is registered by itself, audited, and told to the device host', async () => {
    const { devices, view, told, audited } = await bench();
    expect((await view('scanner')).registered).toBeNull();
    devices.setStates([state({ identity: identity() })]);
    expect(await view('scanner')).toMatchObject({
      registered: { identity: identity(), by: 'system' },
      differences: [],
    });
    expect(told).toEqual([['scanner', identity()]]);
    expect(audited()).toMatchObject([
      { event: 'device.register', actor: 'system', subject: 'scanner', detail: { serial: '000001' } },
    ]);
  });

  it('is not registered while it does not say who it is', async () => {
    const { devices, view } = await bench();
    devices.setStates([state({ identity: { make: '', model: '', serial: '', firmware: '' } })]);
    expect((await view('scanner')).registered).toBeNull();
  });

  it('is handed over again after a restart', async () => {
    const { deps, devices, told } = await bench();
    devices.setStates([state({ identity: identity() })]);
    told.length = 0;
    devices.setStates([]);
    createDeviceRegister(deps).start();
    expect(told).toEqual([['scanner', identity()]]);
  });
});

describe('F5 another device in its place', () => {
  const other = identity({ serial: '000002' });
  const swapped = async (options: Parameters<typeof bench>[0] = {}) => {
    const made = await bench(options);
    made.devices.setStates([state({ identity: identity() })]);
    made.told.length = 0;
    made.devices.setStates([state({ identity: other, status: 'userError', problem: 'otherDevice' })]);
    return made;
  };

  it('is refused, written down once, and changes nothing', async () => {
    const { devices, view, told, audited } = await swapped();
    devices.setStates([state({ identity: other, problem: 'otherDevice' })]);
    expect(await view('scanner')).toMatchObject({
      registered: { identity: identity() },
      differences: ['serial'],
    });
    expect(told).toEqual([]);
    expect(audited().map(({ event, detail }) => [event, detail['differs']])).toEqual([
      ['device.register', undefined],
      ['device.refused', 'serial'],
    ]);
  });

  it('is taken when a supervisor signs, offline, with both names in the audit log', async () => {
    const { handlers, caller, countersignature, view, told, audited } = await swapped({ first: 'clerk' });
    const answer = await handlers.registerDevice(
      { deviceId: 'scanner', identity: other, countersignature },
      caller,
    );
    expect(answer).toMatchObject({ ok: true, value: { differences: [], registered: { identity: other } } });
    expect((await view('scanner')).registered).toMatchObject({ by: 'Test first / Test second' });
    expect(told).toEqual([['scanner', other]]);
    expect(audited().at(-1)).toMatchObject({
      event: 'device.replace',
      actor: 'first',
      detail: { second: 'second', serial: '000002', serialBefore: '000001' },
    });
  });

  it.each([
    ['somebody without the right', { second: 'clerk' } as const, word, 'forbidden'],
    ['a wrong password', {}, 'wrong', 'wrongCredentials'],
  ] as const)('is not taken for %s', async (_name, options, password, code) => {
    const { handlers, caller, countersignature, view, told } = await swapped(options);
    const answer = await handlers.registerDevice(
      { deviceId: 'scanner', identity: other, countersignature: { ...countersignature, password } },
      caller,
    );
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect((await view('scanner')).registered?.identity).toEqual(identity());
    expect(told).toEqual([]);
  });

  it('is not taken by a supervisor alone', async () => {
    const { handlers, caller } = await swapped({ first: 'supervisor' });
    const answer = await handlers.registerDevice(
      { deviceId: 'scanner', identity: other, countersignature: { userName: 'first', password: word } },
      caller,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'samePerson' } });
  });

  it('is not taken when a third one is plugged in while they sign', async () => {
    const { devices, handlers, caller, countersignature, view } = await swapped();
    devices.setStates([state({ identity: identity({ serial: '000003' }) })]);
    const answer = await handlers.registerDevice(
      { deviceId: 'scanner', identity: other, countersignature },
      caller,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect((await view('scanner')).registered?.identity).toEqual(identity());
  });
});

describe('F5 what a registered device says later', () => {
  it('new firmware is recorded with the old one, and needs nobody', async () => {
    const { devices, view, told, audited } = await bench();
    devices.setStates([state({ identity: identity() })]);
    devices.setStates([state({ identity: identity({ firmware: '2.0' }) })]);
    expect((await view('scanner')).registered?.identity.firmware).toBe('2.0');
    expect(told.at(-1)).toEqual(['scanner', identity({ firmware: '2.0' })]);
    expect(audited().at(-1)).toMatchObject({
      event: 'device.firmware',
      detail: { firmware: '2.0', firmwareBefore: '1.0' },
    });
  });

  it('the last known state of a device host that is gone is no news', async () => {
    const { devices, view } = await bench();
    devices.setStates([state({ status: 'offline', identity: identity() })]);
    expect((await view('scanner')).registered).toBeNull();
  });
});
