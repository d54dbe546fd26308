/** The first place where a file is not what the local log says. `line` and `column` count from 1. */
export interface CsvDifference {
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

export type CsvVerification =
  | { readonly same: true; readonly difference: null }
  | { readonly same: false; readonly difference: CsvDifference };

/** Compares an exported file with the one the same day gives now (H4). Never throws, whatever the bytes are. */
export function verifyDayCsv(bytes: Uint8Array, expectedBytes: Uint8Array): CsvVerification {
  if (sameBytes(bytes, expectedBytes)) return { same: true, difference: null };
  const found = toLines(bytes);
  const expected = toLines(expectedBytes);
  const lines = Math.max(found.length, expected.length);
  for (let line = 0; line < lines; line += 1) {
    const foundCells = toCells(found[line] ?? '');
    const expectedCells = toCells(expected[line] ?? '');
    const cells = Math.max(foundCells.length, expectedCells.length);
    for (let cell = 0; cell < cells; cell += 1) {
      if (
        foundCells[cell] !== expectedCells[cell] ||
        (found[line] === undefined) !== (expected[line] === undefined)
      ) {
        return {
          same: false,
          difference: {
            line: line + 1,
            column: cell + 1,
            ...shown(foundCells[cell] ?? '', expectedCells[cell] ?? ''),
          },
        };
      }
    }
  }
  // The text is the same, the bytes are not: line ends, byte order mark, or bytes that are no UTF-8.
  return { same: false, difference: { line: 1, column: 1, found: 'bytes', expected: 'bytes' } };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

const withoutQuotes = (cell: string): string => cell.replace(/^"(.*)"$/, '$1');

/** Both cells for people: quotation marks are shown only when they are all that differs. */
function shown(found: string, expected: string): Pick<CsvDifference, 'found' | 'expected'> {
  const bare = { found: withoutQuotes(found), expected: withoutQuotes(expected) };
  return bare.found === bare.expected ? { found, expected } : bare;
}

const toLines = (bytes: Uint8Array): string[] => new TextDecoder().decode(bytes).split(/\r?\n/);

/** Cells of one line. Quotation marks stay, so that a difference in them is seen; a comma inside them parts nothing. */
function toCells(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    if (character === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  cells.push(cell);
  return cells;
}
