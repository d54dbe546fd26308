import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportFormat, ExportIdentity } from '../../../../main/app/ports/exports.ts';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import { compareExports } from '../../../../main/infra/exports/compareExports.ts';
import { createExports } from '../../../../main/infra/exports/createExports.ts';
import { identifyExport } from '../../../../main/infra/exports/exportToken.ts';
import { readPdf } from '../../../../main/infra/exports/readPdf.ts';
import { places } from '../paper/helpers.ts';
import { samplePeriod, sampleStamp, station, troubledDay } from './samples.ts';

const exports = createExports({ fontsDir: places.fontsDir, workersDir: null });
const rows = 24;
const kinds = { csv: 'dayCsv', xlsx: 'dayXlsx', pdf: 'dayPdf' } as const satisfies Record<
  ExportFormat,
  ExportIdentity['kind']
>;
const formats = ['csv', 'xlsx', 'pdf'] as const;
/** A PDF takes a hundred times as long to be read as a CSV: fewer of them. */
const runs = {
  csv: { bytes: 2000, cuts: 1000 },
  xlsx: { bytes: 250, cuts: 150 },
  pdf: { bytes: 60, cuts: 40 },
} as const;

/** A day in which one outcome of the ledger is another one. */
function altered(): ClosedDay {
  const day = troubledDay(rows);
  day.figures.ledger = day.figures.ledger.map((row, index) =>
    index === 7 ? { ...row, outcome: 'supplement' } : row,
  );
  return day;
}

describe('H4 verify names the first difference', () => {
  it('line and column of a CSV', async () => {
    const expected = await exports.day(troubledDay(rows), station, 'csv');
    const found = await exports.day(altered(), station, 'csv');
    expect(compareExports('dayCsv', found, expected)).toEqual({
      place: '第 9 行 第 6 列 line 9, column 6',
      found: 'supplement',
      expected: 'accepted',
    });
  });

  it('sheet and cell of a workbook', async () => {
    const expected = await exports.day(troubledDay(rows), station, 'xlsx');
    const found = await exports.day(altered(), station, 'xlsx');
    expect(compareExports('dayXlsx', found, expected)).toEqual({
      place: '工作表 台账 Ledger 单元格 sheet 台账 Ledger, cell F9',
      found: 'supplement',
      expected: 'accepted',
    });
  });

  it('page and line of text of a PDF', async () => {
    const expected = await exports.day(troubledDay(rows), station, 'pdf');
    const found = await exports.day(altered(), station, 'pdf');
    const difference = compareExports('dayPdf', found, expected);
    expect(difference?.place).toMatch(/^第 [45] 页 page [45] · 第 \d+ 行文字 line \d+$/);
    expect(difference?.found).toContain('补正 supplement');
    expect(difference?.expected).toContain('受理 accepted');
  });

  it('the PDF is read as people read it: every page, in lines', async () => {
    const { pages } = readPdf(await exports.day(troubledDay(rows), station, 'pdf'));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages[0]?.lines.join('\n')).toContain('日终对账报告');
    expect(pages.every(({ lines }) => lines.some((line) => /Page \d+ of \d+/.test(line)))).toBe(true);
    expect(pages.flatMap(({ lines }) => lines).join('')).not.toContain('\uFFFD');
  });

  it('a period, too, and the station of it', async () => {
    const other = samplePeriod();
    other.rows = other.rows.map((row, index) => (index === 1 ? { ...row, wasted: 9 } : row));
    const places = { csv: 'line 3, column 8', xlsx: 'cell H3', pdf: 'page 1' };
    for (const format of formats) {
      const kind = ({ csv: 'periodCsv', xlsx: 'periodXlsx', pdf: 'periodPdf' } as const)[format];
      const expected = await exports.period(samplePeriod(), sampleStamp, station, format);
      const found = await exports.period(other, sampleStamp, station, format);
      expect(compareExports(kind, found, expected)?.place).toContain(places[format]);
      expect(compareExports(kind, expected, expected)).toBeNull();
    }
  });

  it('a truncated file, and one with something behind its end', async () => {
    for (const format of formats) {
      const expected = await exports.day(troubledDay(rows), station, format);
      for (const length of [0, 1, 5, 100, expected.length >> 1, expected.length - 1])
        expect(compareExports(kinds[format], expected.subarray(0, length), expected)).not.toBeNull();
      const longer = new Uint8Array(expected.length + 1);
      longer.set(expected);
      expect(compareExports(kinds[format], longer, expected)).not.toBeNull();
    }
    const workbook = await exports.day(troubledDay(rows), station, 'xlsx');
    expect(compareExports('dayXlsx', workbook.subarray(0, 5000), workbook)).toEqual({
      place: '文件目录 file directory',
      found: '损坏，无法读取 damaged, cannot be read',
      expected: '完好 sound',
    });
  });

  it('a file that packs more than any of ours is not unpacked', () => {
    const packed = deflateSync(Buffer.alloc(65 << 20));
    const bomb = Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n<<\n/Filter /FlateDecode\n/Length ${packed.length}\n>>\nstream\n`),
      packed,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
    expect(bomb.length).toBeLessThan(100_000);
    expect(readPdf(bomb).objects.get(1)?.length).toBeLessThan(200);
  });
});

describe('H4 verify answers whatever the bytes are', () => {
  it('every change of one byte is noticed and has a place', async () => {
    for (const format of formats) {
      const expected = await exports.day(troubledDay(rows), station, format);
      fc.assert(
        fc.property(fc.nat(expected.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
          const changed = expected.slice();
          changed[at] = ((changed[at] ?? 0) + by) % 256;
          identifyExport(changed);
          const difference = compareExports(kinds[format], changed, expected);
          return difference !== null && difference.place !== '' && difference.found !== difference.expected;
        }),
        { numRuns: runs[format].bytes },
      );
    }
  }, 120_000);

  it('cuts, doublings, swaps and rubbish are noticed', async () => {
    for (const format of formats) {
      const expected = await exports.day(troubledDay(rows), station, format);
      const at = fc.nat(expected.length);
      fc.assert(
        fc.property(at, at, fc.uint8Array({ maxLength: 40 }), (one, other, rubbish) => {
          const [from, to] = [Math.min(one, other), Math.max(one, other)];
          const cut = Buffer.concat([expected.subarray(0, from), rubbish, expected.subarray(to)]);
          identifyExport(cut);
          const same = Buffer.compare(cut, expected) === 0;
          return (compareExports(kinds[format], cut, expected) === null) === same;
        }),
        { numRuns: runs[format].cuts },
      );
    }
  }, 120_000);

  it('bytes that are no file of ours are none', () => {
    const some = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 200 }).map((text) => new TextEncoder().encode(`%PDF-1.7\n${text}`)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes])),
    );
    fc.assert(
      fc.property(some, (bytes) => identifyExport(bytes) === null),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...Object.values(kinds)), (bytes, kind) => {
        const difference = compareExports(kind, bytes, new TextEncoder().encode('expected'));
        return difference !== null;
      }),
      { numRuns: 2000 },
    );
  });
});
