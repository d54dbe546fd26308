import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, concatBytes, hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { encodeReceipt, encodeText } from '../../../drivers/framing/escposCommands.ts';
import { errorCause, offlineCause, paperOf, parseEscposByte } from '../../../drivers/framing/escposStatus.ts';
import { encodeCommand, encodePanel, evolisCommandFramer } from '../../../drivers/framing/evolisCommands.ts';
import { evolisReplyReader } from '../../../drivers/framing/evolisReplies.ts';
import {
  parseCount,
  parsePosition,
  parseRibbon,
  parseVolts,
} from '../../../drivers/printers/evolis/facts.ts';
import { maskEvolis } from '../../../drivers/printers/evolis/mask.ts';
import { packBlack, unpackBlack, unpackColour } from '../../../drivers/printers/evolis/panelCodec.ts';
import { escposTokenizer } from '../../../drivers/sim/escposTokens.ts';
import { facePanels } from '../../../drivers/sim/evolisFace.ts';
import { mutated } from '../helpers/mutated.ts';

const numRuns = 10_000;
const cutAt = fc.integer({ min: 1, max: 60 });
const chunksOf = (bytes: Uint8Array, cut: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / cut) }, (_, index) =>
    bytes.slice(index * cut, (index + 1) * cut),
  );
/** Random bytes in which the marks of a protocol come up often. */
const mixed = (...marks: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.oneof(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 20 })), { maxLength: 12 })
    .map((parts) => concatBytes(parts));

describe('F4 Evolis commands under rubbish', () => {
  const valid = [
    encodeCommand('Pr;ymcko'),
    encodePanel('k', 2, Uint8Array.of(0x01, 0x80, 0x1b, 0x0d, 0x00)),
    concatBytes([encodeCommand('Ss'), new Uint8Array(32), encodeCommand('Se;1')]),
  ];
  const check = (bytes: Uint8Array, cut: number): void => {
    const framer = evolisCommandFramer({ silenceMs: 1 });
    const outcomes = [...chunksOf(bytes, cut).flatMap((chunk) => framer.push(chunk)), ...framer.silence()];
    expect(framer.pending).toBe(false);
    expect(outcomes.length).toBeLessThanOrEqual(bytes.length + 1);
    const whole = hexOf(bytes);
    for (const outcome of outcomes)
      if (outcome.kind === 'frame') expect(whole).toContain(hexOf(outcome.frame.raw.slice(1)));
    expect(maskEvolis('toDevice', bytes)?.length ?? bytes.length).toBe(bytes.length);
    expect(maskEvolis('fromDevice', bytes)).toEqual(bytes);
  };
  it('random bytes', () => {
    const random = mixed(
      hexBytes('1B'),
      hexBytes('0D'),
      asciiBytes('\u001bDbc;k;2;9;'),
      asciiBytes('\u001bRlr;p'),
    );
    fc.assert(fc.property(random, cutAt, check), { numRuns });
  });
  it('mutations', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), mutated, cutAt, (frame, mutate, cut) =>
        check(mutate(frame), cut),
      ),
      { numRuns },
    );
  });
  it('keeps no more than one longest panel, however long it is fed', () => {
    const framer = evolisCommandFramer({ silenceMs: 1 });
    framer.push(asciiBytes('\u001bDbc;k;2;9999999;'));
    framer.push(new Uint8Array(100_000).fill(0x41));
    expect(framer.silence()).toHaveLength(1);
    framer.push(asciiBytes(`\u001b${'A'.repeat(5000)}`));
    expect(framer.silence()).toHaveLength(1);
    expect(framer.pending).toBe(false);
  });
});

describe('F4 Evolis answers under rubbish', () => {
  const valid = [
    '\u0006',
    '\u0015T',
    'SMART CARD\r',
    '5,00 Volts\r\n',
    'ERR RIB DETECTION\u0000',
    '298\r',
  ].map(asciiBytes);
  const check = (bytes: Uint8Array, cut: number): void => {
    const reader = evolisReplyReader();
    const replies = [...chunksOf(bytes, cut).flatMap((chunk) => reader.push(chunk)), ...reader.silence()];
    expect(reader.pending).toBe(false);
    expect(replies.length).toBeLessThanOrEqual(bytes.length + 1);
    for (const reply of replies) {
      if (reply.kind !== 'text') continue;
      expect(reply.text).toMatch(/^[\x20-\x7e]{1,200}$/);
      // A text that was not sent as it stands is never made up.
      expect(hexOf(bytes)).toContain(hexOf(asciiBytes(reply.text)));
      for (const parse of [parsePosition, parseVolts, parseCount, parseRibbon]) parse(reply.text);
    }
  };
  it('random bytes', () => {
    fc.assert(fc.property(mixed(...valid), cutAt, check), { numRuns });
  });
  it('mutations', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), mutated, cutAt, (frame, mutate, cut) =>
        check(mutate(frame), cut),
      ),
      { numRuns },
    );
  });
});

describe('F4 panels under rubbish', () => {
  const line = Uint8Array.from({ length: 648 }, (_, dot) => (dot % 9 === 0 ? 1 : 0));
  const panel = new Uint8Array(1016 * 648);
  panel.set(line, 648 * 3);
  const packed = packBlack(panel);
  it('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(32, 64, 128), (bytes, levels) => {
        // Three hundred bytes are no panel of 1016 lines.
        expect([unpackBlack(bytes), unpackColour(bytes, levels)]).toEqual([null, null]);
      }),
      { numRuns: 1000 },
    );
  });
  it('an overlay that is not whole is refused like any other panel', () => {
    expect(facePanels(new Map([['o;2', packed]]))).not.toBeNull();
    expect(facePanels(new Map([['o;2', packed.slice(1)]]))).toBeNull();
  });
  it('mutations of a whole panel', () => {
    fc.assert(
      fc.property(mutated, (mutate) => {
        const panels = facePanels(new Map([['k;2', mutate(packed)]]));
        expect(panels === null || panels.k.every((dot) => dot <= 1)).toBe(true);
        expect(facePanels(new Map([['o;2', mutate(packed)]]))?.k.includes(1) ?? false).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('F4 receipt streams and answers under rubbish', () => {
  const receipt = encodeReceipt(
    [
      { part: 'text', text: '办件号 SZ50-000042', align: 'centre', bold: true, size: 2 },
      { part: 'line' },
      { part: 'qr', text: 'ZK1|SZ50-000042' },
    ],
    { charset: 'gb18030', columns: 48 },
  );
  const bytesOf = receipt.ok ? receipt.bytes : new Uint8Array(0);
  const check = (bytes: Uint8Array, cut: number): void => {
    const cutUp = escposTokenizer();
    const tokens = chunksOf(bytes, cut).flatMap((chunk) => cutUp.push(chunk));
    expect(tokens.length).toBeLessThanOrEqual(bytes.length);
    // Wherever the stream is cut, the same commands stand in it.
    const commands = (list: typeof tokens): string[] =>
      list.flatMap((token) => (token.kind === 'text' ? [] : [token.kind]));
    expect(commands(tokens)).toEqual(commands(escposTokenizer().push(bytes)));
  };
  it('random bytes', () => {
    const random = mixed(
      hexBytes('1D 28 6B'),
      hexBytes('1D 76 30 00'),
      hexBytes('10 04 01'),
      hexBytes('1B 40'),
    );
    fc.assert(fc.property(random, cutAt, check), { numRuns });
  });
  it('mutations', () => {
    fc.assert(
      fc.property(mutated, cutAt, (mutate, cut) => check(mutate(bytesOf), cut)),
      { numRuns },
    );
  });
  it('every byte is a status, a mark or nothing', () => {
    for (let byte = 0; byte <= 0xff; byte += 1) {
      const reply = parseEscposByte(byte);
      expect(reply === null || reply.kind === 'realTime' || reply.kind === 'printed').toBe(true);
      expect([paperOf(byte), offlineCause(byte), errorCause(byte)]).toHaveLength(3);
    }
  });
  it('no text whatever becomes a command or a question mark', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.constantFrom('gb18030', 'gbk'),
        (text, set) => {
          const encoded = encodeText(text, set);
          if (encoded === null) return;
          expect(encoded.some((byte) => byte < 0x20)).toBe(false);
          const asked = text.split('?').length - 1;
          expect([...encoded].filter((byte) => byte === 0x3f)).toHaveLength(asked);
        },
      ),
      { numRuns },
    );
  });
});
