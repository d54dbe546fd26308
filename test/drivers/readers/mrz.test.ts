import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { asciiBytes, concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import type { Framer } from '../../../drivers/framing/frames.ts';
import { mrzDelimitedFramer } from '../../../drivers/framing/mrzDelimited.ts';
import { elyctisFramer, encodeElyctisZone, maskElyctis } from '../../../drivers/framing/mrzElyctis.ts';
import { maskZoneText } from '../../../drivers/framing/mrzMask.ts';
import { encodeRteBlock, maskRte, mrzRteFramer } from '../../../drivers/framing/mrzRte.ts';
import { mrzElyctisDriver } from '../../../drivers/readers/mrzElyctis.ts';
import { mrzRteDriver } from '../../../drivers/readers/mrzRte.ts';
import { mrzTextDriver } from '../../../drivers/readers/mrzText.ts';
import {
  simulatePassportReader,
  type PassportProtocol,
  type PassportReaderSimulator,
} from '../../../drivers/sim/passportReader.ts';
import { pass, until } from '../helpers/drive.ts';
import { readerBench, type ReaderBench } from '../helpers/readerBench.ts';

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const visaB = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'];
const card = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];

const drivers = { text: mrzTextDriver, rte: mrzRteDriver, elyctis: mrzElyctisDriver } as const;
const protocols: readonly PassportProtocol[] = ['text', 'rte', 'elyctis'];
const bench = async (
  protocol: PassportProtocol,
  options: DeviceConfig['options'] = {},
): Promise<ReaderBench<PassportReaderSimulator>> =>
  readerBench({ kind: 'passportReader', driver: drivers[protocol].id, options }, (port, clock) =>
    simulatePassportReader(port, clock, protocol),
  );

const sent = { rte: encodeRteBlock(passport), elyctis: encodeElyctisZone(passport) } as const;

describe.each(protocols)('A3 passport reader (%s)', (protocol) => {
  it('reads every format, one after the other, exactly as it stands', async () => {
    const { clock, simulator, documents, failures } = await bench(protocol);
    for (const [index, lines] of [passport, visaB, card, passport].entries()) {
      simulator.show(lines);
      await until(clock, () => documents.length === index + 1);
      expect(documents.at(-1)?.lines).toEqual(lines);
      await pass(clock, 500);
    }
    expect(failures).toEqual([]);
  });
});

describe('A3 the configurable splitter of mrz-text', () => {
  const frames = (
    hex: { start?: string; end?: string; separator?: string },
    cut: number,
    ...texts: string[]
  ) => {
    const framer: Framer<readonly string[]> = mrzDelimitedFramer(
      {
        start: hexBytes(hex.start ?? ''),
        end: hexBytes(hex.end ?? ''),
        separator: hexBytes(hex.separator ?? '0D'),
      },
      { silenceMs: 1 },
    );
    const out = [];
    for (const text of texts) {
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      for (let at = 0; at < bytes.length; at += cut) out.push(...framer.push(bytes.slice(at, at + cut)));
    }
    out.push(...framer.silence());
    expect(framer.pending).toBe(false);
    return out.map((outcome) => (outcome.kind === 'frame' ? outcome.frame : outcome.reason));
  };
  const run = passport.join('\r');
  it.each([1, 9, 500])('takes the zone out of its delimiters, in chunks of %i', (cut) => {
    expect(frames({ start: '02', end: '03' }, cut, `\x02${run}\x03`)).toEqual([passport]);
    expect(frames({ start: '02', end: '03' }, cut, `\xff\x02${run}\r\x03\x02${card.join('\r')}\x03`)).toEqual(
      [passport, card],
    );
    expect(frames({ start: '1C' }, cut, `DOC 01\x1c${run}\r`)).toEqual([passport]);
    expect(frames({ separator: '7C' }, cut, passport.join('|'))).toEqual([passport]);
    expect(frames({ end: '0D0A', separator: '' }, cut, `${passport.join('')}\r\n`)).toEqual([passport]);
    expect(
      frames({ start: '02', end: '03', separator: '0D0A' }, cut, `\x02${card.join('\r\n')}\x03`),
    ).toEqual([card]);
  });
  it('names what is cut, noisy, too long, or nothing', () => {
    expect(frames({ start: '02', end: '03' }, 50, `\x02${run}`)).toEqual(['truncated']);
    expect(frames({ start: '02', end: '03' }, 50, `\x02${run.slice(0, 70)}\x03`)).toEqual(['truncated']);
    expect(frames({ start: '02', end: '03' }, 50, `\x02${run.toLowerCase()}\x03`)).toEqual(['garbage']);
    expect(frames({ start: '02', end: '03' }, 50, run)).toEqual(['garbage']);
    expect(frames({ start: '02', end: '03' }, 50, 'A'.repeat(600), `\x02${run}\x03`)).toEqual(['tooLong']);
    expect(frames({ start: '02', end: '03' }, 50, '\x02\x03')).toEqual([]);
  });
  it('is configured by hex, and a delimiter that could stand in a zone is refused', async () => {
    const made = await bench('text', { end: '0D', separator: '' });
    made.simulator.show([passport.join('')]);
    await until(made.clock, () => made.documents.length === 1);
    expect(made.documents[0]?.lines).toEqual(passport);
    for (const options of [
      { start: 'zz' },
      { end: '3C' },
      { separator: '41' },
      { start: 'FF' },
      { other: '02' },
    ]) {
      const opened = readerBench(
        { kind: 'passportReader', driver: 'mrz-text', options },
        (port, clock) => simulatePassportReader(port, clock, 'text'),
        false,
      );
      const { clock, online } = await opened;
      await pass(clock, 3000);
      expect([options, online()]).toEqual([options, false]);
    }
  });
});

describe('A3 Elyctis messages', () => {
  const messages = (bytes: Uint8Array, cut: number) => {
    const framer = elyctisFramer({ silenceMs: 1 });
    const out = [];
    for (let at = 0; at < bytes.length; at += cut) out.push(...framer.push(bytes.slice(at, at + cut)));
    out.push(...framer.silence());
    return out.map((outcome) => (outcome.kind === 'frame' ? outcome.frame : outcome.reason));
  };
  it.each([1, 4, 500])('are found whole, in chunks of %i', (cut) => {
    const bytes = concatBytes([
      hexBytes('43 00 01 01'),
      hexBytes('FF 80 FF'),
      encodeElyctisZone(passport),
      hexBytes('53 00 02 01 02'),
      hexBytes('49 00 00'),
      hexBytes('49 00 58'),
      asciiBytes(passport.join('')),
      hexBytes('49 00 03 41 42 43'),
      hexBytes('43 00 01 00'),
      hexBytes('49 00 58 41'),
    ]);
    expect(messages(bytes, cut)).toEqual([
      { kind: 'continuous', on: true },
      'garbage',
      { kind: 'zone', lines: passport },
      // A card-state message, whose meaning is not public.
      { kind: 'other' },
      { kind: 'nothingRead' },
      { kind: 'zone', lines: passport },
      { kind: 'unreadableZone' },
      { kind: 'continuous', on: false },
      { kind: 'cutZone' },
    ]);
    expect(messages(hexBytes('43 00 01'), cut)).toEqual(['truncated']);
    // No zone is that long.
    expect(messages(concatBytes([hexBytes('49 00 FF'), new Uint8Array(300)]), cut)).toEqual(['garbage']);
  });

  it('switches continuous reading on again after each read, and drops what the reader held when it was opened', async () => {
    const written: string[] = [];
    const { clock, simulator, documents } = await readerBench(
      { kind: 'passportReader', driver: 'mrz-elyctis' },
      (port, made) => {
        port.onReceive((bytes) => written.push([...bytes].map((byte) => byte.toString(16)).join(' ')));
        const reader = simulatePassportReader(port, made, 'elyctis');
        reader.show(card);
        return reader;
      },
    );
    expect(written).toEqual(['49 0 0', '43 0 1 1']);
    await pass(clock, 1000);
    expect(documents).toEqual([]);
    const before = written.length;
    simulator.show(passport);
    await until(clock, () => documents.length === 1);
    await pass(clock, 10);
    expect(written.slice(before)).toEqual(['43 0 1 1']);
    expect(documents[0]?.lines).toEqual(passport);
  });

  it.each([
    ['a zone', encodeElyctisZone(passport), []],
    ['nothing read', hexBytes('49 00 00'), ['truncated']],
    ['a zone that is none', hexBytes('49 00 03 41 42 43'), ['garbage']],
    ['half a zone', sent.elyctis.slice(0, 40), ['truncated']],
  ])(
    'switches it on again after %s, also when that comes while it is being switched on',
    async (_, message, reasons) => {
      for (const meanwhile of [false, true]) {
        let switches = 0;
        const { clock, failures, simulator } = await readerBench(
          { kind: 'passportReader', driver: 'mrz-elyctis' },
          (port, made) => {
            port.onReceive((bytes) => {
              if (bytes[0] === 0x49) return port.send(hexBytes('49 00 00'));
              switches += 1;
              made.setTimer(300, () => port.send(bytes));
            });
            return port;
          },
        );
        // The first question while idle comes at once and takes 300 ms.
        await pass(clock, meanwhile ? 20 : 1000);
        const before = switches;
        simulator.send(message);
        await pass(clock, 1000);
        expect([switches - before, failures.map(({ reason }) => reason)]).toEqual([1, reasons]);
      }
    },
  );
});

describe('I6 a masked zone', () => {
  it('keeps the framing and loses every character', () => {
    const crossed = passport.map((line) => 'X'.repeat(line.length));
    const text = asciiBytes(`\x02${passport.join('\r\n')}\x03`);
    expect(maskZoneText(text)).toEqual(asciiBytes(`\x02${crossed.join('\r\n')}\x03`));
    const masked = maskRte(concatBytes([encodeRteBlock(passport), encodeRteBlock(passport)]));
    expect(masked).toEqual(concatBytes([encodeRteBlock(crossed), encodeRteBlock(crossed)]));
    expect(mrzRteFramer({ silenceMs: 1 }).push(masked ?? new Uint8Array(0))).toHaveLength(2);
    const message = concatBytes([hexBytes('43 00 01 01'), encodeElyctisZone(passport)]);
    expect(maskElyctis(message)).toEqual(concatBytes([hexBytes('43 00 01 01'), encodeElyctisZone(crossed)]));
  });
  it('shows nothing of half a frame', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), (cut) => {
        expect(maskRte(sent.rte.slice(cut))).toBeNull();
        expect(maskRte(sent.rte.slice(0, -cut))).toBeNull();
        expect(maskElyctis(sent.elyctis.slice(cut))).toBeNull();
        expect(maskElyctis(sent.elyctis.slice(0, -cut))).toBeNull();
      }),
    );
  });
});
