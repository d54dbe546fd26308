import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apduFramer, encodeApduFrame } from '../../../drivers/framing/apduFrames.ts';
import { maskApdu } from '../../../drivers/framing/apduMask.ts';
import { concatBytes } from '../../../drivers/framing/bytes.ts';
import type { FrameOutcome } from '../../../drivers/framing/frames.ts';
import { findTlv, parseTlvs } from '../../../drivers/readers/tlv.ts';
import { fieldDate, fieldName, fieldText } from '../../../drivers/readers/cardFields.ts';
import { simulateChip } from '../../../drivers/sim/simulatedChip.ts';

const runs = { numRuns: 10_000 };
const anyBytes = fc.uint8Array({ maxLength: 400 });
const frames = fc.array(fc.uint8Array({ minLength: 1, maxLength: 258 }), { minLength: 1, maxLength: 3 });
const change = fc.record({
  at: fc.nat(),
  to: fc.integer({ min: 0, max: 255 }),
  how: fc.constantFrom('set', 'drop', 'insert', 'cut'),
});

function changed(bytes: Uint8Array, { at, to, how }: { at: number; to: number; how: string }): Uint8Array {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const behind = how === 'insert' ? bytes.subarray(place) : bytes.subarray(place + 1);
  if (how === 'cut') return bytes.slice(0, place);
  return concatBytes([
    bytes.subarray(0, place),
    how === 'drop' ? new Uint8Array(0) : Uint8Array.of(to),
    behind,
  ]);
}

/** Feeds bytes in two cuts and ends with silence; checks that only frames within the limit and named errors come out. */
function framed(bytes: Uint8Array, cut: number): FrameOutcome<Uint8Array>[] {
  const framer = apduFramer({ silenceMs: 500 });
  const middle = cut % (bytes.length + 1);
  const out: FrameOutcome<Uint8Array>[] = [];
  for (const part of [bytes.subarray(0, middle), bytes.subarray(middle)]) {
    out.push(...framer.push(part));
    if (framer.held > 2 + 300) throw new Error('it keeps more than one frame');
  }
  out.push(...framer.silence());
  expect(framer.pending).toBe(false);
  for (const outcome of out) {
    if (outcome.kind === 'frame') expect(outcome.frame.length).toBeLessThanOrEqual(300);
    else expect(['garbage', 'truncated']).toContain(outcome.reason);
  }
  return out;
}

describe('F4 fuzz: APDU frames', () => {
  it('whole frames come out as they went in, cut anywhere', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (payloads, cut) => {
        const out = framed(concatBytes(payloads.map(encodeApduFrame)), cut);
        expect(out).toEqual(payloads.map((frame) => ({ kind: 'frame', frame })));
      }),
      { numRuns: 1000 },
    );
  });
  it('random bytes are frames or errors, and masking them neither throws nor changes their length', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(), fc.boolean(), (bytes, cut, sent) => {
        framed(bytes, cut);
        const masked = maskApdu(sent ? 'toDevice' : 'fromDevice', bytes);
        if (masked !== null) expect(masked.length).toBe(bytes.length);
      }),
      runs,
    );
  });
  it('changed frames are frames or errors', () => {
    fc.assert(
      fc.property(frames, change, fc.nat(), (payloads, mutation, cut) => {
        framed(changed(concatBytes(payloads.map(encodeApduFrame)), mutation), cut);
      }),
      runs,
    );
  });
});

const tlvs = fc
  .array(fc.tuple(fc.constantFrom(0x01, 0x09, 0x4e, 0x5a, 0x70), fc.uint8Array({ maxLength: 60 })), {
    maxLength: 5,
  })
  .map((objects) =>
    concatBytes(objects.map(([tag, value]) => concatBytes([Uint8Array.of(tag, value.length), value]))),
  );

describe('F4 fuzz: TLV objects and fields', () => {
  /** No object is longer than what it was cut from, and no field throws. */
  const parsed = (bytes: Uint8Array): void => {
    const found = parseTlvs(bytes);
    const sum = found?.reduce((total, object) => total + object.value.length, 0) ?? 0;
    expect(sum).toBeLessThanOrEqual(bytes.length);
    findTlv(bytes, ['70', '5A']);
    for (const object of found ?? []) {
      fieldDate(object.value);
      fieldText(object.value);
      fieldName(object.value, object.value, 'gb18030');
      fieldName(object.value, null, 'utf-8');
    }
  };
  it('random bytes are objects or nothing', () => fc.assert(fc.property(anyBytes, parsed), runs));
  it('changed objects are objects or nothing', () =>
    fc.assert(
      fc.property(tlvs, change, (bytes, mutation) => parsed(changed(bytes, mutation))),
      runs,
    ));
});

describe('F4 fuzz: the simulated chip', () => {
  it('answers any command with a status word and keeps its data', () => {
    const chip = simulateChip({
      cardIdentifier: '00000000000000000000000000000001',
      bankCardNumber: '6200000000000000001',
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (apdu, training) => {
        const command = training ? concatBytes([Uint8Array.of(0xe0, 0xd2), apdu]) : apdu;
        const answer = chip.respond(command);
        expect(answer.length).toBeGreaterThanOrEqual(2);
        expect(answer.length).toBeLessThanOrEqual(258);
      }),
      runs,
    );
  });
});
