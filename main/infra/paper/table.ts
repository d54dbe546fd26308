import { colours, lineHeight } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';

export interface Column {
  readonly title: { readonly zh: string; readonly en: string };
  /** Points. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** A cell is a stack of texts, each with its own look. */
export type Cell = readonly { readonly text: string; readonly ink: Ink }[];

export interface TableLook {
  readonly padding: number;
  readonly titleSize: number;
}

interface SetLine {
  readonly text: string;
  readonly ink: Ink;
}

const sideRoom = 5;

/** A taller row is split rather than moved: otherwise one long reason leaves most of a page empty. */
const keptWhole = 220;
/** Less of a row is not begun at the foot of a page. */
const worthBeginning = 110;

/** A table over as many pages as it needs: the head is repeated, a row is kept whole unless it is tall. */
export function drawTable(
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  look: TableLook = { padding: 4, titleSize: 8.5 },
): void {
  const setRows = rows.map((cells) =>
    columns.map((column, index) => setCell(sheet, column, cells[index] ?? [])),
  );
  const headHeight = heightOfHead(columns, look);
  const firstRow = setRows[0] ? heightOf(setRows[0]) + 2 * look.padding : 0;
  sheet.need(headHeight + (firstRow <= keptWhole ? firstRow : worthBeginning));
  drawHead(sheet, columns, look);
  for (const cells of setRows) drawRow(sheet, columns, cells, look);
}

function setCell(sheet: Sheet, column: Column, cell: Cell): SetLine[] {
  return cell.flatMap(({ text, ink }) => {
    const look = { ...ink, align: ink.align ?? column.align ?? 'left' };
    return sheet.pen
      .lines(text, column.width - 2 * sideRoom, look)
      .map((line) => ({ text: line, ink: look }));
  });
}

const stackHeight = (lines: readonly SetLine[]): number =>
  lines.reduce((sum, { ink }) => sum + lineHeight(ink), 0);
const heightOf = (cells: readonly (readonly SetLine[])[]): number => Math.max(...cells.map(stackHeight));
const titleInk = (look: TableLook): Ink => ({ size: look.titleSize, bold: true });
const subtitleInk = (look: TableLook): Ink => ({ size: look.titleSize * 0.8, colour: colours.quiet });
/** Two lines, or one where no column has a second. */
const heightOfHead = (columns: readonly Column[], look: TableLook): number =>
  lineHeight(titleInk(look)) +
  (columns.some(({ title }) => title.en !== '') ? lineHeight(subtitleInk(look)) : 0) +
  2 * look.padding;

const tableWidth = (columns: readonly Column[]): number => columns.reduce((sum, { width }) => sum + width, 0);

function drawHead(sheet: Sheet, columns: readonly Column[], look: TableLook): void {
  const { document, pen } = sheet;
  const height = heightOfHead(columns, look);
  document.rect(sheet.left, sheet.y, tableWidth(columns), height).fill(colours.faint);
  rule(sheet, columns, sheet.y, 0.8, colours.ink);
  let x = sheet.left;
  for (const column of columns) {
    const align = column.align ?? 'left';
    const room = column.width - 2 * sideRoom;
    const zh = fitted(sheet, column.title.zh, room, { ...titleInk(look), align });
    const en = fitted(sheet, column.title.en, room, { ...subtitleInk(look), align });
    const top = sheet.y + look.padding;
    pen.write(column.title.zh, x + sideRoom, top, room, zh);
    pen.write(column.title.en, x + sideRoom, top + lineHeight(titleInk(look)), room, en);
    x += column.width;
  }
  sheet.y += height;
  rule(sheet, columns, sheet.y, 0.5, colours.ink);
}

/** A title is one line: smaller where its column is narrow. */
function fitted(sheet: Sheet, text: string, room: number, ink: Ink): Ink {
  const width = sheet.pen.measure(text, ink);
  return width <= room ? ink : { ...ink, size: (ink.size * room * 0.995) / width };
}

function drawRow(sheet: Sheet, columns: readonly Column[], cells: SetLine[][], look: TableLook): void {
  const whole = heightOf(cells) + 2 * look.padding;
  if (whole > sheet.room() && (whole <= keptWhole || sheet.room() < worthBeginning))
    nextPage(sheet, columns, look);
  let rest = cells;
  while (heightOf(rest) + 2 * look.padding > sheet.room()) {
    const room = sheet.room() - 2 * look.padding;
    const parts = rest.map((lines) => splitAt(lines, room));
    drawLines(
      sheet,
      columns,
      parts.map(([head]) => head),
      look,
    );
    rest = parts.map(([, tail]) => tail);
    nextPage(sheet, columns, look);
  }
  drawLines(sheet, columns, rest, look);
}

function nextPage(sheet: Sheet, columns: readonly Column[], look: TableLook): void {
  sheet.newPage();
  drawHead(sheet, columns, look);
}

function splitAt(lines: readonly SetLine[], room: number): [SetLine[], SetLine[]] {
  let used = 0;
  const count = lines.findIndex(({ ink }) => {
    used += lineHeight(ink);
    return used > room;
  });
  return count < 0 ? [[...lines], []] : [lines.slice(0, count), lines.slice(count)];
}

function drawLines(
  sheet: Sheet,
  columns: readonly Column[],
  cells: readonly (readonly SetLine[])[],
  look: TableLook,
): void {
  sheet.pen.together(() => {
    let x = sheet.left;
    columns.forEach((column, index) => {
      let y = sheet.y + look.padding;
      for (const { text, ink } of cells[index] ?? []) {
        sheet.pen.set(text, x + sideRoom, y, column.width - 2 * sideRoom, ink);
        y += lineHeight(ink);
      }
      x += column.width;
    });
  });
  sheet.y += heightOf(cells) + 2 * look.padding;
  rule(sheet, columns, sheet.y, 0.4, colours.line);
}

function rule(sheet: Sheet, columns: readonly Column[], y: number, weight: number, colour: string): void {
  sheet.pen.rule(sheet.left, sheet.left + tableWidth(columns), y, weight, colour);
}
