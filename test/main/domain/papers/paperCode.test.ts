import { describe, expect, it } from 'vitest';
import { noticeKind } from '../../../../main/contract/outcomes.ts';
import { isPaperCode, paperQr, paperText, readPaperCode } from '../../../../main/domain/papers/paperCode.ts';
import { readQr } from '../../../../main/domain/rules/readQr.ts';
import { codeOf, must } from '../../app/cases/desk.ts';

const content = {
  kind: 'supplement',
  number: 'SZ50-BZ-2026-000001',
  issuedOn: '2026-11-25',
  permitNumber: 'TEST 0000 0001',
} as const;
const digest = '0123456789abcdef'.repeat(4);
const signature = 'fedcba9876543210'.repeat(8);
const good = paperQr(paperText(content, digest), signature);

/** The same numbers at every run: a failure can be looked at again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  // Mulberry32.
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

describe('C5 the code of a paper', () => {
  it('says kind, number, date, station, end of the permit number and digest, and no name', () => {
    expect(must(readPaperCode(good))).toEqual({
      paper: {
        stationId: 'SZ50',
        kind: 'supplement',
        number: 'SZ50-BZ-2026-000001',
        issuedOn: '2026-11-25',
        permitTail: '0001',
        code: '01234567',
      },
      digest,
      signedText: good.slice(0, good.lastIndexOf(':')),
      signature,
    });
  });

  it('fits into the small alphabet of a QR and is short enough for one of two centimetres', () => {
    expect(good).toMatch(/^[0-9A-Z:-]+$/);
    expect(good.length).toBeLessThan(240);
  });

  it.each(noticeKind.options)('%s has a sign of its own', (kind) => {
    expect(must(readPaperCode(paperQr(paperText({ ...content, kind }, digest), signature))).paper.kind).toBe(
      kind,
    );
  });

  it('every digest and signature comes out as it went in', () => {
    const next = randomNumbers(7);
    const hex = (length: number): string => Array.from({ length }, () => next(16).toString(16)).join('');
    for (let round = 0; round < 200; round += 1) {
      const [some, sign] = [hex(64), hex(128)];
      const read = must(readPaperCode(paperQr(paperText(content, some), sign)));
      expect([read.digest, read.signature]).toEqual([some, sign]);
    }
  });

  it('survives a keyboard scanner with the wrong shift key, and blanks around it', () => {
    expect(must(readPaperCode(` ${good.toLowerCase()}\r\n`))).toEqual(must(readPaperCode(good)));
  });

  it('is neither a permit nor a slip, and they are no papers', () => {
    expect(codeOf(readQr(good, { permitQr: [] }, { training: true }))).toBe('qrForeign');
    for (const text of [
      '',
      'ZKS1:SZ50-20261125-0001:00000000',
      'ZKT1:TEST00000001',
      'https://example.org',
      'ZKP',
    ])
      expect([isPaperCode(text), codeOf(readPaperCode(text))]).toEqual([false, 'qrForeign']);
  });

  it('a code that is not whole is damaged, whatever is wrong with it', () => {
    const parts = good.split(':');
    const change = (at: number, text: string): string => parts.with(at, text).join(':');
    const bad = [
      good.slice(0, -1),
      `${good}A`,
      `${good}:`,
      change(1, 'SZ50-BZ-2026-1'),
      change(1, 'S-BZ-2026-000001'),
      change(1, '../../etc-BZ-2026-000001'),
      change(2, 'XXX'),
      change(3, '20261131'),
      change(3, '20260230'),
      change(3, '2026112'),
      change(4, ''),
      change(4, '00001'),
      change(5, `${parts[5]?.slice(0, -1)}1`),
      // The last letter of 52 carries one bit of four that must be nothing: one code has one spelling.
      change(5, `${parts[5]?.slice(0, -1)}7`),
      change(6, `${parts[6]?.slice(0, -1)}B`),
      'ZKP1:',
      `ZKP1:${'A'.repeat(8_000)}`,
    ];
    for (const text of bad)
      expect([text.slice(0, 60), codeOf(readPaperCode(text))]).toEqual([text.slice(0, 60), 'qrDamaged']);
    expect(codeOf(readPaperCode(`ZKP1:${'A'.repeat(9_000)}`))).toBe('qrForeign');
  });

  it('fuzz: no text breaks the reader, and none but the good one is read as it', () => {
    const next = randomNumbers(2026);
    const letters = 'ABCZ0127-:=/ {}%\u0000\u2028中💥azKP1';
    let read = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from(good);
      for (let edits = 1 + next(4); edits > 0; edits -= 1) {
        const at = next(text.length);
        const letter = letters[next(letters.length)] ?? 'A';
        const kind = next(3);
        if (kind === 0) text.splice(at, 1);
        else if (kind === 1) text.splice(at, 0, letter);
        else text[at] = letter;
      }
      const result = readPaperCode(text.join(''));
      if (!result.ok) expect(['qrForeign', 'qrDamaged']).toContain(result.error.code);
      else {
        read += 1;
        const { paper, signedText } = result.value;
        expect(paperQr(signedText, result.value.signature)).toBe(text.join('').trim().toUpperCase());
        expect(paper.number.startsWith(`${paper.stationId}-`)).toBe(true);
      }
    }
    // Some edits only change letters of digest or signature: those are for the signature to find.
    expect(read).toBeGreaterThan(0);
  });
});
