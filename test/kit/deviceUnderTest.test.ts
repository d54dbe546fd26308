import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deviceConfig, type DeviceConfig, type DeviceState } from '../../main/contract/devices.ts';
import { createDeviceApi, type DeviceApi } from '../../drivers/manager/deviceApi.ts';
import { nodeTransports } from '../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../drivers/transports/systemClock.ts';

/**
 * The same driver against real hardware: `DEVICE_UNDER_TEST=device.json npm test -- test/kit` (docs/driver-kit.md). The file holds one
 * device as `station.json` would. No card is moved and nothing is printed.
 */
const file = process.env['DEVICE_UNDER_TEST'];
const config: DeviceConfig | null =
  file === undefined ? null : deviceConfig.parse(JSON.parse(readFileSync(file, 'utf8')));
const reads = ['scanner', 'passportReader', 'idCardReader'];
const openLimitMs = 20_000;
const personLimitMs = 60_000;

async function online(api: DeviceApi): Promise<DeviceState> {
  const fits = (state: DeviceState | undefined): state is DeviceState => state?.status === 'online';
  const [now] = await api.list({});
  if (fits(now)) return now;
  return new Promise((resolve) => {
    const stop = api.on('deviceChanged', (state) => {
      if (!fits(state)) return;
      stop();
      resolve(state);
    });
  });
}

describe.skipIf(config === null)('F1 the device under test', () => {
  const station = (): { api: DeviceApi; deviceId: string } => {
    if (config === null) throw new Error('no device under test');
    const api = createDeviceApi({
      configs: [config],
      clock: systemClock,
      transports: nodeTransports(systemClock),
    });
    onTestFinished(() => api.close());
    return { api, deviceId: config.id };
  };

  it('comes online and says who it is', { timeout: openLimitMs }, async () => {
    const state = await online(station().api);
    process.stdout.write(`\n${JSON.stringify(state.identity ?? null)}\n`);
    expect(state.problem).toBeUndefined();
  });

  it('opens, closes and opens again five times', { timeout: 5 * openLimitMs }, async () => {
    for (let time = 1; time <= 5; time += 1) {
      const { api } = station();
      await online(api);
      await api.close();
    }
  });

  it('is ready again after a reset', { timeout: 2 * openLimitMs }, async () => {
    const { api, deviceId } = station();
    await online(api);
    const { completion } = await api.resetDevice({ deviceId, timeoutMs: openLimitMs });
    expect(completion.code).toBe('success');
  });

  it.skipIf(config === null || !reads.includes(config.kind))(
    'reads what a person presents within a minute',
    { timeout: openLimitMs + personLimitMs },
    async () => {
      const { api, deviceId } = station();
      await online(api);
      process.stdout.write('\nPresent a code or document now. / 请出示条码或证件。\n');
      const read = await api.testRead({ deviceId, timeoutMs: personLimitMs });
      process.stdout.write(`\n${read.symbology ?? ''} ${read.shape ?? ''}\n`);
      expect(read.completion.code).toBe('success');
    },
  );
});
