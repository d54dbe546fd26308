import { describe, expect, it } from 'vitest';
import { splitSymbology, symbologyOfAim } from '../../../drivers/framing/aimSymbologies.ts';
import { concatBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import {
  encodeMenu,
  honeywellBeep,
  honeywellRelease,
  honeywellTrigger,
  parseMenuAnswer,
} from '../../../drivers/framing/honeywellCommands.ts';
import { lineSplitter } from '../../../drivers/framing/lineSplitter.ts';
import {
  encodeNewland,
  newlandFramer,
  parseNewlandAnswer,
} from '../../../drivers/framing/newlandCommands.ts';
import {
  encodeSsi,
  longestSsiData,
  ssiFramer,
  ssiOpcodes,
  ssiSource,
  symbologyOfSsi,
} from '../../../drivers/framing/ssiFrames.ts';
import { scanAssembly } from '../../../drivers/scanners/ssiScans.ts';
import { framed } from '../helpers/framed.ts';
import { hexOfText } from './bench.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('F1 AIM ids', () => {
  it.each([
    [']A0', 'code39'],
    [']C0', 'code128'],
    [']C1', 'ean128'],
    [']d1', 'dataMatrix'],
    [']d2', 'dataMatrix'],
    [']E0', 'ean13'],
    [']E4', 'ean8'],
    [']I1', 'itf'],
    [']L2', 'pdf417'],
    [']Q1', 'qrCode'],
    [']Q3', 'qrCode'],
    [']z3', 'aztec'],
    [']e0', 'gs1DataBar'],
    [']X0', 'unknown'],
    [']Z6', 'unknown'],
    [']q1', 'unknown'],
    ['Q1', 'unknown'],
  ])('%s is %s', (aim, symbology) => expect(symbologyOfAim(aim)).toBe(symbology));

  it('leave the data only when they are known ones', () => {
    expect(splitSymbology(']C10100000000000000')).toEqual({ symbology: 'ean128', text: '0100000000000000' });
    expect(splitSymbology(']Quote')).toEqual({ symbology: 'unknown', text: ']Quote' });
    expect(splitSymbology(']Q1')).toEqual({ symbology: 'qrCode', text: '' });
  });
});

describe('F1 lines of a scanner', () => {
  it.each([1, 7, 500])('that are too long are dropped up to their end, in cuts of %i', (cut) => {
    const framer = lineSplitter({ maxBytes: 20, silenceMs: 80, suffix: 'auto' });
    const bytes = ascii(`${'x'.repeat(50)}\rok\r`);
    expect(framed(framer, bytes, cut)).toEqual([
      { kind: 'error', reason: 'tooLong' },
      { kind: 'frame', frame: ascii('ok') },
    ]);
  });
});

describe('F1 Newland commands', () => {
  it.each([
    ['SCNTRG1', '#', '7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03'],
    ['SCNTRG0', '#', '7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03'],
    ['SCNTCE1', '@', '7E 01 30 30 30 30 40 53 43 4E 54 43 45 31 3B 03'],
    ['SCNMOD0', '@', '7E 01 30 30 30 30 40 53 43 4E 4D 4F 44 30 3B 03'],
    ['ORTSET30000', '@', '7E 01 30 30 30 30 40 4F 52 54 53 45 54 33 30 30 30 30 3B 03'],
    ['RRDDUR1000', '@', '7E 01 30 30 30 30 40 52 52 44 44 55 52 31 30 30 30 3B 03'],
  ] as const)('%s%s', (command, storage, bytes) => {
    expect(encodeNewland(command, storage)).toEqual(hexOfText(bytes));
  });

  it.each([
    ['06', 'ok'],
    ['15', 'outOfRange'],
    ['05', 'unknownCommand'],
  ])('an answer with %s is %s', (code, result) => {
    const bytes = hexOfText(`02 01 30 30 30 30 23 53 43 4E 54 52 47 31 ${code} 3B 03`);
    expect(parseNewlandAnswer(bytes)).toEqual({ command: 'SCNTRG1', result });
  });

  const answer = hexOfText('02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03');
  const framer = () => newlandFramer(lineSplitter({ maxBytes: 100, silenceMs: 80, suffix: 'auto' }));
  const shown = (outcomes: ReturnType<ReturnType<typeof framer>['push']>): unknown[] =>
    outcomes.map((outcome) => {
      if (outcome.kind === 'error') return outcome.reason;
      return outcome.frame.kind === 'text' ? hexOf(outcome.frame.bytes) : outcome.frame.command;
    });

  it.each([1, 2, 5, 400])('stand apart from scans before, between and behind them, in cuts of %i', (cut) => {
    const bytes = concatBytes([ascii('one\r'), answer, ascii('two\r'), answer, answer, ascii('three')]);
    expect(shown(framed(framer(), bytes, cut))).toEqual([
      hexOf(ascii('one')),
      'SCNTRG1',
      hexOf(ascii('two')),
      'SCNTRG1',
      'SCNTRG1',
      'truncated',
    ]);
  });
  it('end a text without suffix', () => {
    expect(shown(framed(framer(), concatBytes([ascii('one'), answer]), 1))).toEqual([
      hexOf(ascii('one')),
      'SCNTRG1',
    ]);
  });
  it('keep bytes that only begin like an answer in the text, for it to be refused there', () => {
    const bytes = concatBytes([ascii('one'), hexOfText('02 02 01 30'), ascii('two\r')]);
    expect(shown(framed(framer(), bytes, 1))).toEqual([hexOf(bytes.slice(0, -1))]);
    expect(shown(framed(framer(), answer.slice(0, 9), 1))).toEqual(['truncated']);
  });
});

describe('F1 Honeywell commands', () => {
  it('are the bytes of the guide', () => {
    expect(honeywellTrigger).toEqual(hexOfText('16 54 0D'));
    expect(honeywellRelease).toEqual(hexOfText('16 55 0D'));
    expect(honeywellBeep).toEqual(hexOfText('16 07 0D'));
    expect(encodeMenu('REVINF', '.')).toEqual(hexOfText('16 4D 0D 52 45 56 49 4E 46 2E'));
  });
  it('answer with their echo and how it went', () => {
    expect(parseMenuAnswer('REVINF\x06.')).toEqual({ text: 'REVINF', result: 'ok' });
    expect(parseMenuAnswer('CBRENA1\x06')).toEqual({ text: 'CBRENA1', result: 'ok' });
    expect(parseMenuAnswer('OCRENA9\x15!')).toEqual({ text: 'OCRENA9', result: 'refused' });
    expect(parseMenuAnswer('NOTHING\x05.')).toEqual({ text: 'NOTHING', result: 'unknownCommand' });
    expect(parseMenuAnswer('\x06.')).toBeNull();
    expect(parseMenuAnswer('REVINF.')).toBeNull();
  });
});

describe('F1 SSI frames', () => {
  it.each([
    [ssiOpcodes.startSession, '04 E4 04 00 FF 14'],
    [ssiOpcodes.stopSession, '04 E5 04 00 FF 13'],
    [ssiOpcodes.acknowledge, '04 D0 04 00 FF 28'],
    [ssiOpcodes.scanEnable, '04 E9 04 00 FF 0F'],
    [ssiOpcodes.scanDisable, '04 EA 04 00 FF 0E'],
    [ssiOpcodes.flushQueue, '04 D2 04 00 FF 26'],
  ])('of opcode %i have the checksum of the guide', (opcode, bytes) => {
    expect(encodeSsi(opcode, ssiSource.host)).toEqual(hexOfText(bytes));
  });

  const frame = encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, ascii('\x1cZK-0001'));
  const ok = { kind: 'frame', frame: { kind: 'frame', opcode: 0xf3, status: 0, data: ascii('\x1cZK-0001') } };
  const error = (reason: string) => ({ kind: 'error', reason });

  it.each([1, 3, 600])('are found in cuts of %i, behind noise and behind each other', (cut) => {
    const bytes = concatBytes([hexOfText('FF 80 FF'), frame, frame]);
    expect(framed(ssiFramer(ssiSource.decoder, 100), bytes, cut)).toEqual([error('garbage'), ok, ok]);
  });
  it('with a wrong checksum go as a whole, so that data never become a frame', () => {
    const inner = encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, ascii('\x1cEVIL'));
    const outer = encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, concatBytes([ascii('\x1c'), inner]));
    outer[outer.length - 1] = (outer.at(-1) ?? 0) ^ 0x80;
    expect(framed(ssiFramer(ssiSource.decoder, 100), concatBytes([outer, frame]), 7)).toEqual([
      { kind: 'frame', frame: { kind: 'badChecksum' } },
      ok,
    ]);
  });
  it('cut off are truncated, and of the other source garbage', () => {
    expect(framed(ssiFramer(ssiSource.decoder, 100), frame.slice(0, 9), 4)).toEqual([error('truncated')]);
    expect(framed(ssiFramer(ssiSource.host, 100), frame, 20)[0]).toEqual(error('garbage'));
  });
  it('name the symbology where it is known', () => {
    expect([0x01, 0x0f, 0x11, 0x1c, 0x99].map(symbologyOfSsi)).toEqual([
      'code39',
      'ean128',
      'pdf417',
      'qrCode',
      'unknown',
    ]);
  });
});

describe('F1 SSI reads', () => {
  const part = (text: string, status: number) => ({ opcode: 0xf3, status, data: ascii(`\x1c${text}`) });
  const take = (assembly: ReturnType<typeof scanAssembly>, text: string, status: number, now = 0) => {
    const scan = assembly.take(part(text, status), now);
    return scan === null || scan === 'tooLong' ? scan : new TextDecoder().decode(scan.bytes);
  };

  it('sent again count once, read again count twice', () => {
    const assembly = scanAssembly();
    expect(take(assembly, 'one', 0)).toBe('one');
    expect(take(assembly, 'one', 1)).toBeNull();
    expect(take(assembly, 'one', 1)).toBeNull();
    expect(take(assembly, 'one', 0)).toBe('one');
    // Its first sending was damaged on the way.
    expect(take(assembly, 'two', 1)).toBe('two');
    expect(take(assembly, 'two', 1, 20_000)).toBe('two');
  });
  it('of several frames are one read, also with equal frames and ones sent again', () => {
    const assembly = scanAssembly();
    expect(take(assembly, 'aa', 2)).toBeNull();
    expect(take(assembly, 'aa', 3)).toBeNull();
    expect(take(assembly, 'aa', 2)).toBeNull();
    expect(take(assembly, 'b', 0)).toBe('aaaab');
    expect(take(assembly, 'c', 0)).toBe('c');
  });
  it('that never end are dropped once', () => {
    const assembly = scanAssembly();
    const long = 'x'.repeat(longestSsiData - 1);
    for (let index = 0; index < 40; index += 1) expect(take(assembly, long, 2)).toBeNull();
    expect(take(assembly, 'end', 0)).toBe('tooLong');
    expect(take(assembly, 'next', 0)).toBe('next');
  });
});
