import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../../main/app/dispatch.ts';
import type { Devices } from '../../../../main/app/ports/outside.ts';
import { devicePageMethods } from '../../../../main/contract/methods/deviceMethods.ts';
import type { Role } from '../../../../main/contract/access.ts';
import { notReadyPrinter, sampleStaff, sampleUnit, testCaller } from '../../helpers/index.ts';
import { bench, identity, state } from './bench.ts';

const done = { code: 'success' } as const;

describe('F5 D9 the list of devices', () => {
  it('has every device of the profile in words, and the forecast of the card printer', async () => {
    const { deps, devices, handlers, caller, view } = await bench();
    devices.setStates([
      state({
        id: 'printer',
        kind: 'cardPrinter',
        identity: identity(),
        supplies: { ribbon: 'low', ribbonRemaining: 14, feeder: 'ok', retainBin: 'ok', cover: 'closed' },
      }),
    ]);
    deps.stores.run(() => {
      for (let index = 0; index < 20; index += 1)
        deps.stores.units.move(
          sampleUnit({ key: `${'0'.repeat(62)}${10 + index}` as never, state: 'hopper' }),
          {
            unitKey: `${'0'.repeat(62)}${10 + index}` as never,
            from: null,
            to: 'hopper',
            at: new Date(deps.clock.now()).toISOString(),
            by: 'Test',
            by2: null,
            jobId: null,
            reason: null,
            note: null,
          },
        );
    });
    const list = await handlers.devices({}, caller);
    if (!list.ok) throw new Error('no list');
    expect(devicePageMethods.devices.out.parse(list.value)).toEqual(list.value);
    expect(list.value.map(({ state: { id, status } }) => [id, status])).toEqual([
      ['scanner', 'offline'],
      ['printer', 'online'],
      ['receipt', 'offline'],
      ['receipt2', 'offline'],
      ['paper', 'offline'],
      ['chips', 'offline'],
    ]);
    expect((await view('printer')).forecast).toEqual({
      cards: 14,
      limitedBy: 'ribbon',
      perDay: null,
      daysLeft: null,
    });
    expect((await view('scanner')).forecast).toBeNull();
  });

  it('a device that is not in the profile is not there', async () => {
    const { handlers, caller } = await bench();
    expect(await handlers.deviceFrames({ deviceId: 'nothing' }, caller)).toMatchObject({
      ok: false,
      error: { code: 'invalidInput', detail: { field: 'deviceId' } },
    });
  });
});

describe('F4 tests of a device', () => {
  const calls: string[] = [];
  const devices: Partial<Devices> = {
    testRead: () => Promise.resolve({ completion: done, symbology: 'qr', shape: 'AAA000' }),
    printReceipt: (surface, parts) => {
      calls.push(`receipt ${surface} ${parts.length}`);
      return Promise.resolve({ completion: done, paper: 'low' });
    },
    printDocument: ({ name, pdf }) => {
      calls.push(`document ${name} ${String.fromCharCode(...pdf.subarray(0, 5))}`);
      return Promise.resolve({ completion: done, job: '7' });
    },
    printerFacts: () => {
      calls.push('facts');
      return Promise.resolve({ ...notReadyPrinter, completion: done });
    },
    printFront: () => {
      throw new Error('a card was printed as a test');
    },
    feedToChip: () => {
      throw new Error('a blank was fed as a test');
    },
  };

  it('a read comes as a shape and is audited by its class alone', async () => {
    const { handlers, caller, audited } = await bench({ devices });
    expect(await handlers.deviceTestRead({ deviceId: 'scanner' }, caller)).toMatchObject({
      ok: true,
      value: { completion: done, shape: 'AAA000' },
    });
    expect(audited()).toEqual([
      {
        event: 'device.testRead',
        actor: 'first',
        subject: 'scanner',
        detail: { kind: 'scanner', code: 'success' },
      },
    ]);
  });

  it('a receipt and a page are printed; a card printer says how it is and spends no blank', async () => {
    const { handlers, caller, audited } = await bench({ devices });
    calls.length = 0;
    const print = async (deviceId: string) => handlers.deviceTestPrint({ deviceId }, caller);
    expect(await print('receipt')).toEqual({
      ok: true,
      value: { completion: done, printed: true, paper: 'low' },
    });
    expect(await print('paper')).toEqual({
      ok: true,
      value: { completion: done, printed: true, paper: null },
    });
    expect(await print('printer')).toEqual({
      ok: true,
      value: { completion: done, printed: false, paper: null },
    });
    for (const id of ['receipt2', 'scanner', 'chips'])
      expect(await print(id)).toMatchObject({
        ok: true,
        value: { completion: { code: 'unsupportedCommand' }, printed: false },
      });
    expect(calls).toEqual(['receipt kiosk 8', 'document test page %PDF-', 'facts']);
    expect(audited()).toHaveLength(6);
  });
});

describe('F1 reset, frames, recording', () => {
  it('ends a recording with a file to save, and shows that one runs', async () => {
    const { devices, handlers, caller, view, audited } = await bench({
      devices: {
        resetDevice: () => Promise.resolve(done),
        record: (_id, on) => {
          devices.setStates([state(on ? { recording: true } : {})]);
          return Promise.resolve({ trace: on ? null : '{"text":"●"}\n' });
        },
        frames: () =>
          Promise.resolve([
            { at: '2026-11-25T01:00:00.000Z', direction: 'toDevice', bytes: 2, text: '<SYN>T' } as const,
          ]),
      },
    });
    expect(await handlers.deviceRecord({ deviceId: 'scanner', on: true }, caller)).toEqual({
      ok: true,
      value: { trace: null },
    });
    expect((await view('scanner')).recording).toBe('on');
    const ended = await handlers.deviceRecord({ deviceId: 'scanner', on: false }, caller);
    if (!ended.ok || ended.value.trace === null) throw new Error('no trace');
    expect(ended.value.trace.fileName).toMatch(/^SZ50-scanner-\d{4}-\d\d-\d\d\.jsonl$/);
    expect(new TextDecoder().decode(ended.value.trace.bytes)).toBe('{"text":"●"}\n');
    expect((await view('scanner')).recording).toBe('off');
    expect(await handlers.deviceFrames({ deviceId: 'scanner' }, caller)).toMatchObject({
      ok: true,
      value: [{ direction: 'toDevice', bytes: 2 }],
    });
    expect(await handlers.deviceReset({ deviceId: 'scanner' }, caller)).toEqual({
      ok: true,
      value: { completion: done },
    });
    expect(audited().map(({ event }) => event)).toEqual(['device.record', 'device.record', 'device.reset']);
  });
});

describe('F2 a recording and restarts', () => {
  it('is still shown by a core host that came back, because the device host says so', async () => {
    const { devices, view } = await bench();
    devices.setStates([state({ recording: true })]);
    expect((await view('scanner')).recording).toBe('on');
  });

  it('that a restart of the device host cut off is called lost until it is begun again or ended', async () => {
    const { devices, handlers, caller, view } = await bench({
      devices: { record: () => Promise.resolve({ trace: null }) },
    });
    const record = async (on: boolean) => handlers.deviceRecord({ deviceId: 'scanner', on }, caller);
    await record(true);
    devices.setStates([state({ recording: true })]);
    expect((await view('scanner')).recording).toBe('on');
    devices.setStates([state()]);
    expect((await view('scanner')).recording).toBe('lost');
    await record(true);
    devices.setStates([state({ recording: true })]);
    expect((await view('scanner')).recording).toBe('on');
    devices.setStates([state()]);
    await record(false);
    expect((await view('scanner')).recording).toBe('off');
  });
});

describe('I4 who may do what at the device page', () => {
  it.each([
    ['clerk', 'deviceReset', false],
    ['technician', 'deviceReset', true],
    ['supervisor', 'deviceReset', true],
    ['stockKeeper', 'deviceTestRead', false],
    ['clerk', 'deviceFrames', true],
    ['auditor', 'deviceRecord', false],
  ] as const)('%s calls %s: %s', async (role: Role, method, may) => {
    const { deps, handlers } = await bench();
    const dispatch = createDispatch({
      table: devicePageMethods,
      handlers,
      profile: deps.profile,
      answers: null,
      clock: deps.clock,
      ids: deps.ids,
      log: deps.log,
    });
    const input = { deviceId: 'scanner', on: true };
    const answer = await dispatch({ method, input }, testCaller(sampleStaff([role])));
    expect(answer.ok).toBe(may);
    if (!answer.ok) expect(answer.error.code).toBe('forbidden');
    const atKiosk = await dispatch({ method, input }, testCaller(sampleStaff(['technician']), 'kiosk'));
    expect(atKiosk).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});
