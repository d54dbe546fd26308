import { describe, expect, it } from 'vitest';
import type { DeviceConfig, ScanRead } from '../../../main/contract/devices.ts';
import { success } from '../../../main/contract/result.ts';
import { createDevicesClient } from '../../../main/hosts/core/devicesClient.ts';
import { memoryPortPair } from '../../../main/rpc/ports/memoryPort.ts';
import { serve, type Dispatch } from '../../../main/rpc/server.ts';
import { fixedClock } from '../helpers/index.ts';
import { settled } from '../rpc/helpers.ts';

const configs: DeviceConfig[] = [
  { id: 'scanner', kind: 'scanner', driver: 'serial-text', path: '/s', baudRate: 9600, surface: 'window', options: {} },
  { id: 'printer', kind: 'cardPrinter', driver: 'evolis', path: '/p', baudRate: 9600, surface: 'window', options: {} },
];
const since = '2026-11-25T00:00:00.000Z';
const online = [
  { id: 'scanner', kind: 'scanner', status: 'online', since },
  { id: 'printer', kind: 'cardPrinter', status: 'online', since },
];
const unknown = { position: 'unknown', printedCards: null };

function joined(dispatch: Dispatch) {
  const [near, far] = memoryPortPair();
  const server = serve(far, dispatch);
  const devices = createDevicesClient(near, configs, fixedClock());
  return { devices, server, far };
}
const listing: Dispatch = async ({ method }) =>
  method === 'list' ? success(online) : new Promise(() => undefined);

describe('F1 the device host as the core host sees it', () => {
  it('leaves the outcome of a command unknown when it dies during it, and nothing rejects', async () => {
    const { devices, far } = joined(listing);
    const feeding = devices.feedToChip(1000);
    await settled();
    far.close();
    expect(await feeding).toMatchObject({ completion: { code: 'internalError' }, ...unknown });
    expect(devices.states().map(({ status }) => status)).toEqual(['offline', 'offline']);
  });

  it('says that nothing was sent while it is down, and goes on with the next line', async () => {
    const { devices, far } = joined(listing);
    await settled();
    far.close();
    await settled();
    expect(await devices.printerFacts(1000)).toMatchObject({
      completion: { code: 'deviceNotReady' },
      ...unknown,
    });
    const [near, next] = memoryPortPair();
    serve(next, listing);
    devices.connect(near);
    await settled();
    expect(devices.states().map(({ status }) => status)).toEqual(['online', 'online']);
  });

  it('takes no answer that is none', async () => {
    const { devices } = joined(async () =>
      success({ completion: { code: 'success' }, position: 'on the moon' }),
    );
    expect(await devices.printerFacts(1000)).toMatchObject({
      completion: { code: 'internalError' },
      ...unknown,
    });
    expect(await devices.readChip(1000)).toMatchObject({ completion: { code: 'unsupportedCommand' } });
  });

  it('drops a read that is delivered twice, and one that is none', async () => {
    const { devices, server } = joined(listing);
    const reads: ScanRead[] = [];
    devices.onScan((read) => reads.push(read));
    const read = (sequence: number) => ({
      deviceId: 'scanner',
      sequence,
      symbology: 'qr',
      text: `${sequence}`,
    });
    for (const sequence of [5, 5, 4, 6]) server.emit('scanRead', read(sequence));
    server.emit('scanRead', { ...read(7), text: 'x'.repeat(9000) });
    server.emit('scanRead', 'rubbish');
    await settled();
    expect(reads.map(({ sequence }) => sequence)).toEqual([5, 6]);
  });
});
