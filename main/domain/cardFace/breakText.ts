/** Characters that may not begin a line in Chinese typesetting (GB/T 15834). */
const neverFirst = new Set('，。、；：？！）】」』”’》〉…—·%‰℃,.;:?!)]}');
/** Characters that may not end a line. */
const neverLast = new Set('（【「『“‘《〈([{');

const isHan = (character: string): boolean => (character.codePointAt(0) ?? 0) >= 0x2e80;
const isSpace = (character: string): boolean => character === ' ' || character === '\u3000';
const isMark = (character: string): boolean => /^\p{M}$/u.test(character);

/**
 * Cuts a text into the pieces a line may be broken between: words with the space behind them, and single Chinese characters with the
 * punctuation that belongs to them. Joined together the pieces are the text.
 */
export function breakText(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let last = '';
  for (const next of text) {
    if (piece !== '' && mayBreak(last, next)) {
      pieces.push(piece);
      piece = '';
    }
    piece += next;
    last = next;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

function mayBreak(last: string, next: string): boolean {
  if (isSpace(next) || isMark(next) || neverFirst.has(next) || neverLast.has(last)) return false;
  return isSpace(last) || isHan(last) || isHan(next) || last === '-' || last === '/';
}

/**
 * Fills lines as full as they go. A piece wider than a line is cut between characters: nothing is ever left out.
 * @param measure width of a text, in the unit of `width`
 */
export function fillLines(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of breakText(text)) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    for (const part of cutToWidth(piece, width, measure)) {
      if (line !== '') lines.push(line);
      line = part;
    }
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

function cutToWidth(piece: string, width: number, measure: (text: string) => number): string[] {
  if (measure(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part !== '' && !isMark(character) && measure((part + character).trimEnd()) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  parts.push(part);
  return parts;
}
