import type { z } from 'zod';
import { deviceEvents, deviceMethods, type DeviceMethodName } from '../../contract/devices.ts';
import type { DeviceHostInit } from '../../contract/hosts.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Port } from '../../rpc/port.ts';
import { serve, type Server } from '../../rpc/server.ts';
import type { Clock } from '../../../drivers/api/clock.ts';
import type { TransportFactory } from '../../../drivers/api/transport.ts';
import { createDeviceApi, type DeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { nodeTransports } from '../../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';

export interface DevicesHost {
  /** Serves a further line, e.g. that of a restarted core host. Events go to the newest line only. */
  attach(port: Port): void;
  close(): Promise<void>;
}

export interface DevicesHostOptions {
  readonly clock?: Clock;
  /** Cables in memory, for everything in one process. */
  readonly transports?: TransportFactory;
}

/** The device host: the drivers of the profile's devices, served to the core host. */
export function runDevices(init: DeviceHostInit, port: Port, options: DevicesHostOptions = {}): DevicesHost {
  const clock = options.clock ?? systemClock;
  const api = createDeviceApi({
    configs: init.devices,
    clock,
    transports: options.transports ?? nodeTransports(clock),
  });
  let newest: Server | null = null;
  const forward = <Name extends keyof typeof deviceEvents>(name: Name): void => {
    api.on(name, (payload) => {
      // A driver that breaks its promise is stopped here and not in the core host.
      const parsed = deviceEvents[name].safeParse(payload);
      if (parsed.success) newest?.emit(name, parsed.data);
    });
  };
  forward('scanRead');
  forward('mrzRead');
  forward('idCardRead');
  forward('readFailed');
  forward('deviceChanged');

  const attach = (line: Port): void => {
    newest = serve(line, async ({ method, input }) => callDevice(api, method, input));
  };
  attach(port);
  return { attach, close: async () => api.close() };
}

type Methods = typeof deviceMethods;
type DeviceCalls = {
  readonly [Name in DeviceMethodName]: (
    input: z.output<Methods[Name]['in']>,
  ) => Promise<z.input<Methods[Name]['out']>>;
};

async function callDevice(api: DeviceApi, name: string, input: unknown): Promise<Result<unknown>> {
  if (!isDeviceMethod(name)) return failure('invalidInput', { field: 'method' });
  const parsed = deviceMethods[name].in.safeParse(input);
  if (!parsed.success)
    return failure('invalidInput', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const calls: DeviceCalls = api;
  const call = calls[name] as (parsed: unknown) => Promise<unknown>;
  return success(await call(parsed.data)) as Result<unknown>;
}

const isDeviceMethod = (name: string): name is DeviceMethodName => Object.hasOwn(deviceMethods, name);
