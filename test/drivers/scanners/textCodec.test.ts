import { describe, expect, it } from 'vitest';
import { asciiBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { splitSymbology } from '../../../drivers/framing/aimSymbologies.ts';
import { decodeText } from '../../../drivers/framing/decodeText.ts';
import type { FrameOutcome } from '../../../drivers/framing/frames.ts';
import { lineSplitter } from '../../../drivers/framing/lineSplitter.ts';
import { framed } from '../helpers/framed.ts';

describe('F1 lines of a scanner', () => {
  it('lines: CR, LF, CRLF, nothing, and too long', () => {
    const split = (text: string, suffix: 'auto' | 'required') =>
      framed(lineSplitter({ maxBytes: 10, silenceMs: 1, suffix }), asciiBytes(text), 3);
    const texts = (outcomes: FrameOutcome<Uint8Array>[]) =>
      outcomes.map((outcome) =>
        outcome.kind === 'frame' ? String.fromCharCode(...outcome.frame) : outcome.reason,
      );
    expect(texts(split('a\rb\nc\r\nd', 'auto'))).toEqual(['a', 'b', 'c', 'truncated']);
    expect(texts(split('abc', 'auto'))).toEqual(['abc']);
    expect(texts(split('abc', 'required'))).toEqual(['truncated']);
    expect(texts(split('01234567890123\rok\r', 'auto'))).toEqual(['tooLong', 'ok']);
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
