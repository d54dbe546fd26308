import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DriverEvents } from '../../../drivers/api/driver.ts';
import { asciiBytes } from '../../../drivers/framing/bytes.ts';
import { mrzRteDriver } from '../../../drivers/readers/mrzRte.ts';
import { simulatePassportReader } from '../../../drivers/sim/passportReader.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { parseTrace, replayTransport } from '../../../drivers/trace/replay.ts';
import { shapeOf, shownText } from '../../../drivers/trace/shownText.ts';
import { traceBook } from '../../../drivers/trace/traceBook.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { drive, pass, until } from '../helpers/drive.ts';

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const config = {
  id: 'device',
  kind: 'passportReader',
  driver: 'mrz-rte',
  path: '/none',
  baudRate: 9600,
  surface: 'window',
  options: {},
} as const;

function events(documents: (readonly string[])[]): DriverEvents {
  return {
    scan: () => undefined,
    mrz: (lines) => void documents.push(lines),
    idCard: () => undefined,
    readFailed: () => undefined,
    facts: () => undefined,
  };
}

describe('F4 traces', () => {
  it('I6 shows no byte of a device whose driver masks nothing', async () => {
    const clock = manualClock();
    const cable = memoryCable();
    const book = traceBook(clock, undefined);
    const transport = book.tap(cable.host);
    transport.onData(() => undefined);
    book.startRecording();
    await transport.open();
    cable.device.send(asciiBytes('ERIKSSON<<ANNA'));
    await pass(clock, 200);
    expect(book.frames()).toMatchObject([{ direction: 'fromDevice', bytes: 14, text: '' }]);
    const trace = book.stopRecording() ?? '';
    expect(trace).not.toContain('ERIKSSON');
    expect(parseTrace(trace)).toMatchObject([{ bytes: 14, hex: null }]);
  });

  it('joins the chunks of one burst, keeps both directions apart, and forgets all but a hundred', async () => {
    const clock = manualClock();
    const cable = memoryCable();
    const book = traceBook(clock, (_direction, bytes) => bytes.slice());
    const transport = book.tap(cable.host);
    transport.onData(() => undefined);
    await transport.open();
    for (const part of ['A', 'B', 'C']) cable.device.send(asciiBytes(part));
    await pass(clock, 10);
    await transport.write(asciiBytes('?'));
    cable.device.send(asciiBytes('D'));
    await pass(clock, 100);
    expect(book.frames().map(({ direction, text }) => `${direction} ${text}`)).toEqual([
      'fromDevice ABC',
      'toDevice ?',
      'fromDevice D',
    ]);
    for (let index = 0; index < 150; index += 1) {
      cable.device.send(asciiBytes(String(index)));
      await pass(clock, 100);
    }
    expect(book.frames()).toHaveLength(100);
    expect(book.frames().at(-1)?.text).toBe('149');
  });

  it('a recording of a simulated reader plays again through the real driver', async () => {
    const clock = manualClock();
    const cable = memoryCable();
    // The specimen of ICAO 9303 is nobody: here it may be seen.
    const book = traceBook(clock, (_direction, bytes) => bytes.slice());
    const transport = book.tap(cable.host);
    const reader = simulatePassportReader(cable.device, clock, 'rte');
    book.startRecording();
    await transport.open();
    const seen: (readonly string[])[] = [];
    await drive(clock, mrzRteDriver.open(transport, clock, events(seen), config));
    reader.show(passport);
    await until(clock, () => seen.length === 1);
    await pass(clock, 100);
    const lines = parseTrace(book.stopRecording() ?? '') ?? [];
    expect(lines.length).toBeGreaterThan(0);
    expect(await replayed(lines)).toEqual([passport]);
  });

  it('the recorded trace of this repository plays', async () => {
    const text = readFileSync(join(import.meta.dirname, '../traces/mrz-rte.jsonl'), 'utf8');
    const lines = parseTrace(text);
    expect(lines).not.toBeNull();
    expect(await replayed(lines ?? [])).toEqual([passport]);
  });

  async function replayed(lines: Parameters<typeof replayTransport>[0]): Promise<(readonly string[])[]> {
    const clock = manualClock();
    const transport = replayTransport(lines, clock);
    await transport.open();
    const seen: (readonly string[])[] = [];
    await drive(clock, mrzRteDriver.open(transport, clock, events(seen), config));
    await pass(clock, 5000);
    return seen;
  }

  it('takes only lines that are lines of a trace', () => {
    expect(parseTrace('')).toEqual([]);
    expect(parseTrace('{"atMs":0}')).toBeNull();
    expect(parseTrace('{"atMs":0,"direction":"fromDevice","bytes":1,"hex":"0"}')).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = parseTrace(text);
        expect(lines === null || Array.isArray(lines)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('shows bytes as a line of limited length, and a read as its shape', () => {
    expect(shownText(Uint8Array.of(0x1b, 0x41, 0x5c, 0x0d))).toBe('\\x1BA\\x5C\\x0D');
    expect(shownText(new Uint8Array(1000)).length).toBeLessThanOrEqual(400);
    expect(shapeOf(']Q1 ZK-许可 0042 é')).toBe(']A0 AA-AA 0000 A');
  });
});
