import { stringify } from 'csv-stringify/sync';
import { csvText } from './safeCells.ts';

export type CsvLine = readonly (string | number)[];

const digitsOnly = /^\d+$/;

/**
 * Lines of `width` cells: CRLF, text of digits only (a tail such as 0017) in quotation marks, nothing that a spreadsheet would run (H4).
 * With `bom`: the byte order mark without which spreadsheets take Chinese for another code.
 */
export function toCsv(
  lines: readonly CsvLine[],
  width: number,
  { bom }: { readonly bom: boolean },
): Uint8Array {
  const text = stringify(
    lines.map((line) =>
      Array.from({ length: width }, (_, index) => {
        const cell = line[index] ?? '';
        return typeof cell === 'string' ? csvText(cell) : cell;
      }),
    ),
    {
      bom,
      record_delimiter: '\r\n',
      cast: { string: (value) => ({ value, quoted: digitsOnly.test(value) || value.includes('\t') }) },
    },
  );
  return new TextEncoder().encode(text);
}
