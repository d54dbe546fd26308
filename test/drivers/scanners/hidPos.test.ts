import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../drivers/framing/bytes.ts';
import { parseReportDescriptor } from '../../../drivers/framing/hidPosDescriptor.ts';
import { commonLayout, layoutOf } from '../../../drivers/framing/hidPosLayout.ts';
import {
  encodeCommandReport,
  encodeScan,
  encodeTriggerReport,
  hidPosFramer,
  type HidPosFrame,
} from '../../../drivers/framing/hidPosReports.ts';
import type { FrameOutcome } from '../../../drivers/framing/frames.ts';
import {
  honeywellBeep,
  honeywellRelease,
  honeywellTrigger,
} from '../../../drivers/framing/honeywellCommands.ts';
import {
  hidOver,
  hidPosReportDescriptor,
  simulateHidPosScanner,
} from '../../../drivers/sim/hidPosScanner.ts';
import { drive, pass, settle, until } from '../helpers/drive.ts';
import { hexOfText, openScanner, scannerConfig } from './bench.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const boardingPass = 'M1ERIKSSON/ANNA      E000000 UTOUTOXX 0000 000Y000A0000 100';

/** A report of the common layout with these bytes at its head and tail. */
function report(head: string, tail = '00 00 00'): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set(hexOfText(head));
  bytes.set(hexOfText(tail), 61);
  return bytes;
}
function shown(outcomes: readonly FrameOutcome<HidPosFrame>[]): unknown[] {
  return outcomes.map((outcome) => {
    if (outcome.kind === 'error') return outcome.reason;
    const { frame } = outcome;
    return frame.kind === 'scan' ? `${frame.aim} ${new TextDecoder().decode(frame.bytes)}` : frame.text;
  });
}

describe('F1 HID POS report descriptor', () => {
  it('yields exactly the layout of the common reports', () => {
    expect(layoutOf(hidPosReportDescriptor)).toEqual(commonLayout);
    const reports = parseReportDescriptor(hidPosReportDescriptor);
    expect(reports?.size('output', 0xfd)).toBe(63 * 8);
    expect(reports?.size('feature', 0xfe)).toBe(8);
    expect(reports?.size('input', 0x02)).toBe(63 * 8);
  });
  it('finds other places: no report ids, a longer report, no byte count, usages as a range', () => {
    const other = hexOfText(
      '05 8C 09 02 A1 01 15 00 26 FF 00 75 08 95 03 19 FB 29 FD 81 02 A4 05 01 95 01 81 03 B4 09 FE 96 FC 00 82 02 01 C0',
    );
    expect(layoutOf(other).scan).toEqual({
      reportId: null,
      length: 256,
      byteCount: null,
      aim: 0,
      data: { at: 4, length: 252 },
      continued: null,
    });
    expect(layoutOf(other).trigger.initiate).toBeNull();
  });
  it('that is cut, unbalanced, endless or not there falls back to the common layout', () => {
    for (const bad of [
      '85',
      'B4 09 FE',
      '75 08 97 FF FF FF FF 81 02',
      '19 00 2B FF FF FF FF',
      'FE FF 00',
      '',
    ])
      expect(layoutOf(hexOfText(bad))).toEqual(commonLayout);
    expect(layoutOf(null)).toEqual(commonLayout);
    expect(layoutOf(hidPosReportDescriptor.slice(0, 40))).toEqual(commonLayout);
  });
});

describe('F1 HID POS reports', () => {
  it('of the worked example are one scan', () => {
    const data = ascii(boardingPass.padEnd(60, 'X'));
    const first = concatBytes([hexOfText('02 38 5D 51 30'), data.slice(0, 56), hexOfText('73 00 01')]);
    const second = concatBytes([
      hexOfText('02 04 5D 51 30'),
      data.slice(56),
      new Uint8Array(52),
      hexOfText('73 00 00'),
    ]);
    expect(encodeScan({ aim: ']Q0', data })).toEqual([first, second]);
    const framer = hidPosFramer(commonLayout.scan);
    expect(framer.push(first)).toEqual([]);
    expect(framer.pending).toBe(true);
    expect(shown(framer.push(second))).toEqual([`]Q0 ${boardingPass.padEnd(60, 'X')}`]);
    expect(framer.pending).toBe(false);
  });
  it('keep NULs that the length counts, and drop what it does not', () => {
    const framer = hidPosFramer(commonLayout.scan);
    expect(shown(framer.push(report('02 03 5D 51 31 41 00 00 42')))).toEqual([']Q1 A\0\0']);
  });
  it('take the AIM bytes at byte 2 or 3, and nowhere else', () => {
    const framer = hidPosFramer(commonLayout.scan);
    expect(shown(framer.push(report('02 02 00 5D 51 31 41 42')))).toEqual([']Q1 AB']);
    expect(shown(framer.push(report('02 02 00 00 5D 51 31 41 42')))).toEqual(['garbage']);
  });
  it('with a length that cannot be, of another id or too short are refused, once per run', () => {
    const framer = hidPosFramer(commonLayout.scan);
    expect(shown(framer.push(report('02 39 5D 51 31')))).toEqual(['garbage']);
    expect(framer.push(report('03 01 5D 51 31 41'))).toEqual([]);
    expect(framer.silence()).toEqual([]);
    expect(shown(framer.push(report('02 01 5D 51 31 41').slice(0, 63)))).toEqual(['truncated']);
  });
  it('behind a damaged one are not taken for a scan of their own', () => {
    const framer = hidPosFramer(commonLayout.scan);
    const [first, second] = encodeScan({ aim: ']Q1', data: ascii('x'.repeat(80)) });
    expect(shown(framer.push((first ?? report('')).slice(0, 20)))).toEqual(['truncated']);
    expect(framer.push(second ?? report(''))).toEqual([]);
    expect(framer.silence()).toEqual([]);
    expect(shown(framer.push(report('02 01 5D 51 31 41')))).toEqual([']Q1 A']);
  });
  it('that say they go on and do not: whole when full, else truncated', () => {
    const framer = hidPosFramer(commonLayout.scan);
    expect(framer.push(report('02 01 5D 51 31 41', '00 00 01'))).toEqual([]);
    expect(shown(framer.silence())).toEqual(['truncated']);
    expect(framer.silenceMs).toBe(150);
  });
  it('that never end are dropped once', () => {
    const framer = hidPosFramer(commonLayout.scan);
    const endless = report(`02 38 5D 51 31 ${'41'.repeat(56)}`, '00 00 01');
    const outcomes = Array.from({ length: 300 }, () => framer.push(endless)).flat();
    expect(shown(outcomes)).toEqual(['tooLong']);
  });
  it('to the scanner are the bytes of the guide', () => {
    const { trigger } = commonLayout;
    const hex = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('hex');
    expect(hex(encodeTriggerReport(trigger, { trigger: true }))).toBe('0404');
    expect(hex(encodeTriggerReport(trigger, { trigger: false }))).toBe('0400');
    expect(hex(encodeTriggerReport(trigger, { trigger: false, beep: 'error' }))).toBe('0420');
    expect(hex(encodeTriggerReport(trigger, { trigger: true, beep: 'goodRead' }))).toBe('0444');
    expect(encodeTriggerReport({ ...trigger, errorBeep: null }, { trigger: true, beep: 'error' })).toBeNull();
    for (const [command, start] of [
      [honeywellTrigger, 'fd0316540d'],
      [honeywellRelease, 'fd0316550d'],
      [honeywellBeep, 'fd0316070d'],
    ] as const) {
      const bytes = encodeCommandReport(command);
      expect(bytes).toHaveLength(64);
      expect(hex(bytes.subarray(0, 5))).toBe(start);
    }
  });
});

describe('F1 hid-pos driver', () => {
  const open = (options: Record<string, string> = {}, trap = false) =>
    openScanner(
      scannerConfig('hid-pos', options),
      (port, clock) => simulateHidPosScanner(port, clock, { lastIsContinued: trap }),
      hidOver,
    );

  it('redirects the scanner, reads its firmware, and gives none of its answers to the scan consumer', async () => {
    const bench = await open();
    expect(bench.simulator.state().redirected).toBe(true);
    expect(bench.sent[0]).toBe('FE 01');
    expect(bench.sent[1]).toMatch(/^FD 0A 16 4D 0D 52 45 56 49 4E 46 2E( 00){52}$/);
    expect(bench.handle.identity.firmware).toMatch(/^Product Name: SIM-HID/);
    bench.simulator.sendReport(report('02 01 5D 58 30 41', '3F 00 00'));
    bench.simulator.sendReport(report('02 08 5D 5A 36 52 45 56 49 4E 46 06 2E', '36 00 00'));
    bench.simulator.scan(']Q1', 'ZK-许可-0001');
    await until(bench.clock, () => bench.scans.length > 0);
    expect(bench.scans).toEqual([{ symbology: 'qrCode', text: 'ZK-许可-0001' }]);
    expect(bench.failures).toEqual([]);
  });
  it('works when the feature report is refused, or never answered', async () => {
    for (const sendFeature of [
      async () => ({ ok: false, fault: 'failed' }) as const,
      () => new Promise<never>(() => undefined),
    ]) {
      const bench = await openScanner(
        { ...scannerConfig('hid-pos'), path: 'usb:1eab:0022' },
        (port) => port,
        (cable) => ({ ...cable, hid: { sendFeature, descriptor: async () => null } }),
      );
      for (const part of encodeScan({ aim: ']C1', data: ascii('01') })) bench.port.send(part);
      await settle();
      expect(bench.scans).toEqual([{ symbology: 'ean128', text: '01' }]);
      expect(bench.sent).toEqual([]);
    }
  });
  it('decodes after all reports are there: a character on the border stays whole', async () => {
    const bench = await open();
    const text = `${'x'.repeat(55)}许可${'證'.repeat(40)}`;
    bench.simulator.scan(']Q1', text);
    bench.simulator.scanBytes(']d2', hexOfText(`${'41'.repeat(55)} C9E7 BBE1 1D 1E 04`));
    await until(bench.clock, () => bench.scans.length === 2);
    expect(bench.scans).toEqual([
      { symbology: 'qrCode', text },
      { symbology: 'dataMatrix', text: `${'A'.repeat(55)}社会\x1d\x1e\x04` },
    ]);
  });
  it('ends a scan of exactly 56 bytes that says it goes on, after 150 ms', async () => {
    const bench = await open({}, true);
    bench.simulator.scan(']Q1', 'y'.repeat(56));
    await pass(bench.clock, 140);
    expect(bench.scans).toEqual([]);
    await pass(bench.clock, 20);
    expect(bench.scans).toEqual([{ symbology: 'qrCode', text: 'y'.repeat(56) }]);
    bench.simulator.scan(']Q1', 'next');
    await settle();
    expect(bench.scans.at(-1)?.text).toBe('next');
  });
  it('strips the configured suffix only', async () => {
    const bench = await open({ suffix: '\r' });
    bench.simulator.scan(']Q1', 'with\r\r');
    bench.simulator.scan(']Q1', 'without');
    await settle();
    expect(bench.scans).toEqual([{ symbology: 'qrCode', text: 'with\r' }]);
    expect(bench.failures).toEqual(['truncated']);
  });
  it('triggers by report, and a beep does not let the trigger go', async () => {
    const bench = await open();
    const { handle, clock, sent } = bench;
    expect(await drive(clock, handle.trigger?.(true, bench.context()) ?? Promise.reject())).toEqual({
      code: 'success',
    });
    await drive(clock, handle.signal?.('attention', bench.context()) ?? Promise.reject());
    expect(bench.simulator.state()).toMatchObject({ triggered: true, errorBeeps: 1, goodReadBeeps: 0 });
    await drive(clock, handle.trigger?.(false, bench.context()) ?? Promise.reject());
    await drive(clock, handle.signal?.('goodRead', bench.context()) ?? Promise.reject());
    expect(bench.simulator.state()).toMatchObject({ triggered: false, errorBeeps: 1, goodReadBeeps: 1 });
    expect(sent.slice(-4)).toEqual(['04 04', '04 24', '04 00', '04 40']);
  });
  it('triggers by serial command where that is configured', async () => {
    const bench = await open({ trigger: 'command' });
    await drive(bench.clock, bench.handle.trigger?.(true, bench.context()) ?? Promise.reject());
    expect(bench.sent.at(-1)).toMatch(/^FD 03 16 54 0D( 00){59}$/);
    expect(bench.simulator.state().triggered).toBe(true);
  });
});
