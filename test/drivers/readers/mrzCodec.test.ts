import { describe, expect, it } from 'vitest';
import { asciiBytes, concatBytes } from '../../../drivers/framing/bytes.ts';
import type { Framer } from '../../../drivers/framing/frames.ts';
import { encodeRteBlock, mrzRteFramer } from '../../../drivers/framing/mrzRte.ts';
import { mrzTextFramer } from '../../../drivers/framing/mrzText.ts';
import { framed } from '../helpers/framed.ts';

const passport = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
];
const card = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];

describe('F1 zones come out the same however the stream is cut', () => {
  it.each([1, 3, 500])('MRZ text and runs in chunks of %i', (cut) => {
    const framer = (): Framer<readonly string[]> => mrzTextFramer({ silenceMs: 1 });
    for (const lines of [passport, card]) {
      for (const separator of ['\r', '\r\n']) {
        expect(framed(framer(), asciiBytes(lines.map((line) => line + separator).join('')), cut)).toEqual([
          { kind: 'frame', frame: lines },
        ]);
      }
      expect(
        framed(framer(), asciiBytes(`\x02${lines.join('')}\r\x03`.replace('\r\x03', '\x03\r')), cut),
      ).toEqual([{ kind: 'frame', frame: lines }]);
    }
  });
  it('a cut MRZ is an error, never a shorter document', () => {
    const whole = asciiBytes(passport.map((line) => `${line}\r`).join(''));
    for (let length = 1; length < whole.length - 1; length += 1) {
      const outcomes = framed(mrzTextFramer({ silenceMs: 1 }), whole.slice(0, length), 500);
      expect(outcomes.map((outcome) => outcome.kind === 'frame' && outcome.frame.length === 2)).not.toContain(
        true,
      );
    }
    const shortLine = asciiBytes(`${passport[0]?.slice(0, 40) ?? ''}\r${passport[1] ?? ''}\r`);
    expect(framed(mrzTextFramer({ silenceMs: 1 }), shortLine, 500)).toEqual([
      { kind: 'error', reason: 'truncated' },
    ]);
  });
  it.each([1, 5, 500])('RTE blocks in chunks of %i', (cut) => {
    for (const lines of [passport, card]) {
      const bytes = concatBytes([encodeRteBlock(lines), encodeRteBlock(lines)]);
      expect(framed(mrzRteFramer({ silenceMs: 1 }), bytes, cut)).toEqual([
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
        framed(mrzRteFramer({ silenceMs: 1 }), wrong, 500).every((outcome) => outcome.kind === 'error'),
      ).toBe(true);
    }
  });
});

it('F4 an RTE block is the bytes of the reference', () => {
  const block = encodeRteBlock(passport);
  expect([...block.slice(0, 9)]).toEqual([0x01, 97, 0, 0x4f, 0x55, 0x02, 0x30, 0x0d, 0x50]);
  expect([...block.slice(-3, -1)]).toEqual([0x0d, 0x03]);
  expect(block.slice(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
});
