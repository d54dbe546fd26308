import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../drivers/api/address.ts';
import { findByIdentity, type Enumerator, type FoundDevice } from '../../../drivers/api/enumerator.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { foundTransport } from '../../../drivers/transports/foundTransport.ts';
import { hidEnumerator } from '../../../drivers/transports/hidEnumerator.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { serialEnumerator } from '../../../drivers/transports/serialEnumerator.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';
import { sysfsPrinters } from '../../../drivers/transports/sysfsPorts.ts';
import { temporaryFolder } from '../helpers/counter.ts';
import { drive } from '../helpers/drive.ts';

const device = (path: string, serial: string): FoundDevice => ({
  bus: 'serial',
  path,
  vendorId: '1eab',
  productId: '0022',
  serial,
  make: '',
  product: '',
});
const wanted = (serial: string | null) => ({ vendorId: '1eab', productId: '0022', serial });

describe('F3 devices are found by identity', () => {
  it.each([
    ['/dev/ttyS0', { kind: 'path', path: '/dev/ttyS0' }],
    ['COM3', { kind: 'path', path: 'COM3' }],
    ['usb:1EAB:0022', { kind: 'usb', vendorId: '1eab', productId: '0022', serial: null }],
    ['usb:1eab:0022:A-1', { kind: 'usb', vendorId: '1eab', productId: '0022', serial: 'A-1' }],
    ['usb:1eab', null],
    ['usb:1eab:00zz', null],
    ['tcp:192.0.2.1:9100', { kind: 'tcp', host: '192.0.2.1', port: 9100 }],
    ['tcp:[2001:db8::1]:9100', { kind: 'tcp', host: '2001:db8::1', port: 9100 }],
    ['tcp:printer', null],
    ['tcp:printer:0', null],
    ['tcp:printer:70000', null],
    ['pcsc:Reader 0', { kind: 'pcsc', reader: 'Reader 0' }],
    ['pcsc:', null],
    ['queue:office', { kind: 'queue', name: 'office' }],
    ['queue:-o raw', null],
  ])('address %s', (text, address) => expect(parseAddress(text)).toEqual(address));

  it('one of several of the same make is nobody without its serial number', () => {
    const found = [device('/dev/ttyACM0', 'A'), device('/dev/ttyACM1', 'B')];
    expect(findByIdentity(found, wanted('B'))?.path).toBe('/dev/ttyACM1');
    expect(findByIdentity(found, wanted(null))).toBeNull();
    expect(findByIdentity(found.slice(0, 1), wanted(null))?.path).toBe('/dev/ttyACM0');
    expect(findByIdentity(found, wanted('C'))).toBeNull();
  });

  it('opens the path of the moment, and tells of the loss once', async () => {
    const cables = new Map([
      ['/dev/ttyACM0', memoryCable()],
      ['/dev/ttyACM1', memoryCable()],
    ]);
    let path: string | null = null;
    const transport = foundTransport(
      async () => path,
      (at) => cables.get(at)?.host ?? memoryCable().host,
    );
    const lost: string[] = [];
    transport.onClosed((reason) => lost.push(reason));
    expect(await transport.open()).toEqual({ ok: false, fault: 'absent' });
    path = '/dev/ttyACM0';
    expect(await transport.open()).toEqual({ ok: true });
    expect(await transport.open()).toEqual({ ok: false, fault: 'inUse' });
    await cables.get('/dev/ttyACM0')?.device.unplug();
    expect(lost).toEqual(['lost']);
    path = '/dev/ttyACM1';
    expect(await transport.open()).toEqual({ ok: true });
    await transport.close();
    await transport.close();
    expect(lost).toEqual(['lost', 'requested']);
  });
});

/** What every enumerator promises (drivers/api/enumerator.ts). */
describe.each<[string, () => Enumerator]>([
  ['serial, of this machine', () => serialEnumerator(systemClock)],
  ['HID, of this machine', () => hidEnumerator(systemClock)],
])('F1 contract of the enumerator: %s', (_name, create) => {
  it('lists, twice at once too, without a rejection, and closes its watch twice', async () => {
    const enumerator = create();
    const [one, other] = await Promise.all([enumerator.list(), enumerator.list()]);
    for (const found of [...one, ...other]) {
      expect(found.path).not.toBe('');
      expect(found.vendorId).toMatch(/^([0-9a-f]{4})?$/);
    }
    const watch = enumerator.watch(() => undefined);
    watch.close();
    watch.close();
  });
});

describe('F2 a broken bus is an empty list', () => {
  it('when the listing rejects, and when it never answers', async () => {
    const clock = manualClock();
    const broken = serialEnumerator(clock, () => Promise.reject(new Error('udevadm ENOENT')));
    expect(await drive(clock, broken.list())).toEqual([]);
    const hanging = serialEnumerator(clock, () => new Promise(() => undefined));
    const before = clock.now();
    expect(await drive(clock, hanging.list())).toEqual([]);
    expect(clock.now() - before).toBeLessThanOrEqual(2000);
  });

  it('ten looks at once walk the bus once', async () => {
    const clock = manualClock();
    let walks = 0;
    const counted = serialEnumerator(clock, async () => {
      walks += 1;
      return [{ path: '/dev/ttyACM0', vendorId: '1EAB', productId: '0022', serialNumber: 'A' }];
    });
    const lists = await drive(clock, Promise.all(Array.from({ length: 10 }, () => counted.list())));
    expect(walks).toBe(1);
    expect(lists[9]).toEqual([device('/dev/ttyACM0', 'A')]);
  });
});

describe('F1 printer nodes', () => {
  it('are found by the USB device they hang on; one without identity and a folder that is not there are nothing', async () => {
    const root = temporaryFolder();
    const device = join(root, 'devices/1-1');
    mkdirSync(join(device, '1-1:1.0'), { recursive: true });
    mkdirSync(join(root, 'class/lp0'), { recursive: true });
    mkdirSync(join(root, 'class/lp1'));
    symlinkSync(join(device, '1-1:1.0'), join(root, 'class/lp0/device'));
    const facts = { idVendor: '04b8', idProduct: '0e15', serial: 'S-1', manufacturer: 'Maker' };
    for (const [name, text] of Object.entries(facts)) writeFileSync(join(device, name), `${text}\n`);
    expect(await sysfsPrinters(join(root, 'class'))).toEqual([
      {
        bus: 'printer',
        path: '/dev/usb/lp0',
        vendorId: '04b8',
        productId: '0e15',
        serial: 'S-1',
        make: 'Maker',
        product: '',
      },
    ]);
    expect(await sysfsPrinters(join(root, 'none'))).toEqual([]);
  });
});
