import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceState } from '../../main/contract/devices.ts';
import { createDeviceApi, type DeviceApi } from '../../drivers/manager/deviceApi.ts';
import { createSimulatedCounter } from '../../drivers/sim/simulatedCounter.ts';
import { nodeTransports } from '../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../drivers/transports/systemClock.ts';
import { blanks, temporaryFolder } from '../drivers/helpers/counter.ts';

const times = 20;
/** F3. */
const limitMs = 3000;

/** Milliseconds until the device has the status. The state is asked after listening, so that no change is missed. */
async function reached(api: DeviceApi, id: string, status: DeviceState['status']): Promise<number> {
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const stop = api.on('deviceChanged', (state) => {
      if (state.id === id && state.status === status) done();
    });
    const done = (): void => {
      stop();
      resolve();
    };
    const lookNow = async (): Promise<void> => {
      const states = await api.list({});
      if (states.some((state) => state.id === id && state.status === status)) done();
    };
    void lookNow();
  });
  return performance.now() - start;
}

describe('F3 a cable pulled and put back twenty times in a row', () => {
  it('each time the right state within 3 s and a read that arrives', { timeout: 120_000 }, async () => {
    const counter = await createSimulatedCounter({
      directory: temporaryFolder(),
      blanks: blanks(2),
      pty: true,
    });
    const api = createDeviceApi({
      configs: counter.deviceConfigs,
      clock: systemClock,
      transports: nodeTransports(systemClock),
    });
    onTestFinished(async () => {
      await api.close();
      await counter.close();
    });
    await Promise.all([reached(api, 'scanner', 'online'), reached(api, 'cardPrinter', 'online')]);
    const slow: string[] = [];
    for (let round = 1; round <= times; round += 1) {
      await Promise.all([counter.scanner.unplug(), counter.printer.unplug()]);
      const gone = await Promise.all([
        reached(api, 'scanner', 'powerOff'),
        reached(api, 'cardPrinter', 'powerOff'),
      ]);
      await Promise.all([counter.scanner.replug(), counter.printer.replug()]);
      const back = await Promise.all([
        reached(api, 'scanner', 'online'),
        reached(api, 'cardPrinter', 'online'),
      ]);
      for (const ms of [...gone, ...back])
        if (ms > limitMs) slow.push(`round ${round}: ${Math.round(ms)} ms`);
      const text = `round ${round}`;
      const read = new Promise<string>((resolve) => {
        const stop = api.on('scanRead', (scan) => {
          stop();
          resolve(scan.text);
        });
      });
      counter.scanner.scan(text);
      expect(await read).toBe(text);
      const facts = await api.printerFacts({ deviceId: 'cardPrinter', timeoutMs: 5000 });
      expect(facts.completion.code).toBe('success');
    }
    expect(slow).toEqual([]);
  });
});
