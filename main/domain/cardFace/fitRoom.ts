import { fillLines } from './breakText.ts';
import type { TemplateField } from './cardTemplate.ts';
import { sideRoom, type MeasureText } from './layoutCardFace.ts';

/** How many characters of a sample a try holds. */
export interface FitRoom {
  readonly lines: number;
  /** Points. */
  readonly size: number;
  readonly letters: number;
}

/** Longer than any name of a passport or an upstream field. */
const longest = 400;

/**
 * The room of each try of a field, in characters of `sample` (which is repeated as needed): what a person who writes a template wants to know
 * before a long name finds out.
 */
export function fitRoom(field: TemplateField, sample: string, measure: MeasureText): readonly FitRoom[] {
  const text = Array.from(sample.repeat(Math.ceil(longest / sample.length)));
  const room = field.box.width - sideRoom;
  return field.fit.map(({ lines, size }) => {
    const fits = (letters: number): boolean => {
      const filled = fillLines(text.slice(0, letters).join('').trim(), room, (part) =>
        measure(part, size, field.font),
      );
      return filled.length <= lines && filled.every((line) => measure(line, size, field.font) <= room);
    };
    // More letters never fit where fewer do not: halve the span.
    let [low, high] = [0, longest];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits(middle)) low = middle;
      else high = middle - 1;
    }
    return { lines, size, letters: low };
  });
}
