/**
 * Runs inside the guest (`npm run proof:devices`), on real kernel devices: node-hid on a hidraw node, serialport on a CDC-ACM line, udev's own
 * identities, a cable that is really pulled. Prints what it saw and ends with 0 when all of it was right (F1 F3).
 */
import assert from 'node:assert/strict';
import type { DeviceConfig, DeviceState, ScanRead } from '../../../main/contract/devices.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { hidPosReportDescriptor } from '../../../drivers/sim/hidPosScanner.ts';
import { encodeScan } from '../../../drivers/framing/hidPosReports.ts';
import { nodeTransports } from '../../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';
import { createGadget } from './gadget.ts';

const identity = { vendorId: '1d6b', productId: '0104', serial: 'ZK-0001' };
const address = `usb:${identity.vendorId}:${identity.productId}:${identity.serial}`;
const times = 20;
/** F3. */
const limitMs = 3000;

const gadget = createGadget({ ...identity, reportDescriptor: hidPosReportDescriptor, reportLength: 64 });
const config = (id: string, driver: string): DeviceConfig => ({
  id,
  kind: 'scanner',
  driver,
  path: address,
  baudRate: 9600,
  surface: 'window',
  options: {},
});
const api = createDeviceApi({
  configs: [config('hid', 'hid-pos'), config('serial', 'serial-text')],
  clock: systemClock,
  transports: nodeTransports(systemClock),
});

/** Resolves with the milliseconds until the device is in that state; fails after `limit`. */
async function reached(id: string, status: DeviceState['status'], limit: number): Promise<number> {
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${id} is not ${status} after ${limit} ms`)), limit);
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = api.on('deviceChanged', (state) => {
      if (state.id === id && state.status === status) done();
    });
    void (async () => {
      const states = await api.list({});
      if (states.some((state) => state.id === id && state.status === status)) done();
    })();
  });
  return performance.now() - start;
}

async function read(deviceId: string, send: () => void): Promise<ScanRead> {
  const arrived = new Promise<ScanRead>((resolve) => {
    const stop = api.on('scanRead', (scan) => {
      if (scan.deviceId !== deviceId) return;
      stop();
      resolve(scan);
    });
  });
  send();
  return arrived;
}

const reads = async (round: number): Promise<void> => {
  // Longer than one report, with characters that straddle its border.
  const text = `第${round}次 ${'许可'.repeat(14)} end`;
  const byHid = await read('hid', () => {
    for (const report of encodeScan({ aim: ']Q1', data: new TextEncoder().encode(text) }))
      gadget.sendReport(report);
  });
  assert.equal(byHid.text, text);
  assert.equal(byHid.symbology, 'qrCode');
  const bySerial = await read('serial', () => gadget.sendSerial(new TextEncoder().encode(`]Q1${text}\r`)));
  assert.equal(bySerial.text, text);
};

gadget.plug();
await Promise.all([reached('hid', 'online', 20_000), reached('serial', 'online', 20_000)]);
const [state] = await api.list({});
process.stdout.write(`online: ${JSON.stringify(state?.identity)}\n`);
await reads(0);

let slowest = 0;
for (let round = 1; round <= times; round += 1) {
  gadget.unplug();
  const gone = await Promise.all([
    reached('hid', 'powerOff', limitMs),
    reached('serial', 'powerOff', limitMs),
  ]);
  gadget.plug();
  const back = await Promise.all([reached('hid', 'online', limitMs), reached('serial', 'online', limitMs)]);
  slowest = Math.max(slowest, ...gone, ...back);
  // Kept in the output of a run that fails later: was it slow from the start, or did one round go wrong?
  process.stdout.write(
    `round ${round}: gone ${gone.map(Math.round).join(' ')}, back ${back.map(Math.round).join(' ')} ms\n`,
  );
  await reads(round);
}
process.stdout.write(`${times} times unplugged and replugged, slowest state ${Math.round(slowest)} ms\n`);
await api.close();
process.exit(0);
