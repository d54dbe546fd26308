import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apduFramer, encodeApduFrame } from '../../drivers/framing/apduFrames.ts';
import { asciiBytes, concatBytes, hexBytes } from '../../drivers/framing/bytes.ts';
import { decodeText } from '../../drivers/framing/decodeText.ts';
import { encodeCommand, encodePanel, evolisCommandFramer } from '../../drivers/framing/evolisCommands.ts';
import { evolisReplyReader, type EvolisReply } from '../../drivers/framing/evolisReplies.ts';
import type { FrameOutcome, Framer } from '../../drivers/framing/frames.ts';
import { lineSplitter } from '../../drivers/framing/lineSplitter.ts';
import { encodeRteBlock, mrzRteFramer } from '../../drivers/framing/mrzRte.ts';
import { mrzTextFramer } from '../../drivers/framing/mrzText.ts';
import { faceToPanels, panelsToRgba, type Turn } from '../../drivers/printers/evolis/faceCodec.ts';
import {
  bytesPerLine,
  dotsPerLine,
  dotsPerPanel,
  lineCount,
  packBlack,
  packColour,
  unpackBlack,
  unpackColour,
} from '../../drivers/printers/evolis/panelCodec.ts';
import { parseCount, parsePosition, parseVolts } from '../../drivers/printers/evolis/facts.ts';
import { parseTlvs } from '../../drivers/readers/tlv.ts';
import { splitSymbology } from '../../drivers/scanners/serialText.ts';
import { parseMachineState } from '../../drivers/sim/evolisMachine.ts';
import { simulateChip } from '../../drivers/sim/simulatedChip.ts';
import { sampleFace } from './helpers/counter.ts';

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const card = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];

/** Feeds bytes in the given cuts and ends with silence. */
function frames<Frame>(framer: Framer<Frame>, bytes: Uint8Array, cut: number): FrameOutcome<Frame>[] {
  const out: FrameOutcome<Frame>[] = [];
  for (let at = 0; at < bytes.length; at += cut) out.push(...framer.push(bytes.subarray(at, at + cut)));
  return [...out, ...framer.silence()];
}

describe('F1 Dbc panels', () => {
  /** Panels of runs and noise: uniform random dots would never form a run. */
  const panel = (highest: number) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: highest }), fc.integer({ min: 1, max: 2000 })), {
        minLength: 1,
        maxLength: 60,
      })
      .map((runs) => {
        const dots = new Uint8Array(dotsPerPanel);
        let at = 0;
        for (let index = 0; at < dotsPerPanel; index += 1) {
          const [value, length] = runs[index % runs.length] ?? [0, 1];
          dots.fill(value, at, at + length);
          at += length;
        }
        return dots;
      });
  const same = (one: Uint8Array | null, other: Uint8Array): boolean =>
    one !== null && Buffer.compare(one, other) === 0;

  it('unpack what they packed', () => {
    fc.assert(
      fc.property(panel(1), (dots) => same(unpackBlack(packBlack(dots)), dots)),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(panel(127), (dots) => same(unpackColour(packColour(dots)), dots)),
      { numRuns: 30 },
    );
  });

  it('match the vectors of the guide', () => {
    const firstDot = new Uint8Array(dotsPerPanel);
    firstDot[0] = 1;
    expect([...packBlack(firstDot).slice(0, 4)]).toEqual([0x01, 0x80, 0x00, 0x00]);
    expect(packBlack(firstDot)).toHaveLength(lineCount + 1);
    const allBlack = packBlack(new Uint8Array(dotsPerPanel).fill(1));
    expect(allBlack).toHaveLength(83_312);
    expect([...allBlack.slice(0, 3)]).toEqual([0x51, 0xff, 0xff]);
    expect(encodePanel('k', 2, allBlack).slice(0, 17)).toEqual(
      concatBytes([hexBytes('1B'), asciiBytes('Dbc;k;2;83312;'), hexBytes('51 FF')]),
    );
    expect(packColour(new Uint8Array(dotsPerPanel))).toEqual(
      Uint8Array.from({ length: lineCount * 2 }, (_, index) => (index % 2 === 0 ? 0x80 : 0)),
    );
    // 648 equal dots: 255 + 255 + 138.
    expect([...packColour(new Uint8Array(dotsPerPanel).fill(5)).slice(0, 6)]).toEqual([
      0x85, 255, 0x85, 255, 0x85, 138,
    ]);
  });

  it('take white (00) and black (FF) lines of other hosts', () => {
    const packed = Uint8Array.from({ length: lineCount }, (_, line) => (line === 1 ? 0xff : 0x00));
    const dots = unpackBlack(packed);
    expect(dots?.subarray(0, dotsPerLine).includes(1)).toBe(false);
    expect(dots?.subarray(dotsPerLine, 2 * dotsPerLine).every((dot) => dot === 1)).toBe(true);
  });

  it.each([
    // levels, two bytes of a run, its value, its length
    [128, [0xc5, 10], 0x45, 10],
    [64, [0x85, 10], 5, 10],
    [64, [0xc5, 10], 5, 266],
    [64, [0xc5, 0], 5, 256],
    [32, [0xa5, 10], 5, 266],
    [32, [0xe5, 10], 5, 522],
    [32, [0xe5, 0], 5, 512],
  ] as const)('at %i levels the run %o is the value %i, %i times', (levels, run, value, length) => {
    const rest = Array.from({ length: dotsPerLine - length }, () => 1);
    const blank = Array.from({ length: lineCount - 1 }, () => [0x80, 0x00]).flat();
    const dots = unpackColour(Uint8Array.from([...run, ...rest, ...blank]), levels);
    expect(dots?.slice(0, dotsPerLine)).toEqual(
      Uint8Array.from({ length: dotsPerLine }, (_, dot) => (dot < length ? value : 1)),
    );
    expect(dots?.subarray(dotsPerLine).every((dot) => dot === 0)).toBe(true);
    // A single dot has no value that the levels do not know.
    const tooHigh = Uint8Array.from([...run, levels, ...rest.slice(1), ...blank]);
    expect(unpackColour(tooHigh, levels)).toBeNull();
  });

  it('refuse what is not exactly one panel', () => {
    const packed = packBlack(new Uint8Array(dotsPerPanel));
    expect(unpackBlack(packed.slice(1))).toBeNull();
    expect(unpackBlack(concatBytes([packed, Uint8Array.of(0)]))).toBeNull();
    expect(unpackBlack(new Uint8Array(lineCount).fill(bytesPerLine + 1))).toBeNull();
    // A blank line after dots of the same line, and a run over the end of a line.
    expect(unpackColour(Uint8Array.of(5, 0x80, 0))).toBeNull();
    expect(unpackColour(Uint8Array.of(0x85, 255, 0x85, 255, 0x85, 255))).toBeNull();
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 4000 }),
        (bytes) => unpackBlack(bytes) === null || bytes.length >= lineCount,
      ),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 4000 }),
        (bytes) => unpackColour(bytes) === null || bytes.length >= lineCount,
      ),
    );
  });

  it.each<Turn>(['clockwise', 'counterClockwise'])('a face turned %s comes back as it was', (turn) => {
    const face = sampleFace();
    const rgba = panelsToRgba(faceToPanels(face, turn), turn);
    let worst = 0;
    let inkWrong = 0;
    for (let dot = 0; dot < dotsPerPanel; dot += 1) {
      if (face.black[dot] === 1) {
        if ((rgba[dot * 4] ?? 1) + (rgba[dot * 4 + 1] ?? 1) + (rgba[dot * 4 + 2] ?? 1) !== 0) inkWrong += 1;
        continue;
      }
      for (let channel = 0; channel < 3; channel += 1) {
        worst = Math.max(
          worst,
          Math.abs((rgba[dot * 4 + channel] ?? 0) - (face.colour[dot * 3 + channel] ?? 0)),
        );
      }
    }
    // 128 levels for 256 tones: at most one step of rounding.
    expect({ inkWrong, worstIsOneStep: worst <= 1 }).toEqual({ inkWrong: 0, worstIsOneStep: true });
  });

  it('turns the top left corner of the face to the last dot of the first line, clockwise', () => {
    const face = sampleFace();
    face.black.fill(0);
    face.black[0] = 1;
    expect(faceToPanels(face, 'clockwise').k.indexOf(1)).toBe(dotsPerLine - 1);
    expect(faceToPanels(face, 'counterClockwise').k.indexOf(1)).toBe((lineCount - 1) * dotsPerLine);
  });
});

describe('F1 framings give the same frames however the stream is cut', () => {
  const job = concatBytes([
    encodeCommand('Pr;k'),
    new Uint8Array(25),
    encodeCommand('Ss'),
    // Panel data full of ESC and CR: only its count may end it.
    encodePanel(
      'k',
      2,
      Uint8Array.from({ length: 300 }, (_, index) => [0x1b, 0x0d, 0x00][index % 3] ?? 0),
    ),
    encodeCommand('Se;1'),
    new Uint8Array(32),
  ]);
  it.each([1, 2, 7, 1000])('Evolis commands in chunks of %i', (cut) => {
    const found = frames(evolisCommandFramer({ silenceMs: 1 }), job, cut);
    expect(
      found.map((outcome) => (outcome.kind === 'frame' ? outcome.frame.words.join(';') : outcome.reason)),
    ).toEqual(['Pr;k', 'Ss', 'Dbc;k;2;300', 'Se;1']);
  });
  it('an unfinished panel ends with silence and the next command is whole', () => {
    const framer = evolisCommandFramer({ silenceMs: 1 });
    framer.push(encodePanel('k', 2, new Uint8Array(100)).slice(0, 50));
    expect(framer.silence()).toEqual([{ kind: 'error', reason: 'truncated' }]);
    expect(framer.push(encodeCommand('Rsn'))).toMatchObject([{ kind: 'frame', frame: { words: ['Rsn'] } }]);
  });
  it.each([1, 3, 500])('MRZ text and runs in chunks of %i', (cut) => {
    const framer = (): Framer<readonly string[]> => mrzTextFramer({ silenceMs: 1 });
    for (const lines of [passport, card]) {
      for (const separator of ['\r', '\r\n']) {
        expect(frames(framer(), asciiBytes(lines.map((line) => line + separator).join('')), cut)).toEqual([
          { kind: 'frame', frame: lines },
        ]);
      }
      expect(
        frames(framer(), asciiBytes(`\x02${lines.join('')}\r\x03`.replace('\r\x03', '\x03\r')), cut),
      ).toEqual([{ kind: 'frame', frame: lines }]);
    }
  });
  it('a cut MRZ is an error, never a shorter document', () => {
    const whole = asciiBytes(passport.map((line) => `${line}\r`).join(''));
    for (let length = 1; length < whole.length - 1; length += 1) {
      const outcomes = frames(mrzTextFramer({ silenceMs: 1 }), whole.slice(0, length), 500);
      expect(outcomes.map((outcome) => outcome.kind === 'frame' && outcome.frame.length === 2)).not.toContain(
        true,
      );
    }
    const shortLine = asciiBytes(`${passport[0]?.slice(0, 40) ?? ''}\r${passport[1] ?? ''}\r`);
    expect(frames(mrzTextFramer({ silenceMs: 1 }), shortLine, 500)).toEqual([
      { kind: 'error', reason: 'truncated' },
    ]);
  });
  it.each([1, 5, 500])('RTE blocks in chunks of %i', (cut) => {
    for (const lines of [passport, card]) {
      const bytes = concatBytes([encodeRteBlock(lines), encodeRteBlock(lines)]);
      expect(frames(mrzRteFramer({ silenceMs: 1 }), bytes, cut)).toEqual([
        { kind: 'frame', frame: lines },
        { kind: 'frame', frame: lines },
      ]);
    }
  });
  it('an RTE block with any one changed byte gives no document', () => {
    const block = encodeRteBlock(passport);
    for (let index = 0; index < block.length; index += 1) {
      const wrong = block.slice();
      wrong[index] = (wrong[index] ?? 0) ^ 0x04;
      expect(
        frames(mrzRteFramer({ silenceMs: 1 }), wrong, 500).every((outcome) => outcome.kind === 'error'),
      ).toBe(true);
    }
  });
  it('lines: CR, LF, CRLF, nothing, and too long', () => {
    const split = (text: string, suffix: 'auto' | 'required') =>
      frames(lineSplitter({ maxBytes: 10, silenceMs: 1, suffix }), asciiBytes(text), 3);
    const texts = (outcomes: FrameOutcome<Uint8Array>[]) =>
      outcomes.map((outcome) =>
        outcome.kind === 'frame' ? String.fromCharCode(...outcome.frame) : outcome.reason,
      );
    expect(texts(split('a\rb\nc\r\nd', 'auto'))).toEqual(['a', 'b', 'c', 'truncated']);
    expect(texts(split('abc', 'auto'))).toEqual(['abc']);
    expect(texts(split('abc', 'required'))).toEqual(['truncated']);
    expect(texts(split('01234567890123\rok\r', 'auto'))).toEqual(['tooLong', 'ok']);
  });
  it('APDU frames', () => {
    const bytes = concatBytes([encodeApduFrame(hexBytes('00B2010012')), encodeApduFrame(new Uint8Array(0))]);
    expect([...bytes.slice(0, 2)]).toEqual([0x00, 0x05]);
    expect(frames(apduFramer({ silenceMs: 1 }), bytes, 1)).toEqual([
      { kind: 'frame', frame: hexBytes('00B2010012') },
      { kind: 'frame', frame: new Uint8Array(0) },
    ]);
  });
});

describe('F1 Evolis replies', () => {
  const read = (...chunks: string[]): EvolisReply[] => {
    const reader = evolisReplyReader();
    return [...chunks.flatMap((chunk) => reader.push(hexBytes(chunk))), ...reader.silence()];
  };
  const ok: EvolisReply = { kind: 'text', text: 'OK' };
  it.each([
    ['CR', ['4F4B0D']],
    ['CRLF in two chunks', ['4F4B0D', '0A']],
    ['NUL', ['4F4B00']],
    ['silence', ['4F', '4B']],
  ])('a text may end with %s', (_, chunks) => expect(read(...chunks)).toEqual([ok]));
  it('ACK, NACK with its letter, and an ACK before a text', () => {
    expect(read('06')).toEqual([{ kind: 'ack' }]);
    expect(read('15', '54')).toEqual([{ kind: 'nak', code: 'T' }]);
    expect(read('15')).toEqual([{ kind: 'garbled' }]);
    expect(read('064F4B0D')).toEqual([{ kind: 'ack' }, ok]);
  });
  it('never repairs a text by leaving bytes out', () => {
    expect(read('FF4F4B0D')).toEqual([{ kind: 'garbled' }]);
    expect(read('4FFF4B0D')).toEqual([{ kind: 'garbled' }]);
  });
  it('knows the words of the printer and no others', () => {
    expect(
      ['OK', 'CARD', 'SMART CARD', 'CONTACTLESS CARD', 'NO CARD', 'ERR CARD', 'SMART'].map(parsePosition),
    ).toEqual(['none', 'print', 'chip', 'contactless', 'none', 'jammed', null]);
    expect(['5,00 Volts', '0.2 Volts', 'Volts', '5'].map(parseVolts)).toEqual([5, 0.2, null, null]);
    expect(['12', '-1', 'OK', ''].map(parseCount)).toEqual([12, null, null, null]);
  });
});

describe('F1 text of a scan', () => {
  it('is strict UTF-8, else strict GB18030, else nothing', () => {
    expect(decodeText(new TextEncoder().encode('许可 𠮷'))).toBe('许可 𠮷');
    expect(decodeText(hexBytes('C9E7BBE1B1A3D5CF'))).toBe('社会保障');
    expect(decodeText(hexBytes('95 34 B2 35'))).toBe('\u{20BB7}');
    expect(decodeText(hexBytes('FF FF'))).toBeNull();
  });
  it('loses only an AIM prefix that is one', () => {
    expect(splitSymbology(']Q1abc')).toEqual({ symbology: 'qrCode', text: 'abc' });
    expect(splitSymbology(']abc')).toEqual({ symbology: 'unknown', text: ']abc' });
  });
});

describe('F1 no parser throws or hangs on any bytes', () => {
  const framers: readonly (readonly [string, () => Framer<unknown>])[] = [
    ['lines', () => lineSplitter({ maxBytes: 40, silenceMs: 1, suffix: 'auto' })],
    ['MRZ text', () => mrzTextFramer({ silenceMs: 1 })],
    ['RTE', () => mrzRteFramer({ silenceMs: 1 })],
    ['APDU', () => apduFramer({ silenceMs: 1 })],
    ['Evolis commands', () => evolisCommandFramer({ silenceMs: 1 })],
  ];
  /** Bytes that look like the protocols: their marks come up often. */
  const likely = fc
    .array(
      fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(0x00, 0x01, 0x03, 0x06, 0x0a, 0x0d, 0x15, 0x1b, 0x3b, 0x3c, 0x41, 0x44, 0x62, 0x63),
      ),
      { maxLength: 400 },
    )
    .map((bytes) => Uint8Array.from(bytes));

  it.each(framers)('%s, and silence always empties it', (_, create) => {
    fc.assert(
      fc.property(likely, fc.integer({ min: 1, max: 50 }), (bytes, cut) => {
        const framer = create();
        const outcomes = frames(framer, bytes, cut);
        return !framer.pending && outcomes.length <= bytes.length + 1;
      }),
    );
  });
  it('replies, chip, TLV, saved state', () => {
    const chip = simulateChip({ cardIdentifier: '0'.repeat(32), bankCardNumber: '6200000000000000' });
    fc.assert(
      fc.property(likely, (bytes) => {
        const reader = evolisReplyReader();
        reader.push(bytes);
        reader.silence();
        parseTlvs(bytes);
        return !reader.pending && chip.respond(bytes).length >= 2;
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => parseMachineState(text) === null));
  });
});
