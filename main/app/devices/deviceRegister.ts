import type { DeviceConfig, DeviceIdentity, DeviceState } from '../../contract/devices.ts';
import { differencesOf, decideRegistration } from '../../domain/devices/register.ts';
import type { IdentityField } from '../../contract/methods/deviceMethods.ts';
import type { Deps } from '../deps.ts';
import type { DeviceRecord, StaffRecord } from '../ports/stores.ts';

export type RegisterDeps = Pick<Deps, 'profile' | 'stores' | 'devices' | 'clock' | 'bus' | 'log'>;

/** Which device belongs where (F5, decision 0010). */
export interface DeviceRegister {
  /** Hands what is registered to the device host, and takes in what the devices say from now on. */
  start(): void;
  /** The registration of a place; null before its first device, and after its kind was changed in the station profile. */
  registered(deviceId: string): DeviceRecord | null;
  /** How the device that answers now differs from the registered one. */
  differences(state: DeviceState): readonly IdentityField[];
  /** Two people take the device that answers now for the one that belongs there. */
  replace(
    config: DeviceConfig,
    identity: DeviceIdentity,
    people: { readonly first: StaffRecord; readonly second: StaffRecord },
  ): DeviceRecord;
}

export function createDeviceRegister(deps: RegisterDeps): DeviceRegister {
  const { stores, devices } = deps;
  const configs = new Map(deps.profile.devices.map((config) => [config.id, config]));
  /** The last stranger that was written down for a place: it reports again and again. */
  const refused = new Map<string, string>();

  const registered = (deviceId: string): DeviceRecord | null => {
    const record = stores.devices.get(deviceId);
    return record !== null && record.kind === configs.get(deviceId)?.kind ? record : null;
  };
  const now = (): string => new Date(deps.clock.now()).toISOString();

  /** One commit with its audit entry; the device host is told afterwards. */
  const save = (
    record: DeviceRecord,
    entry: {
      readonly event: string;
      readonly actor: string;
      readonly surface: 'window' | 'system';
      readonly detail?: Readonly<Record<string, string>>;
    },
  ): void => {
    stores.run(() => {
      stores.devices.save(record);
      stores.audit.append({
        at: now(),
        actor: entry.actor,
        surface: entry.surface,
        event: entry.event,
        subject: record.id,
        detail: { kind: record.kind, ...record.identity, ...entry.detail },
      });
    });
    devices.register(record.id, record.identity);
    deps.bus.emit('stationChanged', {});
  };

  const seen = (state: DeviceState): void => {
    const config = configs.get(state.id);
    if (config === undefined || state.identity === undefined) return;
    // The last known state of a device whose line is gone: nothing new was said.
    if (state.status === 'offline' && state.problem === undefined) return;
    const before = registered(config.id);
    const decision = decideRegistration(before?.identity ?? null, state.identity);
    if (decision.kind === 'refuse') {
      const stranger = JSON.stringify(state.identity);
      if (refused.get(config.id) === stranger) return;
      refused.set(config.id, stranger);
      deps.log.warn('device.refused', { device: config.id, differs: decision.differences.join(' ') });
      stores.run(() =>
        stores.audit.append({
          at: now(),
          actor: 'system',
          surface: 'system',
          event: 'device.refused',
          subject: config.id,
          detail: { kind: config.kind, differs: decision.differences.join(' '), ...state.identity },
        }),
      );
      return;
    }
    refused.delete(config.id);
    if (decision.kind === 'nothing') return;
    if (decision.kind === 'register')
      save(
        {
          id: config.id,
          kind: config.kind,
          identity: decision.identity,
          registeredAt: now(),
          registeredBy: 'system',
        },
        { event: 'device.register', actor: 'system', surface: 'system' },
      );
    else if (before !== null)
      save(
        { ...before, identity: decision.identity },
        {
          event: decision.firmwareChanged ? 'device.firmware' : 'device.identified',
          actor: 'system',
          surface: 'system',
          ...(decision.firmwareChanged && { detail: { firmwareBefore: before.identity.firmware } }),
        },
      );
  };

  return {
    start() {
      for (const config of configs.values()) {
        const record = registered(config.id);
        if (record !== null) devices.register(config.id, record.identity);
      }
      devices.onChanged(seen);
      devices.states().forEach(seen);
    },
    registered,
    differences(state) {
      const record = registered(state.id);
      if (record === null || state.identity === undefined) return [];
      return differencesOf(record.identity, state.identity);
    },
    replace(config, identity, { first, second }) {
      const before = registered(config.id);
      const record: DeviceRecord = {
        id: config.id,
        kind: config.kind,
        identity,
        registeredAt: now(),
        registeredBy: `${first.displayName} / ${second.displayName}`,
      };
      save(record, {
        event: before === null ? 'device.register' : 'device.replace',
        actor: first.userName,
        surface: 'window',
        detail: {
          second: second.userName,
          ...(before !== null && {
            serialBefore: before.identity.serial,
            modelBefore: before.identity.model,
          }),
        },
      });
      refused.delete(config.id);
      return record;
    },
  };
}
