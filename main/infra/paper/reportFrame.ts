import { trainingWords } from './marks.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { millimetres } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** What heading, foot and integrity of a report have in common. */
export const quiet: Ink = { size: 8, colour: colours.quiet };

export const reportMargins = {
  left: millimetres(18),
  right: millimetres(18),
  top: millimetres(16),
  bottom: millimetres(19),
} as const;

export interface Heading {
  readonly zh: string;
  readonly en: string;
  /** What it is of, on the right, in words and as a number. */
  readonly of: readonly [string, string];
  /** Label in both languages, value, and a second line of it; `share`: where it begins, as a part of the width. */
  readonly facts: readonly {
    readonly zh: string;
    readonly en: string;
    readonly value: string;
    readonly below?: string;
    readonly share: number;
  }[];
}

export function drawHeading(sheet: Sheet, { zh, en, of, facts }: Heading): void {
  const { pen, left, width, document } = sheet;
  const top = sheet.y;
  sheet.y += pen.write(zh, left, sheet.y, width, { size: 20, bold: true, leading: 1.3 });
  sheet.y += pen.write(en, left, sheet.y, width, { size: 10.5, colour: colours.quiet });
  pen.write(of[0], left, top + 3, width, { size: 14, bold: true, align: 'right' });
  pen.write(of[1], left, top + 26, width, { size: 10, mono: true, align: 'right', colour: colours.quiet });
  sheet.y += 6;
  document
    .moveTo(left, sheet.y)
    .lineTo(left + width, sheet.y)
    .lineWidth(1.2)
    .strokeColor(colours.accent)
    .stroke();
  sheet.y += 9;
  const heights = facts.map((fact, index) => {
    const x = left + fact.share * width;
    const room = ((facts[index + 1]?.share ?? 1) - fact.share) * width - 8;
    let used = pen.write(`${fact.zh} ${fact.en}`, x, sheet.y, room, quiet);
    used += pen.write(fact.value, x, sheet.y + used, room, { size: 9.5, bold: true });
    if (fact.below) used += pen.write(fact.below, x, sheet.y + used, room, quiet);
    return used;
  });
  sheet.y += Math.max(...heights) + 4;
}

/** A heading never stands alone at the foot of a page: `below` is the room its content needs at least. */
export function section(sheet: Sheet, zh: string, en: string, below = 64): void {
  sheet.need(30 + below);
  sheet.y += 10;
  const ink: Ink = { size: 11.5, bold: true, colour: colours.accent };
  const used = sheet.pen.measure(zh, ink);
  sheet.pen.write(zh, sheet.left, sheet.y, sheet.width, ink);
  sheet.pen.write(en, sheet.left + used + 8, sheet.y + 3.4, sheet.width - used - 8, quiet);
  sheet.y += 20;
}

const grouped = (hex: string): string => hex.match(/.{1,8}/g)?.join(' ') ?? '—';

/** Digests in groups that an eye can compare, and what they are good for. */
export function drawIntegrity(
  sheet: Sheet,
  rows: readonly { readonly zh: string; readonly en: string; readonly hex: string }[],
): void {
  const { pen, left, width } = sheet;
  for (const { zh, en, hex } of rows) {
    pen.write(zh, left, sheet.y, 130, { size: 9 });
    const label = 12 + pen.write(en, left, sheet.y + 12, 130, { ...quiet, size: 7.2 });
    const used = pen.write(grouped(hex), left + 132, sheet.y + 1, width - 132, {
      size: 8,
      mono: true,
      leading: 1.35,
    });
    sheet.y += Math.max(used, label) + 4;
  }
  const note = '纸面与文件逐字相符时，可证明当日记录未被改动。';
  const noteEn = 'If paper and file agree, the records of the day were not altered.';
  sheet.y += pen.write(`${note} ${noteEn}`, left, sheet.y, width, quiet);
}

export const runningHead =
  (text: string) =>
  (sheet: Sheet): number =>
    sheet.pen.write(text, sheet.left, sheet.y, sheet.width, quiet) + 8;

/** The foot of every page: what it is of and the beginning of its digest, and which page. */
export const footer =
  (text: string, training: boolean) =>
  (sheet: Sheet, page: number, pages: number): void => {
    const { pen, left, width, document } = sheet;
    const y = sheet.pageHeight - millimetres(13);
    const ink: Ink = { size: 7.5, colour: colours.quiet };
    document
      .moveTo(left, y - 6)
      .lineTo(left + width, y - 6)
      .lineWidth(0.4)
      .strokeColor(colours.line)
      .stroke();
    pen.write(`${text}${training ? trainingWords : ''}`, left, y, width, ink);
    pen.write(`第 ${page} 页，共 ${pages} 页  Page ${page} of ${pages}`, left, y, width, {
      ...ink,
      align: 'right',
    });
  };
