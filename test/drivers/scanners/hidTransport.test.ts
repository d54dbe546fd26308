import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { hidEnumerator } from '../../../drivers/transports/hidEnumerator.ts';
import {
  nodeHid,
  type HidConnection,
  type HidInfo,
  type HidLibrary,
} from '../../../drivers/transports/hidLibrary.ts';
import { hidTransport } from '../../../drivers/transports/hidTransport.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';
import { drive, settle } from '../helpers/drive.ts';

const identity = { vendorId: '0c2e', productId: '0b61', serial: null };
const scanner = (path: string, changes: Partial<HidInfo> = {}): HidInfo => ({
  vendorId: 0x0c2e,
  productId: 0x0b61,
  serialNumber: 'ZK-0001',
  path,
  manufacturer: 'Simulated',
  product: 'HID POS',
  usagePage: 0x8c,
  usage: 2,
  ...changes,
});

/** node-hid as it behaves on Linux (device-protocols 8): errors are strings, closes are asynchronous, nothing is exclusive. */
class FakeConnection extends EventEmitter implements HidConnection {
  readonly calls: string[] = [];
  failing = false;
  readonly #log: string[];
  constructor(log: string[]) {
    super();
    this.#log = log;
  }
  async write(report: Buffer): Promise<number> {
    if (this.failing) throw new Error('No such device');
    this.calls.push(`write ${report.toString('hex')}`);
    return report.length;
  }
  async sendFeatureReport(report: Buffer): Promise<number> {
    if (this.failing) throw new Error('could not send feature report');
    this.calls.push(`feature ${report.toString('hex')}`);
    return report.length;
  }
  pause(): void {
    this.calls.push('pause');
  }
  async close(): Promise<void> {
    await settle();
    this.calls.push('close');
    this.#log.push('closed');
  }
}

interface FakeHid extends HidLibrary {
  infos: HidInfo[];
  readonly connections: FakeConnection[];
  readonly log: string[];
}
function fakeHid(infos: HidInfo[] = [scanner('/dev/hidraw0')]): FakeHid {
  const log: string[] = [];
  const connections: FakeConnection[] = [];
  const library: FakeHid = {
    infos,
    connections,
    log,
    devices: async () => library.infos,
    async open(path) {
      log.push(`open ${path}`);
      const connection = new FakeConnection(log);
      connections.push(connection);
      return connection;
    },
    descriptor: async (path) => (path === '/dev/hidraw0' ? Uint8Array.of(0x05, 0x8c) : null),
  };
  return library;
}

describe('F3 HID transport', () => {
  it('opens the scanner interface of the device, whatever path it has after a replug', async () => {
    const library = fakeHid([
      scanner('/dev/hidraw9', { usagePage: 1, usage: 6 }),
      scanner('/dev/hidraw0'),
      scanner('/dev/hidraw5', { productId: 0x0b62 }),
    ]);
    const transport = hidTransport(identity, library);
    const chunks: string[] = [];
    const ends: string[] = [];
    transport.onData((chunk) => chunks.push(Buffer.from(chunk).toString('hex')));
    transport.onClosed((reason) => ends.push(reason));
    expect(await transport.open()).toEqual({ ok: true });
    expect(await transport.open()).toEqual({ ok: false, fault: 'inUse' });
    library.connections[0]?.emit('data', Buffer.from([2, 1]));
    // Unplugged: node-hid gives a string.
    library.infos = [];
    library.connections[0]?.emit('error', 'could not read from HID device');
    library.connections[0]?.emit('error', 'could not read from HID device');
    library.connections[0]?.emit('data', Buffer.from([2, 2]));
    expect(await transport.open()).toEqual({ ok: false, fault: 'absent' });
    library.infos = [scanner('/dev/hidraw1')];
    expect(await transport.open()).toEqual({ ok: true });
    expect(ends).toEqual(['lost']);
    expect(chunks).toEqual(['0201']);
    expect(library.log).toEqual(['open /dev/hidraw0', 'closed', 'open /dev/hidraw1']);
    expect(library.connections[0]?.calls).toEqual(['pause', 'close']);
  });

  it('stops reading and awaits the close, once', async () => {
    const library = fakeHid();
    const transport = hidTransport(identity, library);
    const ends: string[] = [];
    transport.onClosed((reason) => ends.push(reason));
    await transport.open();
    await Promise.all([transport.close(), transport.close()]);
    expect(library.connections[0]?.calls).toEqual(['pause', 'close']);
    library.connections[0]?.emit('error', 'late');
    await transport.close();
    expect(ends).toEqual(['requested']);
    expect(await transport.write(Uint8Array.of(4, 4))).toEqual({ ok: false, fault: 'lost' });
    expect(await transport.hid?.sendFeature(Uint8Array.of(0xfe, 1))).toEqual({ ok: false, fault: 'lost' });
    expect(await transport.hid?.descriptor()).toBeNull();
  });

  it('sends reports, survives a refused feature report, and is lost when a write is refused', async () => {
    const library = fakeHid();
    const transport = hidTransport(identity, library);
    const ends: string[] = [];
    transport.onClosed((reason) => ends.push(reason));
    await transport.open();
    expect(await transport.write(Uint8Array.of(4, 4))).toEqual({ ok: true });
    expect(await transport.hid?.sendFeature(Uint8Array.of(0xfe, 1))).toEqual({ ok: true });
    expect(library.connections[0]?.calls).toEqual(['write 0404', 'feature fe01']);
    expect(await transport.hid?.descriptor()).toEqual(Uint8Array.of(0x05, 0x8c));
    Object.assign(library.connections[0] ?? {}, { failing: true });
    expect(await transport.hid?.sendFeature(Uint8Array.of(0xfe, 1))).toEqual({ ok: false, fault: 'failed' });
    expect(ends).toEqual([]);
    expect(await transport.write(Uint8Array.of(4, 0))).toEqual({ ok: false, fault: 'lost' });
    expect(ends).toEqual(['lost']);
  });

  it('takes none of two equal devices without a serial number, and the named one of two', async () => {
    const library = fakeHid([scanner('/dev/hidraw0'), scanner('/dev/hidraw1', { serialNumber: 'ZK-0002' })]);
    expect(await hidTransport(identity, library).open()).toEqual({ ok: false, fault: 'absent' });
    expect(await hidTransport({ ...identity, serial: 'ZK-0002' }, library).open()).toEqual({ ok: true });
    expect(library.log).toEqual(['open /dev/hidraw1']);
  });

  it('names what is wrong when it cannot open, and takes no longer than five seconds', async () => {
    const refusing: HidLibrary = { ...fakeHid(), open: () => Promise.reject(new TypeError('cannot open')) };
    // The path of the fake is no file here.
    expect(await hidTransport(identity, refusing).open()).toEqual({ ok: false, fault: 'absent' });
    const noLibrary: HidLibrary = {
      ...fakeHid(),
      devices: () => Promise.reject(new Error('libusb-1.0.so.0')),
    };
    expect(await hidTransport(identity, noLibrary).open()).toEqual({ ok: false, fault: 'failed' });
    const clock = manualClock();
    const start = clock.now();
    const hanging: HidLibrary = { ...fakeHid(), devices: () => new Promise(() => undefined) };
    const opened = hidTransport(identity, hanging, clock).open();
    expect(await drive(clock, opened)).toEqual({ ok: false, fault: 'failed' });
    expect(clock.now() - start).toBe(5000);
  });

  it('lets a device go that opened after it was closed', async () => {
    const library = fakeHid();
    let finish: () => void = () => undefined;
    const slow: HidLibrary = {
      ...library,
      open: (path) =>
        new Promise((resolve) => {
          finish = () => resolve(library.open(path));
        }),
    };
    const transport = hidTransport(identity, slow);
    const opening = transport.open();
    await settle();
    await transport.close();
    finish();
    expect(await opening).toEqual({ ok: false, fault: 'lost' });
    expect(library.connections[0]?.calls).toEqual(['pause', 'close']);
  });
});

describe('F3 HID enumerator', () => {
  it('says who a scanner is, and leaves out its other collections, other devices, and what nobody could open', async () => {
    const library = fakeHid([
      scanner('/dev/hidraw0'),
      scanner('/dev/hidraw0', { usagePage: 0xff66, usage: 1 }),
      scanner('/dev/hidraw1', { usagePage: 1, usage: 6 }),
      scanner(''),
      { vendorId: 1, productId: 2, path: 'x' },
      { vendorId: 1, productId: 2, path: 'y', usagePage: 0x8c, usage: 2 },
    ]);
    expect(await hidEnumerator(systemClock, library).list()).toEqual([
      {
        bus: 'hid',
        path: '/dev/hidraw0',
        vendorId: '0c2e',
        productId: '0b61',
        serial: 'ZK-0001',
        make: 'Simulated',
        product: 'HID POS',
        usagePage: 0x8c,
        usage: 2,
      },
      {
        bus: 'hid',
        path: 'y',
        vendorId: '0001',
        productId: '0002',
        serial: '',
        make: '',
        product: '',
        usagePage: 0x8c,
        usage: 2,
      },
    ]);
  });
  it('answers within two seconds while the bus hangs, and starts no second walk', async () => {
    const clock = manualClock();
    let walks = 0;
    let finish: (infos: HidInfo[]) => void = () => undefined;
    const hanging: HidLibrary = {
      ...fakeHid(),
      devices: () =>
        new Promise((resolve) => {
          walks += 1;
          finish = resolve;
        }),
    };
    const enumerator = hidEnumerator(clock, hanging);
    const start = clock.now();
    expect(await drive(clock, enumerator.list())).toEqual([]);
    expect(await drive(clock, enumerator.list())).toEqual([]);
    expect(clock.now() - start).toBeLessThanOrEqual(4000);
    expect(walks).toBe(1);
    finish([scanner('/dev/hidraw0')]);
    await settle();
    // The next walk hangs too: a scanner in use does not go because of it.
    expect(await drive(clock, enumerator.list())).toMatchObject([{ path: '/dev/hidraw0' }]);
    expect(walks).toBe(2);
    const again = enumerator.list();
    finish([]);
    expect(await again).toEqual([]);
  });
  it('is an empty list where node-hid cannot be loaded, and can be watched', async () => {
    const broken: HidLibrary = { ...fakeHid(), devices: () => Promise.reject(new Error('libusb-1.0.so.0')) };
    const enumerator = hidEnumerator(systemClock, broken);
    expect(await enumerator.list()).toEqual([]);
    const watched = enumerator.watch(() => undefined);
    watched.close();
    watched.close();
  });
  it('lists with the real library', async () => {
    expect(Array.isArray(await hidEnumerator(systemClock, nodeHid()).list())).toBe(true);
    expect(await nodeHid().descriptor('/dev/hidraw9999')).toBeNull();
    expect(await nodeHid().descriptor('\\\\?\\hid#vid_0c2e')).toBeNull();
  });
});
