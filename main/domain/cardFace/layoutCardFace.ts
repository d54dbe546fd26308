import type { CardData } from '../../contract/cards.ts';
import { fillLines } from './breakText.ts';
import { ascent, descent, labelBox, linePitch, linesHeight, millimetresPerPoint } from './cardTemplate.ts';
import type { CardTemplate, FaceField, TemplateField } from './cardTemplate.ts';

export type FaceStyle = 'text' | 'number' | 'label';

/** Width in millimetres of a text on one line at a size in points. */
export type MeasureText = (text: string, size: number, style: FaceStyle) => number;

/** One line of text on the card. `x` and `baseline` in millimetres, `size` in points, `narrow` = horizontal scale, at most 1. */
export interface PlacedText {
  readonly field: FaceField;
  readonly style: FaceStyle;
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  readonly narrow: number;
}

/** Letters such as J reach a little beyond their own width. */
const sideRoom = 0.3;
const narrowStep = 0.02;

export const faceValue = (data: CardData, field: FaceField): string =>
  field === 'name' ? data.name.normalize('NFC').replace(/\s+/g, ' ').trim() : data[field];

/**
 * Places every label and value of the template (domain-rules 8.2: fit to the width, no clipped letter).
 * A value that fits no try is narrowed until it fits the last one.
 */
export function layoutCardFace(template: CardTemplate, data: CardData, measure: MeasureText): PlacedText[] {
  return template.fields.flatMap((field) => [
    placeLabel(template, field, measure),
    ...placeValue(field, faceValue(data, field.field), measure),
  ]);
}

function placeLabel(template: CardTemplate, field: TemplateField, measure: MeasureText): PlacedText {
  const text = `${field.label.zh} ${field.label.en}`;
  const size = template.labelSize;
  const { x, y, width } = labelBox(template, field);
  const room = width - sideRoom;
  return {
    field: field.field,
    style: 'label',
    text,
    x: x + sideRoom / 2,
    baseline: y + ascent * size * millimetresPerPoint,
    size,
    narrow: Math.min(1, room / measure(text, size, 'label')),
  };
}

function placeValue(field: TemplateField, value: string, measure: MeasureText): PlacedText[] {
  const { lines, size, narrow } = fitValue(field, value, measure);
  return lines.map((text, index) => ({
    field: field.field,
    style: field.style,
    text,
    x: field.box.x + sideRoom / 2,
    baseline: field.box.y + (ascent + index * linePitch) * size * millimetresPerPoint,
    size,
    narrow,
  }));
}

function fitValue(
  field: TemplateField,
  value: string,
  measure: MeasureText,
): { lines: string[]; size: number; narrow: number } {
  const room = field.box.width - sideRoom;
  const possible = field.fit.filter(({ lines, size }) => linesHeight(lines, size) <= field.box.height + 1e-6);
  const fill = (size: number, width: number): string[] =>
    fillLines(value, width, (text) => measure(text, size, field.style));
  for (const { lines, size } of possible) {
    const filled = fill(size, room);
    if (filled.length <= lines && filled.every((line) => measure(line, size, field.style) <= room)) {
      return { lines: filled, size, narrow: 1 };
    }
  }
  const last = possible.at(-1);
  if (!last) throw new Error(`template field ${field.field} has no possible size`);
  for (let narrow = 1 - narrowStep; narrow > narrowStep; narrow -= narrowStep) {
    const filled = fill(last.size, room / narrow);
    if (filled.length <= last.lines) return { lines: filled, size: last.size, narrow };
  }
  throw new Error(`the value of ${field.field} is too long for a card`);
}

/** Lowest and highest ink of a line, in millimetres: where a reader may expect letters. */
export function inkSpan(placed: PlacedText): { readonly top: number; readonly bottom: number } {
  const em = placed.size * millimetresPerPoint;
  return { top: placed.baseline - ascent * em, bottom: placed.baseline + descent * em };
}
