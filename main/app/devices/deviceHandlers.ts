import type { DeviceCompletion, DeviceConfig, DeviceState } from '../../contract/devices.ts';
import type { Role } from '../../contract/access.ts';
import type { CardForecast, DeviceView } from '../../contract/methods/deviceMethods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { testsOf } from '../../domain/devices/deviceTests.ts';
import { sharesBlanks } from '../../domain/devices/cardStation.ts';
import { forecastCards, rateDays } from '../../domain/devices/forecast.ts';
import { saysWhoItIs } from '../../domain/devices/register.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { DeviceRegister } from './deviceRegister.ts';
import { runTestPrint } from './testPrint.ts';
import { traceFile } from './traceFile.ts';

type PageDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'bus' | 'profile' | 'devices'>;
type PageMethod =
  | 'devices'
  | 'deviceFrames'
  | 'deviceTestRead'
  | 'deviceTestPrint'
  | 'deviceReset'
  | 'deviceRecord'
  | 'registerDevice';

/** Long enough to find a passport and lay it down. */
const testReadMs = 15_000;
const resetMs = 20_000;

/** The device page (D9, F5): looking is free, every act is in the audit log by its class. */
export function deviceHandlers(deps: PageDeps, register: DeviceRegister): Handlers<PageMethod> {
  const { profile, devices } = deps;
  /** Recordings that were begun here and not ended; whether they still run only the device host knows. */
  const begun = new Set<string>();

  const find = (deviceId: string): Result<DeviceConfig> => {
    const config = profile.devices.find(({ id }) => id === deviceId);
    return config === undefined ? failure('invalidInput', { field: 'deviceId' }) : success(config);
  };
  const stateOf = (config: DeviceConfig): DeviceState =>
    devices.states().find(({ id }) => id === config.id) ?? {
      id: config.id,
      kind: config.kind,
      status: 'offline',
      since: new Date(deps.clock.now()).toISOString(),
    };
  const audit = (
    caller: Caller,
    config: DeviceConfig,
    event: string,
    detail: Readonly<Record<string, string | boolean>>,
  ): void => auditAct(deps, caller, event, config.id, { kind: config.kind, ...detail });
  const view = (config: DeviceConfig): DeviceView => {
    const state = stateOf(config);
    const record = register.registered(config.id);
    return {
      state,
      surface: config.surface,
      driver: config.driver,
      registered:
        record === null
          ? null
          : { identity: record.identity, at: record.registeredAt, by: record.registeredBy },
      differences: [...register.differences(state)],
      forecast: config.kind === 'cardPrinter' ? forecastOf(deps, state) : null,
      recording: state.recording === true ? 'on' : begun.has(config.id) ? 'lost' : 'off',
    };
  };

  return {
    devices: () => success(profile.devices.map(view)),

    async deviceFrames({ deviceId }) {
      const config = find(deviceId);
      return config.ok ? success([...(await devices.frames(deviceId))]) : config;
    },

    async deviceTestRead({ deviceId }, caller) {
      const config = find(deviceId);
      if (!config.ok) return config;
      const unsupported: DeviceCompletion = { code: 'unsupportedCommand' };
      const read = testsOf[config.value.kind].read
        ? await devices.testRead(deviceId, testReadMs)
        : { completion: unsupported, symbology: null, shape: null };
      audit(caller, config.value, 'device.testRead', { code: read.completion.code });
      return success(read);
    },

    async deviceTestPrint({ deviceId }, caller) {
      const config = find(deviceId);
      if (!config.ok) return config;
      const printed = await runTestPrint(deps, config.value);
      audit(caller, config.value, 'device.testPrint', {
        code: printed.completion.code,
        printed: printed.printed,
      });
      return success(printed);
    },

    async deviceReset({ deviceId }, caller) {
      const config = find(deviceId);
      if (!config.ok) return config;
      const completion = await devices.resetDevice(deviceId, resetMs);
      audit(caller, config.value, 'device.reset', { code: completion.code });
      return success({ completion });
    },

    async deviceRecord({ deviceId, on }, caller) {
      const config = find(deviceId);
      if (!config.ok) return config;
      const { trace } = await devices.record(deviceId, on);
      if (on) begun.add(deviceId);
      else begun.delete(deviceId);
      audit(caller, config.value, 'device.record', { on, traced: trace !== null });
      if (on || trace === null) return success({ trace: null });
      const name = `${profile.stationId}-${deviceId}-${shanghaiDate(deps.clock.now())}`;
      return success({ trace: traceFile(name, trace) });
    },

    async registerDevice({ deviceId, identity, countersignature }, caller) {
      const config = find(deviceId);
      if (!config.ok) return config;
      const first = caller.staff;
      if (first === null) return failure('notSignedIn');
      // Two people, one of them a supervisor: whoever stands at the window may begin, a supervisor may begin with any of them.
      const roles: readonly Role[] = first.roles.includes('supervisor')
        ? ['supervisor', 'technician', 'clerk']
        : ['supervisor'];
      const second = await verifyCountersignature(deps, countersignature, { roles, notStaffId: first.id });
      if (!second.ok) return second;
      const seen = stateOf(config.value).identity;
      // Another device may have been plugged in while they were typing.
      if (seen === undefined || !saysWhoItIs(seen) || !sameIdentity(seen, identity))
        return failure('wrongState', { state: '设备已变化 the device has changed' });
      register.replace(config.value, seen, { first, second: second.value });
      return success(view(config.value));
    },
  };
}

const sameIdentity = (one: NonNullable<DeviceState['identity']>, other: typeof one): boolean =>
  one.make === other.make &&
  one.model === other.model &&
  one.serial === other.serial &&
  one.firmware === other.firmware;

/** Ribbon, feeder and hopper, and the rate of the last fourteen days (D9). */
export function forecastOf(
  deps: Pick<Deps, 'stores' | 'clock' | 'profile'>,
  printer: Pick<DeviceState, 'supplies'> | null,
): CardForecast {
  const now = deps.clock.now();
  const { units } = deps.stores;
  const spentAt = units
    .movementsBetween(new Date(now - rateDays * 86_400_000).toISOString(), new Date(now).toISOString())
    .filter(({ to }) => to === 'used' || to === 'wasted')
    .map(({ at }) => at);
  const freeBlanks = units.inState('hopper').filter(({ jobId }) => jobId === null).length;
  return forecastCards({
    supplies: printer?.supplies,
    freeBlanks,
    blanksShared: sharesBlanks(deps.profile.devices),
    spentAt,
  });
}
