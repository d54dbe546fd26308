import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { cellText } from './safeCells.ts';

export type BookCell = string | number | null;

export interface BookRow {
  readonly cells: readonly BookCell[];
  /** A title of a part, or the head of a table. */
  readonly look?: 'title' | 'head';
}

export interface BookSheet {
  readonly name: string;
  /** Widths of the columns in letters. */
  readonly widths: readonly number[];
  /** Rows that stay in sight. */
  readonly sticky?: number;
  readonly rows: readonly BookRow[];
}

/** Zip keeps local time without a zone: its oldest date, made here, is the same bytes everywhere. */
const zipDate = (): Date => new Date(1980, 0, 1);
const longestCell = 32_767;

/**
 * A workbook (H4). Numbers are numbers, all else is text in cells of text format, so that no cell is or becomes a formula. The same sheets
 * give the same bytes: what the library wrote is packed again in one order, with one date, by a packer that is part of the program.
 * @param token what the file is, uncompressed in its properties
 */
export async function makeXlsx(sheets: readonly BookSheet[], token: string): Promise<Uint8Array> {
  const written = await writeXlsxFile(
    sheets.map((sheet) => ({
      data: sheet.rows.map((row) => cellsOf(row, sheet.widths)),
      sheet: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: sheet.sticky ?? 0,
      orientation: 'landscape' as const,
    })),
    { fontFamily: 'Noto Sans SC', fontSize: 10 },
  ).toBuffer();
  return repacked(new Uint8Array(written), token);
}

const lineHeight = 14;

/** Lines that a text takes in a column so many letters wide; a Chinese character is two letters wide. */
function linesIn(cell: BookCell, width: number, bold: boolean): number {
  if (typeof cell !== 'string') return 1;
  const letters = Array.from(cell).reduce(
    (sum, each) => sum + ((each.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1),
    0,
  );
  return Math.ceil((letters * (bold ? 1.1 : 1)) / Math.max(1, width - 1));
}

/** Not every program makes a row as high as its text: the height is said where it is more than one line. */
function cellsOf({ cells, look }: BookRow, widths: readonly number[]): SheetData[number] {
  const lines = Math.max(
    1,
    ...(look === 'title'
      ? []
      : cells.map((cell, column) => linesIn(cell, widths[column] ?? 10, look === 'head'))),
  );
  const height = lines > 1 ? { height: lines * lineHeight } : {};
  const style =
    look === 'head'
      ? ({ fontWeight: 'bold', backgroundColor: '#EEF1F4', bottomBorderStyle: 'thin', wrap: true } as const)
      : look === 'title'
        ? ({ fontWeight: 'bold', textColor: '#1F4175', fontSize: 11 } as const)
        : ({ alignVertical: 'top', wrap: true } as const);
  return cells.map((cell) => {
    if (cell === null || cell === '') return null;
    if (typeof cell === 'number') return { type: Number, value: cell, format: '0', ...height, ...style };
    return { type: String, value: cellText(cell).slice(0, longestCell), format: '@', ...height, ...style };
  });
}

const propertiesType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const propertiesRelation =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
const properties = (token: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="zhengka"><vt:lpwstr>${token}</vt:lpwstr></property></Properties>`;

const first = '[Content_Types].xml';
const own = 'docProps/custom.xml';

/** Printed, a sheet is as wide as the paper; the library has no option for it. */
const fittedToPaper = (sheet: string): string =>
  sheet
    .replace(/<worksheet[^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
    .replace('<pageSetup ', '<pageSetup fitToHeight="0" ');

function repacked(bytes: Uint8Array, token: string): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(bytes);
  const changed = (name: string, before: string, added: string): Uint8Array =>
    strToU8(strFromU8(parts[name] ?? new Uint8Array()).replace(before, () => `${added}${before}`));
  parts[first] = changed(first, '</Types>', `<Override PartName="/${own}" ContentType="${propertiesType}"/>`);
  parts['_rels/.rels'] = changed(
    '_rels/.rels',
    '</Relationships>',
    `<Relationship Id="rIdZhengka" Type="${propertiesRelation}" Target="${own}"/>`,
  );
  for (const [name, bytesOfPart] of Object.entries(parts))
    if (name.startsWith('xl/worksheets/sheet')) parts[name] = strToU8(fittedToPaper(strFromU8(bytesOfPart)));
  const mtime = zipDate();
  const packed: Zippable = {
    [first]: [parts[first] ?? new Uint8Array(), { mtime, level: 6 }],
    [own]: [strToU8(properties(token)), { mtime, level: 0 }],
  };
  for (const name of Object.keys(parts).toSorted())
    if (name !== first) packed[name] = [parts[name] ?? new Uint8Array(), { mtime, level: 6 }];
  return zipSync(packed);
}
