import { describe, expect, it } from 'vitest';
import type { DeviceConfig, ScanRead } from '../../../main/contract/devices.ts';
import { success } from '../../../main/contract/result.ts';
import { createDevicesClient, restartLimitMs } from '../../../main/hosts/core/devicesClient.ts';
import { memoryPortPair } from '../../../main/rpc/ports/memoryPort.ts';
import { serve, type Dispatch } from '../../../main/rpc/server.ts';
import { fixedClock } from '../helpers/index.ts';
import { settled } from '../rpc/helpers.ts';

const configs: DeviceConfig[] = [
  {
    id: 'scanner',
    kind: 'scanner',
    driver: 'serial-text',
    path: '/s',
    baudRate: 9600,
    surface: 'window',
    options: {},
  },
  {
    id: 'printer',
    kind: 'cardPrinter',
    driver: 'evolis',
    path: '/p',
    baudRate: 9600,
    surface: 'window',
    options: {},
  },
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
  const clock = fixedClock();
  const devices = createDevicesClient(near, configs, clock);
  return { devices, server, far, clock };
}
const listing: Dispatch = async ({ method }) =>
  method === 'list' ? success(online) : new Promise(() => undefined);

describe('F1 the device host as the core host sees it', () => {
  it('leaves the outcome of a command unknown when it dies during it, and nothing rejects', async () => {
    const { devices, far } = joined(listing);
    const feeding = devices.feedToChip(1000, 'window');
    await settled();
    far.close();
    expect(await feeding).toMatchObject({ completion: { code: 'internalError' }, ...unknown });
    expect(devices.states().map(({ status }) => status)).toEqual(['starting', 'starting']);
  });

  it('says that nothing was sent while it is down, and goes on with the next line', async () => {
    const { devices, far } = joined(listing);
    await settled();
    far.close();
    await settled();
    expect(await devices.printerFacts(1000, 'window')).toMatchObject({
      completion: { code: 'deviceNotReady' },
      ...unknown,
    });
    const [near, next] = memoryPortPair();
    serve(next, listing);
    devices.connect(near);
    await settled();
    expect(devices.states().map(({ status }) => status)).toEqual(['online', 'online']);
  });

  it('F2 a host that is away is restarting, knows nothing old, and is offline when it does not come back', async () => {
    const jammed = [
      online[0],
      { ...online[1], media: 'jammed', identity: { make: 'Evolis', model: 'K', serial: '1', firmware: '' } },
    ];
    const { devices, far, clock } = joined(async () => success(jammed));
    await settled();
    expect(devices.states()[1]).toMatchObject({ status: 'online', media: 'jammed' });
    far.close();
    await settled();
    expect(devices.states()[1]).toEqual({
      id: 'printer',
      kind: 'cardPrinter',
      status: 'starting',
      since: new Date(clock.now()).toISOString(),
    });
    clock.advance(restartLimitMs);
    expect(devices.states().map(({ status }) => status)).toEqual(['offline', 'offline']);
  });

  it('F2 a change that is told while a list is on its way is newer than the list', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { devices, server } = joined(async () => {
      await asked;
      return success([{ ...online[0], status: 'starting' }, online[1]]);
    });
    await settled();
    server.emit('deviceChanged', online[0]);
    await settled();
    answer();
    await settled();
    expect(devices.states().map(({ status }) => status)).toEqual(['online', 'online']);
  });

  it('F2 a host that is back in time is never called offline', async () => {
    const { devices, far, clock } = joined(listing);
    await settled();
    far.close();
    await settled();
    const [near, next] = memoryPortPair();
    serve(next, listing);
    devices.connect(near);
    await settled();
    clock.advance(2 * restartLimitMs);
    expect(devices.states().map(({ status }) => status)).toEqual(['online', 'online']);
    devices.close();
  });

  it('takes no answer that is none', async () => {
    const { devices } = joined(async () =>
      success({ completion: { code: 'success' }, position: 'on the moon' }),
    );
    expect(await devices.printerFacts(1000, 'window')).toMatchObject({
      completion: { code: 'internalError' },
      ...unknown,
    });
    expect(await devices.readChip(1000, 'window')).toMatchObject({
      completion: { code: 'unsupportedCommand' },
    });
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
