import { deviceHandlers } from '../../../../main/app/devices/deviceHandlers.ts';
import { createDeviceRegister } from '../../../../main/app/devices/deviceRegister.ts';
import type { Caller } from '../../../../main/app/deps.ts';
import type { Devices } from '../../../../main/app/ports/outside.ts';
import type { AuditEntry, StaffRecord } from '../../../../main/app/ports/stores.ts';
import type { Role } from '../../../../main/contract/access.ts';
import { deviceConfig, type DeviceIdentity, type DeviceState } from '../../../../main/contract/devices.ts';
import type { DeviceView } from '../../../../main/contract/methods/deviceMethods.ts';
import { sampleStaff, stubDevices, testCaller, testDeps, testProfile } from '../../helpers/index.ts';
import { inspect } from '../../helpers/raw.ts';

export const word = 'pass phrase of the second person';

const config = (id: string, kind: string, surface: 'window' | 'kiosk' = 'window') =>
  deviceConfig.parse({ id, kind, driver: 'example', path: '/dev/null', surface });

export const profile = {
  ...testProfile,
  devices: [
    config('scanner', 'scanner'),
    config('printer', 'cardPrinter'),
    config('receipt', 'receiptPrinter', 'kiosk'),
    config('receipt2', 'receiptPrinter', 'kiosk'),
    config('paper', 'documentPrinter'),
    config('chips', 'chipReader'),
  ],
};

export const identity = (changes: Partial<DeviceIdentity> = {}): DeviceIdentity => ({
  make: 'Example',
  model: 'M1',
  serial: '000001',
  firmware: '1.0',
  ...changes,
});
export const state = (changes: Partial<DeviceState> = {}): DeviceState => ({
  id: 'scanner',
  kind: 'scanner',
  status: 'online',
  since: '2026-11-25T01:00:00.000Z',
  ...changes,
});

/** Handlers and register over real stores and a counter of stubs; `told` is what the device host heard of the register. */
export async function bench(
  options: { readonly first?: Role; readonly second?: Role; readonly devices?: Partial<Devices> } = {},
) {
  const told: (readonly [string, DeviceIdentity])[] = [];
  const devices = stubDevices({
    register: (id, registered) => void told.push([id, registered]),
    ...options.devices,
  });
  const deps = testDeps({ devices, profile });
  const passwordHash = await deps.crypto.hashPassword(word);
  const first: StaffRecord = { ...sampleStaff([options.first ?? 'technician'], 'first'), passwordHash };
  const second: StaffRecord = { ...sampleStaff([options.second ?? 'supervisor'], 'second'), passwordHash };
  deps.stores.run(() => [first, second].forEach((staff) => deps.stores.staff.save(staff)));
  const register = createDeviceRegister(deps);
  register.start();
  const handlers = deviceHandlers(deps, register);
  const caller: Caller = testCaller(first);
  const view = async (id: string): Promise<DeviceView> => {
    const answer = await handlers.devices({}, caller);
    if (!answer.ok) throw new Error('no devices');
    const found = answer.value.find((each) => each.state.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  /** The audit log of devices, oldest first. Closes the stores. */
  const audited = (): readonly Pick<AuditEntry, 'event' | 'actor' | 'subject' | 'detail'>[] => {
    deps.stores.close();
    return inspect(deps.stores, (database) =>
      database
        .prepare(
          `SELECT event, actor, subject, detail FROM audit WHERE event LIKE 'device.%' ORDER BY sequence`,
        )
        .all()
        .map((row) => {
          const found = row as { event: string; actor: string; subject: string; detail: string };
          return { ...found, detail: JSON.parse(found.detail) as AuditEntry['detail'] };
        }),
    );
  };
  return {
    deps,
    devices,
    register,
    handlers,
    caller,
    told,
    view,
    audited,
    countersignature: { userName: second.userName, password: word },
  };
}
