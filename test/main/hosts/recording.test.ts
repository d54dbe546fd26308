import { expect, it } from 'vitest';
import { deviceConfig } from '../../../main/contract/devices.ts';
import { createDevicesClient } from '../../../main/hosts/core/devicesClient.ts';
import { runDevices } from '../../../main/hosts/devices/runDevices.ts';
import { memoryPortPair } from '../../../main/rpc/ports/memoryPort.ts';
import { fixedClock } from '../helpers/index.ts';
import { settled } from '../rpc/helpers.ts';

it('F2 a recording outlives the core host, and the one that comes back knows of it', async () => {
  const config = deviceConfig.parse({
    id: 'scanner',
    kind: 'scanner',
    driver: 'serial-text',
    path: '/dev/not-there',
    surface: 'window',
  });
  const coreOf = (near: ReturnType<typeof memoryPortPair>[0]) =>
    createDevicesClient(near, [config], fixedClock());
  const [near, far] = memoryPortPair();
  const host = runDevices({ devices: [config] } as Parameters<typeof runDevices>[0], far);
  const first = coreOf(near);
  await first.list();
  expect(first.states()[0]?.recording).toBeUndefined();
  await first.record('scanner', true);
  await settled();
  expect(first.states()[0]?.recording).toBe(true);

  first.close();
  const [again, next] = memoryPortPair();
  host.attach(next);
  const second = coreOf(again);
  expect((await second.list())[0]?.recording).toBe(true);
  expect(await second.record('scanner', false)).toEqual({ trace: '' });
  await settled();
  expect(second.states()[0]?.recording).toBeUndefined();
  second.close();
  await host.close();
});
