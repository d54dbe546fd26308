/** What spreadsheets begin a formula with, in every width. */
const starters = '=+\\-@＝＋－＠﹢﹣﹦﹫';
/** White space, control and invisible characters and quotation marks: some readers drop them before they look at a cell. */
const dropped = '\\s\\p{C}\\p{Z}"\'`´‘’‚‛“”„‟＂＇';
const runs = new RegExp(`^[${dropped}]*[${starters}]`, 'u');
/** A reader that is set to another separator begins a cell in the middle of ours. */
const runsInside = new RegExp(`([,;|\\t][${dropped}]*)(?=[${starters}])`, 'gu');
/** A row ends at a line break in a reader that knows no quotation marks; the others are no text at all. A tab is. */
const noText =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029\uFFFE\uFFFF]|\p{Surrogate}/gu;

const codeOf = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Characters that no cell can hold come out as their codes: visible, never silently gone. */
export const cellText = (text: string): string => text.replace(noText, codeOf);

/**
 * Text for a CSV cell (H4): an apostrophe goes before what a spreadsheet would run, whatever separator it is set to and whether or not it
 * knows quotation marks.
 */
export function csvText(text: string): string {
  const risky = runs.test(text);
  const safe = cellText(text).replace(runsInside, "$1'");
  return risky || runs.test(safe) ? `'${safe}` : safe;
}
