import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, concatBytes, hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { encodeReceipt, encodeText } from '../../../drivers/framing/escposCommands.ts';
import {
  errorCause,
  escposReplies,
  offlineCause,
  paperOf,
  parseEscposByte,
} from '../../../drivers/framing/escposStatus.ts';
import { encodeCommand, encodePanel, evolisCommandFramer } from '../../../drivers/framing/evolisCommands.ts';
import { evolisReplyReader } from '../../../drivers/framing/evolisReplies.ts';
import {
  parseCount,
  parsePosition,
  parseRibbon,
  parseVolts,
} from '../../../drivers/printers/evolis/facts.ts';
import { maskEvolis } from '../../../drivers/printers/evolis/mask.ts';
import {
  packBlack,
  packColour,
  unpackBlack,
  unpackColour,
} from '../../../drivers/printers/evolis/panelCodec.ts';
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
    const outcomes = [
      ...chunksOf(bytes, cut).flatMap((chunk) => {
        const out = framer.push(chunk);
        // As much of a panel as came, and never more than came.
        if (framer.held > bytes.length) throw new Error('it keeps more than it got');
        return out;
      }),
      ...framer.silence(),
    ];
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
    const replies = [
      ...chunksOf(bytes, cut).flatMap((chunk) => {
        const out = reader.push(chunk);
        if (reader.held > 200) throw new Error('it keeps more than one text');
        return out;
      }),
      ...reader.silence(),
    ];
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
  const colourPanel = panel.map((dot, at) => (dot === 1 ? at % 128 : 0));
  const packedColour = packColour(colourPanel);
  /** Dots of a panel, or null; a dot has no other value than the panel can print. Four dots are looked at in one go. */
  const check = (dots: Uint8Array | null, most: 0x01 | 0x1f | 0x3f | 0x7f): void => {
    if (dots === null) return;
    if (dots.length !== panel.length) throw new Error('not one panel');
    let bits = 0;
    for (const four of new Uint32Array(dots.buffer)) bits |= four;
    if ((bits & ~(most * 0x01010101)) !== 0) throw new Error('a dot that is none');
  };
  const levels = fc.constantFrom(
    ...([
      [32, 0x1f],
      [64, 0x3f],
      [128, 0x7f],
    ] as const),
  );
  /** Long enough to be taken for a panel; its lines are short, so that one in a few thousand nearly is one. */
  const long = fc
    .tuple(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(0x00, 0x01, 0x80),
      fc.integer({ min: 0, max: 4000 }),
    )
    .map(([bytes, filling, length]) => {
      const all = new Uint8Array(bytes.length + length).fill(filling);
      all.set(bytes, length % 7 === 0 ? length : 0);
      return all;
    });
  it('random bytes', () => {
    fc.assert(
      fc.property(fc.oneof(long, fc.uint8Array({ maxLength: 300 })), levels, (bytes, [count, most]) => {
        check(unpackBlack(bytes), 0x01);
        check(unpackColour(bytes, count), most);
        // Three hundred bytes are no panel of 1016 lines.
        if (bytes.length <= 300)
          expect([unpackBlack(bytes), unpackColour(bytes, count)]).toEqual([null, null]);
      }),
      { numRuns },
    );
  });
  it('mutations of whole panels', () => {
    let whole = 0;
    fc.assert(
      fc.property(mutated, levels, fc.boolean(), (mutate, [count, most], ink) => {
        const dots = ink ? unpackBlack(mutate(packed)) : unpackColour(mutate(packedColour), count);
        check(dots, ink ? 0x01 : most);
        if (dots !== null) whole += 1;
      }),
      { numRuns },
    );
    // Some changes leave a panel a panel, so that the check above is made at all.
    expect(whole).toBeGreaterThan(100);
  });
  it('an overlay that is not whole is refused like any other panel', () => {
    expect(facePanels(new Map([['o;2', packed]]))).not.toBeNull();
    expect(facePanels(new Map([['o;2', packed.slice(1)]]))).toBeNull();
  });
  it('mutations of a panel of a whole face', () => {
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
      fc.property(mutated, cutAt, (mutate, cut) => check(mutate(receipt.bytes), cut)),
      { numRuns },
    );
  });
  const answers = [hexBytes('12'), hexBytes('37 25 00'), hexBytes('00'), hexBytes('7E 1A 37')];
  const checkAnswers = (bytes: Uint8Array, cut: number): void => {
    const cutUp = escposReplies();
    const replies = chunksOf(bytes, cut).flatMap((chunk) => cutUp.push(chunk));
    expect(replies.length).toBeLessThanOrEqual(bytes.length);
    expect(replies).toEqual(escposReplies().push(bytes));
    const cleared = hexOf(bytes).match(/(?:..)*?372500/g) ?? [];
    expect(replies.filter(({ kind }) => kind === 'cleared').length).toBeLessThanOrEqual(cleared.length);
  };
  it('random answers', () => {
    fc.assert(fc.property(mixed(...answers), cutAt, checkAnswers), { numRuns });
  });
  it('mutations of answers', () => {
    const all = concatBytes(answers);
    fc.assert(
      fc.property(mutated, cutAt, (mutate, cut) => checkAnswers(mutate(all), cut)),
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
          const { bytes } = encodeText(text, set);
          expect(bytes.some((byte) => byte < 0x20)).toBe(false);
          const asked = text.split('?').length - 1;
          expect([...bytes].filter((byte) => byte === 0x3f)).toHaveLength(asked);
        },
      ),
      { numRuns },
    );
  });
});
