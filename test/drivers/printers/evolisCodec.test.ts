import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { encodeCommand, encodePanel, evolisCommandFramer } from '../../../drivers/framing/evolisCommands.ts';
import { evolisReplyReader, type EvolisReply } from '../../../drivers/framing/evolisReplies.ts';
import { parseCount, parsePosition, parseVolts } from '../../../drivers/printers/evolis/facts.ts';
import { parseMachineState } from '../../../drivers/sim/evolisMachine.ts';
import { framed } from '../helpers/framed.ts';

describe('F1 Evolis commands', () => {
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
    const found = framed(evolisCommandFramer({ silenceMs: 1 }), job, cut);
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

it('F4 a saved state of the simulated printer that is none is refused', () => {
  fc.assert(fc.property(fc.json(), (text) => parseMachineState(text) === null));
});
