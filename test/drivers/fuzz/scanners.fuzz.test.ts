import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSymbology } from '../../../drivers/framing/aimSymbologies.ts';
import { decodeText } from '../../../drivers/framing/decodeText.ts';
import type { FrameOutcome, Framer } from '../../../drivers/framing/frames.ts';
import { layoutOf } from '../../../drivers/framing/hidPosLayout.ts';
import { encodeScan, hidPosFramer } from '../../../drivers/framing/hidPosReports.ts';
import { parseMenuAnswer } from '../../../drivers/framing/honeywellCommands.ts';
import { lineSplitter } from '../../../drivers/framing/lineSplitter.ts';
import {
  encodeNewland,
  encodeNewlandAnswer,
  newlandFramer,
  parseNewlandAnswer,
} from '../../../drivers/framing/newlandCommands.ts';
import { encodeSsi, ssiFramer, ssiSource } from '../../../drivers/framing/ssiFrames.ts';
import { hidPosReportDescriptor } from '../../../drivers/sim/hidPosScanner.ts';

const runs = 10_000;
const text = fc.string({ unit: 'binary', maxLength: 90 }).map((value) => new TextEncoder().encode(value));
const random = fc.uint8Array({ maxLength: 300 });
/** Changes to a valid frame: bytes replaced, cut out, put in, or the end cut off. */
const change = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('flip', 'drop', 'insert', 'cut'),
  byte: fc.integer({ min: 0, max: 255 }),
});
const mutated = (valid: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 4 })).map(([bytes, changes]) => {
    const out = [...bytes];
    for (const { at, kind, byte } of changes) {
      const place = at % (out.length + 1);
      if (kind === 'flip') out[place] = byte;
      else if (kind === 'drop') out.splice(place, 1);
      else if (kind === 'insert') out.splice(place, 0, byte);
      else out.length = place;
    }
    return Uint8Array.from(out);
  });

/** Feeds the bytes in cuts; whatever comes is a frame or an error, silence empties the framer, and after it a valid frame gets through. */
function check<Frame>(
  framer: Framer<Frame>,
  bytes: Uint8Array,
  cut: number,
  valid: Uint8Array,
  isSound: (frame: Frame) => boolean,
  longest: number,
): boolean {
  const outcomes: FrameOutcome<Frame>[] = [];
  for (let at = 0; at < bytes.length; at += cut) {
    outcomes.push(...framer.push(bytes.slice(at, at + cut)));
    if (framer.held > longest) return false;
  }
  outcomes.push(...framer.silence());
  if (framer.pending || outcomes.length > bytes.length + 1) return false;
  const after = framer.push(valid);
  return (
    outcomes.every((outcome) => outcome.kind === 'error' || isSound(outcome.frame)) &&
    after.some((outcome) => outcome.kind === 'frame')
  );
}

interface Codec {
  readonly name: string;
  readonly valid: fc.Arbitrary<Uint8Array>;
  readonly cut: fc.Arbitrary<number>;
  run(bytes: Uint8Array, cut: number): boolean;
}

const anyCut = fc.integer({ min: 1, max: 64 });
const ssiFrame = fc
  .tuple(fc.integer({ min: 0, max: 255 }), text, fc.constantFrom(0, 1, 2, 3))
  .map(([opcode, data, status]) => encodeSsi(opcode, ssiSource.decoder, data.slice(0, 250), status));
const hidReport = text.map((data) => encodeScan({ aim: ']Q1', data })[0] ?? new Uint8Array(0));
const codecs: readonly Codec[] = [
  {
    name: 'lines',
    valid: text.map((data) => Uint8Array.from([...data, 0x0d, 0x0a])),
    cut: anyCut,
    run: (bytes, cut) =>
      check(
        lineSplitter({ maxBytes: 60, silenceMs: 1, suffix: 'auto' }),
        bytes,
        cut,
        Uint8Array.of(0x41, 0x0d),
        (line) => line.length > 0 && line.length <= 60,
        60,
      ),
  },
  {
    name: 'Newland answers among lines',
    valid: fc
      .tuple(text, fc.constantFrom('ok', 'outOfRange', 'unknownCommand'))
      .map(([data, result]) => Uint8Array.from([...data, ...encodeNewlandAnswer('SCNTRG1', '#', result)])),
    cut: anyCut,
    run: (bytes, cut) =>
      check(
        newlandFramer(lineSplitter({ maxBytes: 60, silenceMs: 1, suffix: 'auto' })),
        bytes,
        cut,
        encodeNewlandAnswer('SCNTRG0', '#', 'ok'),
        (frame) =>
          frame.kind === 'text' ? frame.bytes.length <= 60 : /^[A-Z0-9]{3,24}$/.test(frame.command),
        60 + 48,
      ),
  },
  {
    name: 'SSI frames',
    valid: ssiFrame,
    cut: anyCut,
    run: (bytes, cut) =>
      check(
        ssiFramer(ssiSource.decoder, 1),
        bytes,
        cut,
        encodeSsi(0xd0, ssiSource.decoder),
        (frame) => frame.kind === 'badChecksum' || frame.data.length <= 251,
        257,
      ),
  },
  {
    name: 'HID POS reports',
    valid: hidReport,
    // One chunk is one report.
    cut: fc.constantFrom(64, 64, 64, 13),
    run: (bytes, cut) =>
      check(
        hidPosFramer(layoutOf(null).scan),
        bytes,
        cut,
        encodeScan({ aim: ']Q1', data: Uint8Array.of(0x41) })[0] ?? new Uint8Array(0),
        (frame) => (frame.kind === 'scan' ? frame.bytes.length <= 8192 : frame.text.length <= 56),
        8192,
      ),
  },
  {
    name: 'HID report descriptors, and reports by the layout they give',
    valid: fc.constant(hidPosReportDescriptor),
    cut: fc.constant(64),
    run(bytes) {
      const { scan, trigger } = layoutOf(bytes);
      const framer = hidPosFramer(scan);
      framer.push(bytes);
      framer.silence();
      const inside = scan.data.at + scan.data.length <= scan.length && scan.length <= 4097;
      return inside && trigger.length >= 1 && trigger.length <= 4097 && !framer.pending;
    },
  },
  {
    name: 'answers that are parsed whole, and text',
    valid: fc.oneof(
      text,
      fc.constant(encodeNewlandAnswer('SCNMOD0', '@', 'ok')),
      fc.constant(encodeNewland('SCNMOD0', '@')),
    ),
    cut: fc.constant(1),
    run(bytes) {
      parseNewlandAnswer(bytes);
      parseMenuAnswer(String.fromCharCode(...bytes));
      const decoded = decodeText(bytes);
      return decoded === null || splitSymbology(decoded).text.length <= decoded.length;
    },
  },
];

describe.each(codecs)('F4 $name', (codec) => {
  it.each([
    ['random bytes', random],
    ['changed frames', mutated(codec.valid)],
  ])('of %s are frames or errors', (_, bytes) => {
    fc.assert(
      fc.property(bytes, codec.cut, (input, cut) => codec.run(input, cut)),
      { numRuns: runs },
    );
  });
  it('that are valid stay valid', () => {
    fc.assert(
      fc.property(codec.valid, codec.cut, (input, cut) => codec.run(input, cut)),
      { numRuns: 300 },
    );
    // One of them may be the empty text.
    expect(fc.sample(codec.valid, 50).some((bytes) => bytes.length > 0)).toBe(true);
  });
});
