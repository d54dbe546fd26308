import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import type { FrameOutcome } from '../../../drivers/framing/frames.ts';
import { encodeSamVFrame, samVFramer } from '../../../drivers/framing/samVFrames.ts';
import { maskSamV } from '../../../drivers/framing/samVMask.ts';
import { answers, parseSamVReply, samIdText, splitCard } from '../../../drivers/framing/samVReplies.ts';
import { parseIdCardText } from '../../../drivers/framing/samVText.ts';
import { encodeIdCardText } from '../../../drivers/sim/idCardText.ts';
import { texts } from '../readers/cards.ts';
import { mutated } from '../helpers/mutated.ts';

const numRuns = 10_000;
const reasons = new Set(['truncated', 'undecodable', 'tooLong', 'garbage']);
const parts = fc.constantFrom(
  hexBytes('AA'),
  hexBytes('AA AA AA 96 69'),
  hexBytes('AA AA AA 96 69 00 04 00 00 90 94'),
  hexBytes('AA AA AA 96 69 0A 00'),
  hexBytes('00 03'),
);
const random = fc
  .array(fc.oneof(parts, fc.uint8Array({ maxLength: 20 })), { maxLength: 12 })
  .map((chunks) => concatBytes(chunks));
const cards = texts.map((text) =>
  encodeSamVFrame(concatBytes([hexBytes('000090 01000400'), encodeIdCardText(text), new Uint8Array(1024)])),
);
const short = [
  'AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97',
  'AA AA AA 96 69 00 14 00 00 90 05 00 01 00 D5 AF 34 01 01 00 00 00 02 00 00 00 CC',
].map(hexBytes);

/** Preamble, length word, and the longest length there is. */
const longestFrame = 5 + 2 + 0x0a00;

/** Whatever comes in, only frames that stood in it or named errors come out, and silence empties the buffer. */
function checkStream(bytes: Uint8Array, cut: number): void {
  const framer = samVFramer();
  const outcomes: FrameOutcome<Uint8Array>[] = [];
  for (let at = 0; at < bytes.length; at += cut) {
    outcomes.push(...framer.push(bytes.slice(at, at + cut)));
    if (framer.held > longestFrame) throw new Error('it keeps more than one frame');
  }
  outcomes.push(...framer.silence());
  expect(framer.pending).toBe(false);
  expect(outcomes.length).toBeLessThanOrEqual(bytes.length + 1);
  const whole = hexOf(bytes);
  for (const outcome of outcomes) {
    if (outcome.kind === 'error') {
      expect(reasons.has(outcome.reason)).toBe(true);
      continue;
    }
    expect(whole).toContain(hexOf(encodeSamVFrame(outcome.frame)));
    const reply = parseSamVReply(outcome.frame);
    if (reply === null) continue;
    answers('read', reply);
    samIdText(reply.data);
    const card = splitCard('read', reply.data);
    if (card !== null) parseIdCardText(card.text);
  }
  const masked = maskSamV('fromDevice', bytes);
  expect(masked === null || masked.length === bytes.length).toBe(true);
}

describe('F4 SAM_V framing under rubbish', () => {
  it('random bytes', () => {
    fc.assert(
      fc.property(random, fc.integer({ min: 1, max: 60 }), (bytes, cut) => checkStream(bytes, cut)),
      { numRuns },
    );
  });
  it('mutations of short frames', () => {
    fc.assert(
      fc.property(fc.constantFrom(...short), mutated, fc.integer({ min: 1, max: 60 }), (frame, mutate, cut) =>
        checkStream(mutate(frame), cut),
      ),
      { numRuns },
    );
  });
  it('mutations of whole cards', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cards), mutated, (frame, mutate) => checkStream(mutate(frame), 700)),
      { numRuns },
    );
  });
  it('text blocks', () => {
    const blocks = texts.map(encodeIdCardText);
    fc.assert(
      fc.property(fc.constantFrom(...blocks), mutated, (block, mutate) => {
        const text = parseIdCardText(mutate(block));
        if (text !== null) expect(text.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
      { numRuns },
    );
  });
  it('keeps no more than one longest frame, however long it is fed', () => {
    const framer = samVFramer();
    framer.push(hexBytes('AA AA AA 96 69 0A 00'));
    let outcomes = 0;
    for (let chunk = 0; chunk < 2000; chunk += 1) outcomes += framer.push(new Uint8Array(1000)).length;
    expect([outcomes, framer.pending]).toEqual([1, false]);
  });
});
