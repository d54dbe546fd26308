import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CarriedFilePicture, CarriedFileRow } from '../../../../main/contract/carryFile.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { carryCodeValues, writeCarryCode } from '../../../../main/domain/sync/carryCode.ts';
import { openCarryFile, packCarryFile } from '../../../../main/infra/carry/carryFile.ts';
import { readReceipts } from '../../../../main/infra/carry/receiptsBytes.ts';
import { quickCrypto } from '../../helpers/index.ts';

const head = {
  stationId: 'SZ50',
  mode: 'training',
  exportedAt: '2026-11-25T01:20:00.000Z',
  publicKey: quickCrypto().paperPublicKey(),
} as const;
const chain = { line: 0, sequence: 7, head: 'a'.repeat(64) };
const fileRow = (number: number, note = 'x'): CarriedFileRow => ({
  id: `row_${number}` as RowId,
  kind: 'case.opened',
  caseNumber: 'SZ50-20261125-0001',
  stream: 'case_1',
  businessKey: `row_${number}`,
  schema: 1,
  corrects: null,
  payload: { note },
  createdAt: '2026-11-25T01:20:00.000Z',
  state: 'waiting',
  refusal: null,
  pictures: [],
});

/** A file as a station leaves it: signed. */
function pack(rows: readonly CarriedFileRow[], pictures: readonly CarriedFilePicture[] = []) {
  const packed = packCarryFile(head, { rows: rows.length, pictures: pictures.length, chain }, rows, pictures);
  packed.bytes.set(Buffer.from('0'.repeat(128)), packed.bytes.length - 128);
  return packed;
}
const codeOf = (result: ReturnType<typeof openCarryFile>): string =>
  result.ok ? 'opened' : result.error.code;
/** Big enough for three chunks. */
const picture = { digest: 'b'.repeat(64), bytes: new Uint8Array(150_000).map((_, at) => at % 251) };
const sample = pack([fileRow(1), fileRow(2, '示例')], [picture]);
/** Where the chunks begin: behind mark, version, length and header. */
const startOf = (bytes: Uint8Array): number => 12 + Buffer.from(bytes).readUInt32BE(8);
const chunk = 64 * 1024 + 16;

describe('G6 the file of a carried queue', () => {
  it('opens with its code to what was put in, and shows no content without it', () => {
    const opened = openCarryFile(sample.bytes, sample.code);
    expect(opened).toMatchObject({
      ok: true,
      value: {
        header: head,
        manifest: { chain },
        rows: [fileRow(1), fileRow(2, '示例')],
        digest: sample.digest,
      },
    });
    expect(opened.ok && opened.value.pictures).toEqual([picture]);
    const seen = Buffer.from(sample.bytes).toString('latin1');
    expect(seen).not.toContain('case_1');
    expect(seen).not.toContain('0001');
    expect(pack([fileRow(1)]).code).not.toBe(sample.code);
  });

  it.each([0, 1, 64 * 1024 - 700, 64 * 1024, 200_000])('comes back whole with %i bytes more', (size) => {
    const rows = [fileRow(1, 'n'.repeat(size))];
    const packed = pack(rows);
    expect(openCarryFile(packed.bytes, packed.code)).toMatchObject({ ok: true, value: { rows } });
  });

  it('any altered byte is noticed, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(sample.bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Uint8Array.from(sample.bytes);
        bytes[at] = (bytes[at] ?? 0) ^ by;
        const opened = openCarryFile(bytes, sample.code);
        // The last 128 bytes are the signature: what it must be is for who knows the station.
        if (at < bytes.length - 128) expect(opened.ok).toBe(false);
        else if (opened.ok) expect(opened.value.signature).not.toBe('0'.repeat(128));
      }),
      { numRuns: 300 },
    );
  });

  it('a file that was cut off anywhere, or grew, is noticed', () => {
    fc.assert(
      fc.property(fc.nat(sample.bytes.length - 1), (length) => {
        expect(openCarryFile(sample.bytes.slice(0, length), sample.code).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const grown = new Uint8Array(sample.bytes.length + 16);
    grown.set(sample.bytes);
    expect(codeOf(openCarryFile(grown, sample.code))).toBe('carryFileDamaged');
  });

  it('chunks that changed places, were doubled or left out are noticed, and so is an end that was cut at a chunk', () => {
    const start = startOf(sample.bytes);
    const parts = [0, 1].map((index) =>
      sample.bytes.slice(start + index * chunk, start + (index + 1) * chunk),
    );
    const rest = sample.bytes.slice(start + 2 * chunk);
    const [first, second] = parts;
    if (first === undefined || second === undefined) throw new Error('the sample is too small');
    const before = sample.bytes.slice(0, start);
    const signature = sample.bytes.slice(-128);
    const joined = (...pieces: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(pieces));
    expect(codeOf(openCarryFile(joined(before, first, second, rest), sample.code))).toBe('opened');
    for (const bytes of [
      joined(before, second, first, rest),
      joined(before, first, first, second, rest),
      joined(before, first, rest),
      joined(before, first, signature),
      joined(before, first, second, signature),
      joined(before, signature),
    ])
      expect(codeOf(openCarryFile(bytes, sample.code))).toBe('carryFileDamaged');
  });

  it('chunks that hold nothing but a part of a picture cannot change places either, and never look alike', () => {
    const even = { digest: 'c'.repeat(64), bytes: new Uint8Array(300_000).fill(1) };
    even.bytes.fill(2, 120_000);
    const packed = pack([fileRow(1)], [even]);
    const start = startOf(packed.bytes);
    const at = (index: number): number => start + index * chunk;
    const part = (index: number): Uint8Array => packed.bytes.slice(at(index), at(index + 1));
    expect(Buffer.compare(part(2), part(3))).not.toBe(0);
    const swapped = Uint8Array.from(packed.bytes);
    swapped.set(part(1), at(2));
    swapped.set(part(2), at(1));
    expect(codeOf(openCarryFile(swapped, packed.code))).toBe('carryFileDamaged');
    expect(codeOf(openCarryFile(packed.bytes, packed.code))).toBe('opened');
  });

  it('the chunks of one file do not fit behind the header of another', () => {
    const other = pack([fileRow(1), fileRow(2, '示例')], [picture]);
    const mixed = Buffer.concat([
      sample.bytes.slice(0, startOf(sample.bytes)),
      other.bytes.slice(startOf(other.bytes)),
    ]);
    expect(codeOf(openCarryFile(Uint8Array.from(mixed), sample.code))).toBe('carryFileDamaged');
  });

  it('another code, another version, no file, rubbish: each has its name', () => {
    const other = writeCarryCode(Array<number>(carryCodeValues).fill(3));
    expect(codeOf(openCarryFile(sample.bytes, other))).toBe('carryCodeWrong');
    const newer = Uint8Array.from(sample.bytes);
    newer[7] = 2;
    expect(openCarryFile(newer, sample.code)).toEqual({
      ok: false,
      error: { code: 'carryFileVersion', detail: { version: 2 } },
    });
    expect(codeOf(openCarryFile(new Uint8Array(0), sample.code))).toBe('carryFileForeign');
    const rubbish = new Uint8Array(100 * 1024 * 1024).map((_, at) => (at * 31) & 255);
    expect(codeOf(openCarryFile(rubbish, sample.code))).toBe('carryFileForeign');
    rubbish.set(Buffer.from('ZKCARRY'));
    rubbish[7] = 1;
    rubbish.fill(0xff, 8, 12);
    expect(codeOf(openCarryFile(rubbish, sample.code))).toBe('carryFileDamaged');
    // A good beginning, and then no end of rubbish.
    rubbish.set(sample.bytes.slice(0, startOf(sample.bytes)));
    expect(codeOf(openCarryFile(rubbish, sample.code))).toBe('carryFileDamaged');
  });

  it('whatever the bytes are, the answer is a name', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (tail, marked) => {
        const bytes = marked ? Uint8Array.from([...Buffer.from('ZKCARRY\u0001'), ...tail]) : tail;
        expect(openCarryFile(bytes, sample.code).ok).toBe(false);
      }),
    );
  });

  it('a row that no station writes, two rows with one id, or a wrong count: not taken, although the seal is right', () => {
    const bad = { ...fileRow(1), kind: 'case.deleted' } as unknown as CarriedFileRow;
    for (const rows of [[bad], [fileRow(1), fileRow(1)], [{ ...fileRow(1), state: 'acked' } as never]]) {
      const packed = pack(rows);
      expect(codeOf(openCarryFile(packed.bytes, packed.code))).toBe('carryFileDamaged');
    }
    const packed = packCarryFile(head, { rows: 2, pictures: 0, chain }, [fileRow(1)], []);
    packed.bytes.set(Buffer.from('0'.repeat(128)), packed.bytes.length - 128);
    expect(codeOf(openCarryFile(packed.bytes, packed.code))).toBe('carryFileDamaged');
  });

  it('G3 bytes that are no file of receipts are none, whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => readReceipts(bytes) === null));
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readReceipts(Buffer.from(text))).toBeNull();
      }),
    );
  });
});
