import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeDconInputs, parseDconInputs } from '../../../drivers/framing/dconFrames.ts';

const runs = { numRuns: 10_000 };
const inputs = fc.integer({ min: 0, max: 255 });

describe('F4 fuzz: answers of contact modules', () => {
  it('what a module says comes out as it went in', () => {
    fc.assert(
      fc.property(inputs, (bits) => {
        expect(parseDconInputs(encodeDconInputs(bits).slice(0, -1))).toBe(bits);
      }),
      runs,
    );
  });

  it('random bytes are inputs of one byte, or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const found = parseDconInputs(bytes);
        if (found !== null) expect(encodeDconInputs(found).slice(3, 5)).toEqual(bytes.slice(3, 5));
      }),
      runs,
    );
  });

  it('a changed answer is another answer of the same shape, or nothing: a door is never half open', () => {
    fc.assert(
      fc.property(inputs, fc.nat({ max: 6 }), inputs, (bits, at, to) => {
        const line = encodeDconInputs(bits).slice(0, -1);
        line[at] = to;
        const found = parseDconInputs(line);
        // Only the two digits of the inputs say anything about them.
        if (found !== null && (at < 3 || at > 4)) expect(found).toBe(bits);
        if (at === 0 && to !== 0x21) expect(found).toBeNull();
        if (at > 4 && to !== 0x30) expect(found).toBeNull();
      }),
      runs,
    );
  });
});
