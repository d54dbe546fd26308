import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { hidPosDriver } from '../../../drivers/scanners/hidPos.ts';
import { serialTextDriver } from '../../../drivers/scanners/serialText.ts';
import { zebraSsiDriver } from '../../../drivers/scanners/zebraSsi.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { simulateScanner, type ScannerOptions } from '../../../drivers/sim/scannerSimulator.ts';
import { simulateSsiScanner } from '../../../drivers/sim/ssiScanner.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { drive, pass, settle, until } from '../helpers/drive.ts';
import { hexOfText, openScanner, scannerConfig, type OpenBench } from './bench.ts';

const serial = (options: DeviceConfig['options'], scanner: ScannerOptions = {}) =>
  openScanner(scannerConfig('serial-text', options), (port, clock) => simulateScanner(port, clock, scanner));
const newland = () => serial({ trigger: 'newland' }, { commands: 'newland' });
const ssi = () => openScanner(scannerConfig('zebra-ssi'), simulateSsiScanner);

async function trigger(bench: OpenBench<unknown>, on: boolean): Promise<unknown> {
  const asked = bench.handle.trigger?.(on, bench.context());
  return asked === undefined ? 'no trigger' : drive(bench.clock, asked);
}
async function attention(bench: OpenBench<unknown>): Promise<unknown> {
  const asked = bench.handle.signal?.('attention', bench.context());
  return asked === undefined ? 'no signal' : drive(bench.clock, asked);
}

describe('F1 options of a scanner', () => {
  const events = {
    scan: () => undefined,
    mrz: () => undefined,
    idCard: () => undefined,
    readFailed: () => undefined,
    facts: () => undefined,
  };
  it.each([
    [serialTextDriver, { trigger: 'laser' }],
    [serialTextDriver, { triger: 'newland' }],
    [serialTextDriver, { suffix: 'x\r' }],
    [serialTextDriver, { prefix: 7 }],
    [zebraSsiDriver, { trigger: 'newland' }],
    [hidPosDriver, { trigger: 'yes' }],
    [hidPosDriver, { suffix: '許' }],
  ])('that are wrong are named: %#', async (driver, options) => {
    const cable = memoryCable();
    await cable.host.open();
    const config = scannerConfig(driver.id, options);
    expect(await driver.open(cable.host, manualClock(), events, config)).toEqual({
      ok: false,
      completion: { code: 'invalidData' },
      problem: 'badOptions',
    });
  });
});

describe('F1 text of a serial scanner', () => {
  it.each([
    ['CR', '0D', 'auto'],
    ['LF', '0A', 'required'],
    ['CRLF', '0D 0A', 'auto'],
    ['no suffix', '', 'none'],
  ])('ends with %s', async (_, suffix, lineEnd) => {
    const bench = await serial({ lineEnd }, { suffix: hexOfText(suffix) });
    for (const text of [']C1010000\x1d21', ']Q1[)>\x1e06\x1d\x1e\x04', '许可'] as const) {
      bench.simulator.scan(text);
      await pass(bench.clock, 200);
    }
    expect(bench.scans).toEqual([
      { symbology: 'ean128', text: '010000\x1d21' },
      { symbology: 'qrCode', text: '[)>\x1e06\x1d\x1e\x04' },
      { symbology: 'unknown', text: '许可' },
    ]);
    expect(bench.failures).toEqual([]);
  });
  it('loses its programmed prefix and suffix, and is refused without them', async () => {
    const bench = await serial({ prefix: '\x02', suffix: '\x03' });
    bench.simulator.scan('\x02]Q1one\x03');
    bench.simulator.scan('\x02two');
    bench.simulator.scan('three\x03');
    await settle();
    expect(bench.scans).toEqual([{ symbology: 'qrCode', text: 'one' }]);
    expect(bench.failures).toEqual(['garbage', 'garbage']);
  });
  it('with control bytes that no code holds is refused', async () => {
    const bench = await serial({});
    for (const noise of ['\x02', '\x07', '\x1b', '\x7f', '\0']) bench.simulator.scan(`ZK${noise}0001`);
    bench.simulator.scan('ZK-0001');
    await settle();
    expect(bench.scans.map((scan) => scan.text)).toEqual(['ZK-0001']);
    expect(bench.failures).toEqual(Array.from({ length: 5 }, () => 'garbage'));
  });
  it('that is longer than the contract allows is dropped once', async () => {
    const bench = await serial({});
    bench.simulator.scan('x'.repeat(20_000));
    bench.simulator.scan('ZK-0001');
    await settle();
    expect(bench.scans.map((scan) => scan.text)).toEqual(['ZK-0001']);
    expect(bench.failures).toEqual(['tooLong']);
  });
  it('has its symbology from a Honeywell code id where that is configured', async () => {
    const bench = await serial({ codeId: 'honeywell' });
    bench.simulator.scan('sZK');
    bench.simulator.scan('Iyes');
    bench.simulator.scan('?ZK');
    await settle();
    expect(bench.scans).toEqual([
      { symbology: 'qrCode', text: 'ZK' },
      { symbology: 'ean128', text: 'yes' },
      { symbology: 'unknown', text: '?ZK' },
    ]);
  });
});

describe('F1 trigger of a Newland scanner', () => {
  it('is allowed at open, then sent and confirmed, and no answer reaches the scan consumer', async () => {
    const bench = await newland();
    expect(await trigger(bench, true)).toEqual({ code: 'success' });
    expect(bench.simulator.state()).toMatchObject({ triggered: true, commandTrigger: true });
    expect(await trigger(bench, false)).toEqual({ code: 'success' });
    expect(bench.sent).toEqual([
      '7E 01 30 30 30 30 23 53 43 4E 54 43 45 31 3B 03',
      '7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03',
      '7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03',
    ]);
    bench.simulator.scan('ZK-0001');
    await pass(bench.clock, 200);
    expect(bench.scans.map((scan) => scan.text)).toEqual(['ZK-0001']);
    expect(bench.failures).toEqual([]);
  });
  it.each([
    ['06', { code: 'success' }],
    ['15', { code: 'invalidData' }],
    ['05', { code: 'unsupportedCommand' }],
  ])('answered with %s', async (code, completion) => {
    const bench = await openScanner(scannerConfig('serial-text', { trigger: 'newland' }), (port) => port);
    const asked = bench.handle.trigger?.(true, bench.context());
    await settle();
    // The answer to another command first: it is not the one.
    bench.port.send(hexOfText('02 01 30 30 30 30 23 53 43 4E 54 52 47 30 06 3B 03'));
    bench.port.send(hexOfText(`02 01 30 30 30 30 23 53 43 4E 54 52 47 31 ${code} 3B 03`));
    expect(await asked).toEqual(completion);
  });
  it.each([
    ['stall', 'timeOut'],
    ['truncated', 'timeOut'],
    ['corrupt', 'timeOut'],
    ['late', 'timeOut'],
    ['unplug', 'hardwareError'],
    ['split', 'success'],
    ['merged', 'success'],
    ['noise', 'success'],
  ] as const)('under %s is %s, and nothing becomes a scan', async (fault, code) => {
    const bench = await newland();
    await settle();
    bench.simulator.faults.set(fault);
    expect(await trigger(bench, true)).toEqual({ code });
    await pass(bench.clock, 5000);
    expect(bench.scans).toEqual([]);
  });
  it('has no beep, and an untold trigger has neither', async () => {
    expect(await attention(await newland())).toBe('no signal');
    const plain = await serial({});
    expect([await trigger(plain, true), await attention(plain), plain.sent]).toEqual([
      'no trigger',
      'no signal',
      [],
    ]);
  });
  it('that was cancelled is not sent', async () => {
    const bench = await newland();
    const context = { ...bench.context(), canceled: () => true };
    expect(await bench.handle.trigger?.(true, context)).toEqual({ code: 'canceled' });
    expect(bench.sent).toHaveLength(1);
  });
});

describe('F1 trigger of a Honeywell scanner', () => {
  it('sends the bytes of the guide, and beeps for attention', async () => {
    const bench = await serial({ trigger: 'honeywell' }, { commands: 'honeywell', manual: true });
    bench.simulator.scan('unseen');
    expect(await trigger(bench, true)).toEqual({ code: 'success' });
    bench.simulator.scan('ZK-0001');
    await until(bench.clock, () => bench.scans.length === 1);
    await trigger(bench, true);
    await trigger(bench, false);
    expect(await attention(bench)).toEqual({ code: 'success' });
    expect(bench.sent).toEqual(['16 54 0D', '16 54 0D', '16 55 0D', '16 07 0D']);
    expect(bench.simulator.state()).toMatchObject({ triggered: false, beeps: 1 });
    expect(bench.scans.map((scan) => scan.text)).toEqual(['ZK-0001']);
  });
});

describe('F1 zebra-ssi driver', () => {
  it('enables scanning, tells the firmware, starts and stops a session', async () => {
    const bench = await ssi();
    expect(bench.handle.identity.firmware).toBe('SIM-SSI 1.0');
    expect(await trigger(bench, true)).toEqual({ code: 'success' });
    expect(bench.simulator.state().session).toBe(true);
    expect(await trigger(bench, false)).toEqual({ code: 'success' });
    expect(bench.simulator.state().session).toBe(false);
    expect(bench.sent).toEqual([
      '04 E9 04 00 FF 0F',
      '04 A3 04 00 FF 55',
      '04 E4 04 00 FF 14',
      '04 E5 04 00 FF 13',
    ]);
    expect(await drive(bench.clock, bench.handle.probe?.(bench.context()) ?? Promise.reject())).toBe(true);
  });
  it('acknowledges every read, and delivers it once when the ACK is lost', async () => {
    const bench = await ssi();
    bench.simulator.loseFrames(1);
    bench.simulator.scan(0x0f, '010000');
    await pass(bench.clock, 5000);
    expect(bench.scans).toEqual([{ symbology: 'ean128', text: '010000' }]);
    expect(bench.sent.slice(-2)).toEqual(['04 D0 04 00 FF 28', '04 D0 04 00 FF 28']);
    expect(bench.simulator.state().waiting).toBe(0);
    bench.simulator.scan(0x0f, '010000');
    await settle();
    expect(bench.scans).toHaveLength(2);
  });
  it('asks for a damaged frame again, and delivers what then comes', async () => {
    const bench = await ssi();
    bench.simulator.faults.set('corrupt');
    bench.simulator.scan(0x11, 'ZK-0001');
    bench.simulator.faults.clear();
    await pass(bench.clock, 100);
    expect(bench.scans).toEqual([{ symbology: 'pdf417', text: 'ZK-0001' }]);
    expect(bench.failures).toEqual(['garbage']);
    expect(bench.sent.slice(-2)).toEqual(['05 D1 04 00 01 FF 25', '04 D0 04 00 FF 28']);
  });
  it('puts a read of several frames together, whose characters may straddle their border', async () => {
    const bench = await ssi();
    const text = `x${'许可'.repeat(400)}`;
    bench.simulator.scan(0x1c, text);
    await pass(bench.clock, 1000);
    expect(bench.scans).toEqual([{ symbology: 'qrCode', text }]);
  });
  it('sends an order again when nobody answers, marked as sent again', async () => {
    const bench = await ssi();
    bench.simulator.loseFrames(1);
    expect(await trigger(bench, true)).toEqual({ code: 'success' });
    expect(bench.sent.slice(-2)).toEqual(['04 E4 04 00 FF 14', '04 E4 04 01 FF 13']);
  });
  it('names a refusal and silence', async () => {
    const gone = await ssi();
    await gone.simulator.unplug();
    expect(await trigger(gone, true)).toEqual({ code: 'hardwareError' });
    const mute = await ssi();
    mute.simulator.faults.set('stall');
    expect(await trigger(mute, true)).toEqual({ code: 'timeOut' });
    const refusing = await ssi();
    refusing.simulator.loseFrames(9);
    const asked = refusing.handle.trigger?.(true, refusing.context());
    await settle();
    refusing.port.send(hexOfText('05 D1 00 00 06 FF 24'));
    expect(await asked).toMatchObject({ code: 'commandErrorCode' });
  });
});
