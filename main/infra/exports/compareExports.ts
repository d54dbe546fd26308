import type { ExportDifference, ExportIdentity } from '../../app/ports/exports.ts';
import { verifyDayCsv } from '../paper/verifyDayCsv.ts';
import { isDamaged, readPdf, type ReadPage } from './readPdf.ts';
import { readParts, readSheets, type ReadParts } from './readXlsx.ts';

/**
 * The first place where a file is not what the ledger gives (H4): line and column, sheet and cell, page and line of text; where all that
 * can be read is the same, the byte. Null = byte for byte the same. Never throws, whatever the bytes are.
 */
export function compareExports(
  kind: ExportIdentity['kind'],
  given: Uint8Array,
  expected: Uint8Array,
): ExportDifference | null {
  const at = firstByte(given, expected);
  if (at === null) return null;
  const found =
    kind === 'dayPdf' || kind === 'periodPdf'
      ? comparePdf(given, expected)
      : kind === 'dayXlsx' || kind === 'periodXlsx'
        ? compareXlsx(given, expected)
        : compareCsv(given, expected);
  return found ?? byteDifference(given, expected, at);
}

/** Where two files part; null = nowhere. */
function firstByte(given: Uint8Array, expected: Uint8Array): number | null {
  const length = Math.max(given.length, expected.length);
  for (let at = 0; at < length; at += 1) if (given[at] !== expected[at]) return at;
  return null;
}

const byteText = (byte: number | undefined): string =>
  byte === undefined ? '文件已结束 end of the file' : `0x${byte.toString(16).padStart(2, '0')}`;

const byteDifference = (given: Uint8Array, expected: Uint8Array, at: number): ExportDifference => ({
  place: `第 ${at + 1} 字节 byte ${at + 1}`,
  found: byteText(given[at]),
  expected: byteText(expected[at]),
});

function compareCsv(given: Uint8Array, expected: Uint8Array): ExportDifference | null {
  const { difference } = verifyDayCsv(given, expected);
  if (difference === null || difference.found === difference.expected) return null;
  const { line, column, found, expected: should } = difference;
  return {
    place: `第 ${line} 行 第 ${column} 列 line ${line}, column ${column}`,
    found: shown(found),
    expected: shown(should),
  };
}

const damagedPart = '损坏，无法读取 damaged, cannot be read';
const sound = '完好 sound';
const nothing = '（空） empty';
const longestShown = 300;
const shown = (text: string): string => (text === '' ? nothing : text.slice(0, longestShown));

function compareXlsx(given: Uint8Array, expected: Uint8Array): ExportDifference | null {
  const should = readParts(expected);
  const is = readParts(given);
  if (should === null) return null;
  if (is === null) return { place: '文件目录 file directory', found: damagedPart, expected: sound };
  const sheets = readSheets(is);
  const expectedSheets = readSheets(should);
  const broken = [...should.keys()].find((name) => is.has(name) && is.get(name) === null);
  if (broken !== undefined)
    return { place: partPlace(broken, expectedSheets), found: damagedPart, expected: sound };
  for (const [index, { name, cells }] of expectedSheets.entries()) {
    const other = sheets[index];
    if (other?.name !== name)
      return {
        place: `第 ${index + 1} 个工作表 sheet ${index + 1}`,
        found: shown(other?.name ?? ''),
        expected: name,
      };
    for (const address of new Set([...cells.keys(), ...other.cells.keys()])) {
      const [found, wanted] = [other.cells.get(address), cells.get(address)];
      if (found !== wanted)
        return {
          place: `工作表 ${name} 单元格 sheet ${name}, cell ${address}`,
          found: shown(found ?? ''),
          expected: shown(wanted ?? ''),
        };
    }
  }
  return differingPart(is, should, expectedSheets);
}

type NamedSheets = readonly { readonly name: string; readonly part: string }[];

const partPlace = (part: string, sheets: NamedSheets): string => {
  const sheet = sheets.find((each) => each.part === part);
  return sheet === undefined ? `文件部件 part ${part}` : `工作表 sheet ${sheet.name}`;
};

/** Cells agree; looks, or what no reader shows, do not. */
function differingPart(is: ReadParts, should: ReadParts, sheets: NamedSheets): ExportDifference | null {
  for (const name of new Set([...should.keys(), ...is.keys()])) {
    const [found, wanted] = [is.get(name), should.get(name)];
    const there = (part: unknown): string => (part === undefined ? '没有 missing' : '有 present');
    if ((found === undefined) !== (wanted === undefined))
      return { place: partPlace(name, sheets), found: there(found), expected: there(wanted) };
    const at = found && wanted ? firstByte(found, wanted) : null;
    if (found && wanted && at !== null)
      return {
        place: `${partPlace(name, sheets)} · 第 ${at + 1} 字节 byte ${at + 1}`,
        found: byteText(found[at]),
        expected: byteText(wanted[at]),
      };
  }
  return null;
}

function comparePdf(given: Uint8Array, expected: Uint8Array): ExportDifference | null {
  const should = readPdf(expected);
  const is = readPdf(given);
  for (const [index, page] of should.pages.entries()) {
    const other = is.pages[index];
    const place = `第 ${index + 1} 页 page ${index + 1}`;
    if (other === undefined)
      return { place, found: '没有此页 no such page', expected: `${page.lines.length} 行 lines` };
    const difference = other.drawing === page.drawing ? null : pageDifference(place, other, page);
    if (difference !== null) return difference;
  }
  if (is.pages.length > should.pages.length)
    return {
      place: `第 ${should.pages.length + 1} 页 page ${should.pages.length + 1}`,
      found: '多出的页 one page too many',
      expected: `${should.pages.length} 页 pages`,
    };
  for (const [id, body] of should.objects)
    if (is.objects.get(id) !== body)
      return {
        place: `PDF 对象 object ${id}`,
        found: objectState(is.objects.get(id)),
        expected: sound,
      };
  return null;
}

function pageDifference(place: string, is: ReadPage, should: ReadPage): ExportDifference {
  if (isDamaged(is.drawing)) return { place, found: damagedPart, expected: sound };
  const count = Math.max(is.lines.length, should.lines.length);
  for (let line = 0; line < count; line += 1)
    if (is.lines[line] !== should.lines[line])
      return {
        place: `${place} · 第 ${line + 1} 行文字 line ${line + 1}`,
        found: shown(is.lines[line] ?? ''),
        expected: shown(should.lines[line] ?? ''),
      };
  return { place, found: '另一图形 another drawing', expected: '同一文字 the same text' };
}

const objectState = (body: string | undefined): string => {
  if (body === undefined) return '没有 missing';
  return isDamaged(body) ? damagedPart : '不同 differs';
};
