import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig, DeviceState } from '../../../main/contract/devices.ts';
import type { ModemLines } from '../../../drivers/api/transport.ts';
import { asciiBytes, asciiText } from '../../../drivers/framing/bytes.ts';
import { dconQuestion, encodeDconInputs, parseDconInputs } from '../../../drivers/framing/dconFrames.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { simulateCabinet } from '../../../drivers/sim/cabinetContact.ts';
import { foundTransport } from '../../../drivers/transports/foundTransport.ts';
import { memoryCable, memoryTransports } from '../../../drivers/transports/memoryTransport.ts';
import { pass, until } from '../helpers/drive.ts';

function contact(driver: string, options: DeviceConfig['options'] = {}, modemLines?: ModemLines) {
  const clock = manualClock();
  const cable = memoryCable();
  const cables = memoryTransports(new Map([['/door', cable]]));
  const api = createDeviceApi({
    configs: [
      { id: 'door', kind: 'cabinet', driver, path: '/door', baudRate: 9600, surface: 'kiosk', options },
    ],
    clock,
    transports: {
      ...cables,
      create: () => ({ ...cable.host, ...(modemLines !== undefined && { modemLines }) }),
    },
  });
  onTestFinished(() => api.close());
  const told: DeviceState[] = [];
  api.on('deviceChanged', (state) => told.push(state));
  return { clock, device: cable.device, api, told, last: () => told.at(-1) };
}

describe('E7 the frames of a digital input module', () => {
  it('are those of the vendor’s manual', () => {
    expect(asciiText(dconQuestion(0x33))).toBe('$336\r');
    expect(parseDconInputs(asciiBytes('!112200'))).toBe(0x22);
    expect(parseDconInputs(encodeDconInputs(5).slice(0, -1))).toBe(5);
  });

  it('nothing else is taken for an answer', () => {
    const wrong = ['!1122', '?33', '!112200 ', '!11zz00', '>112200', '', '!1122001'];
    expect(wrong.filter((text) => parseDconInputs(asciiBytes(text)) !== null)).toEqual([]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const parsed = parseDconInputs(bytes);
        expect(parsed === null || (parsed >= 0 && parsed <= 255)).toBe(true);
      }),
    );
  });
});

describe('E7 F6 a contact on a digital input', () => {
  it('is told at once when it opens, and when it is shut for good', async () => {
    const bench = contact('contact-dcon');
    const door = simulateCabinet(bench.device, bench.clock);
    await until(bench.clock, () => bench.last()?.contact === 'closed');
    door.set(true);
    await pass(bench.clock, 400);
    expect(bench.last()).toMatchObject({ status: 'online', contact: 'open' });
    door.set(false);
    await pass(bench.clock, 250);
    expect(bench.last()?.contact).toBe('open');
    await pass(bench.clock, 400);
    expect(bench.last()?.contact).toBe('closed');
  });

  it.each([
    [{ input: 2, openWhen: 'low' }, 0b100, 'closed'],
    [{ input: 2, openWhen: 'low' }, 0b011, 'open'],
    [{ input: 2 }, 0b100, 'open'],
    [{}, 0b110, 'closed'],
  ] as const)('with %j the inputs %i say %s', async (options, inputs, expected) => {
    const bench = contact('contact-dcon', { ...options, address: 0x1f });
    bench.device.onReceive((bytes) => {
      expect(asciiText(bytes)).toBe('$1F6\r');
      bench.device.send(encodeDconInputs(inputs));
    });
    await until(bench.clock, () => bench.last()?.status === 'online');
    expect(bench.last()?.contact).toBe(expected);
  });

  it('a module that is not there is no closed door', async () => {
    const bench = contact('contact-dcon');
    await pass(bench.clock, 5000);
    expect(bench.told.some(({ contact: said }) => said === 'closed')).toBe(false);
    expect(bench.told.some(({ status }) => status === 'hardwareError')).toBe(true);
  });
});

describe('E7 F6 a contact on a modem line', () => {
  const lines = (): { cts: boolean; dsr: boolean; gone: boolean } & ModemLines => {
    const state = { cts: true, dsr: true, gone: false };
    return Object.assign(state, {
      get: () => Promise.resolve(state.gone ? null : { cts: state.cts, dsr: state.dsr }),
    });
  };

  it('open is the line off: a cut wire reads like an open door', async () => {
    const port = lines();
    const bench = contact('contact-line', {}, port);
    await until(bench.clock, () => bench.last()?.contact === 'closed');
    port.cts = false;
    await pass(bench.clock, 250);
    expect(bench.last()).toMatchObject({ status: 'online', contact: 'open' });
  });

  it('looks at the line and the level that the profile names', async () => {
    const port = lines();
    port.cts = false;
    const bench = contact('contact-line', { line: 'dsr', openWhen: 'on' }, port);
    await until(bench.clock, () => bench.last()?.status === 'online');
    expect(bench.last()?.contact).toBe('open');
    port.dsr = false;
    await pass(bench.clock, 700);
    expect(bench.last()?.contact).toBe('closed');
  });

  it('a port without such lines, as a PTY is, is no closed door', async () => {
    const bench = contact('contact-line');
    await pass(bench.clock, 3000);
    expect(bench.told.every(({ contact: said }) => said === undefined)).toBe(true);
    expect(bench.last()?.status).not.toBe('online');
  });

  it('a line that says nothing any more is unknown, then a fault', async () => {
    const port = lines();
    const bench = contact('contact-line', {}, port);
    await until(bench.clock, () => bench.last()?.contact === 'closed');
    port.gone = true;
    await pass(bench.clock, 1000);
    expect(bench.last()?.contact).toBe('unknown');
    await until(bench.clock, () => bench.last()?.status === 'hardwareError');
  });

  it('is found behind a port that is looked up at every open', async () => {
    const cable = memoryCable();
    const found = foundTransport(
      () => Promise.resolve('/dev/any'),
      () => ({ ...cable.host, modemLines: { get: () => Promise.resolve({ cts: false, dsr: true }) } }),
    );
    expect(await found.modemLines?.get()).toBeNull();
    await found.open();
    expect(await found.modemLines?.get()).toEqual({ cts: false, dsr: true });
    await found.close();
  });
});
