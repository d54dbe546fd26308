import { onTestFinished } from 'vitest';
import type { DeviceConfig, DeviceState, IdCardRead, MrzRead } from '../../../main/contract/devices.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import { createDeviceApi, type DeviceEventPayloads } from '../../../drivers/manager/deviceApi.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { until } from './drive.ts';

export interface ReaderBench<Simulator> {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly cards: IdCardRead[];
  readonly documents: MrzRead[];
  readonly failures: DeviceEventPayloads['readFailed'][];
  readonly changes: DeviceState[];
  readonly online: () => boolean;
  readonly media: () => DeviceState['media'];
}

/** One reader with its real driver and manager, on a memory cable and a manual clock; online unless `wait` is false. */
export async function readerBench<Simulator>(
  config: Pick<DeviceConfig, 'kind' | 'driver'> & Partial<DeviceConfig>,
  attach: (port: DevicePort, clock: ManualClock) => Simulator,
  wait = true,
): Promise<ReaderBench<Simulator>> {
  const clock = manualClock();
  const cable = memoryCable();
  const simulator = attach(cable.device, clock);
  const whole: DeviceConfig = {
    id: 'reader',
    path: '/reader',
    baudRate: 115_200,
    surface: 'window',
    options: {},
    ...config,
  };
  const api = createDeviceApi({
    configs: [whole],
    clock,
    transports: memoryTransports(new Map([[whole.path, cable]])),
  });
  const changes: DeviceState[] = [];
  const bench: ReaderBench<Simulator> = {
    clock,
    simulator,
    cards: [],
    documents: [],
    failures: [],
    changes,
    online: () => changes.at(-1)?.status === 'online',
    media: () => changes.at(-1)?.media,
  };
  api.on('idCardRead', (read) => bench.cards.push(read));
  api.on('mrzRead', (read) => bench.documents.push(read));
  api.on('readFailed', (failure) => bench.failures.push(failure));
  api.on('deviceChanged', (state) => changes.push(state));
  onTestFinished(async () => {
    await api.close();
    await cable.device.close();
  });
  if (wait) await until(clock, bench.online);
  return bench;
}
