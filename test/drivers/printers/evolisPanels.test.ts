import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { encodePanel } from '../../../drivers/framing/evolisCommands.ts';
import { faceToPanels, panelsToRgba, type Turn } from '../../../drivers/printers/evolis/faceCodec.ts';
import {
  bytesPerLine,
  dotsPerLine,
  dotsPerPanel,
  lineCount,
  packBlack,
  packColour,
  unpackBlack,
  unpackColour,
} from '../../../drivers/printers/evolis/panelCodec.ts';
import { sampleFace } from '../helpers/counter.ts';

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
