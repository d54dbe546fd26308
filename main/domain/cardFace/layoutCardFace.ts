import type { CardData } from '../../contract/cards.ts';
import { fillLines } from './breakText.ts';
import {
  ascent,
  descent,
  labelBox,
  labelText,
  linePitch,
  linesHeight,
  millimetresPerPoint,
} from './cardTemplate.ts';
import type { CardTemplate, FaceField, FaceFont, TemplateField } from './cardTemplate.ts';

export type FaceStyle = FaceFont | 'label';

/** What a face is made of: the card data, and what of the permit may stand beside them (8.3). Dates: YYYY-MM-DD. */
export type FaceData = CardData & { readonly permitValidUntil?: string };

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

/** What a second mark on a capital (Ễ) takes above `ascent`, as a part of the size: given where the box has room to spare. */
const secondMark = 0.08;
/** Letters such as J reach a little beyond their own width. */
export const sideRoom = 0.3;
const narrowStep = 0.02;

/** How a value was made to fit (A4): `step` of `steps` tries (1 = the largest), on how many lines, at which size in points, how much narrowed. */
export interface FittedField {
  readonly field: FaceField;
  readonly step: number;
  readonly steps: number;
  readonly lines: number;
  readonly size: number;
  readonly narrow: number;
}

/** The value as it is set; empty where the card has none. */
export const faceValue = (data: FaceData, field: FaceField): string =>
  field === 'name' ? data.name.normalize('NFC').replace(/\s+/g, ' ').trim() : (data[field] ?? '');

/** The fields of the template that this card has. */
export const shownFields = (template: CardTemplate, data: FaceData): readonly TemplateField[] =>
  template.fields.filter(({ field }) => faceValue(data, field) !== '');

/** Fields that the template insists on and the data do not have: such a card is not made. */
export const lackingFields = (template: CardTemplate, data: FaceData): readonly FaceField[] =>
  template.fields
    .filter(({ field, optional }) => !optional && faceValue(data, field) === '')
    .map(({ field }) => field);

/**
 * Places every label and value of the template (domain-rules 8.2: fit to the width, no clipped letter).
 * A value that fits no try is narrowed until it fits the last one.
 */
export function layoutCardFace(template: CardTemplate, data: FaceData, measure: MeasureText): PlacedText[] {
  return shownFields(template, data).flatMap((field) => [
    placeLabel(template, field, measure),
    ...placeValue(field, faceValue(data, field.field), measure),
  ]);
}

/** How each value of the face was made to fit, in the order of the template. */
export function fittedFields(
  template: CardTemplate,
  data: FaceData,
  measure: MeasureText,
): readonly FittedField[] {
  return shownFields(template, data).map((field) => {
    const { lines, size, narrow, step } = fitValue(field, faceValue(data, field.field), measure);
    return { field: field.field, step, steps: field.fit.length, lines: lines.length, size, narrow };
  });
}

/** How much the label of a field is narrowed to fit over its value; 1 = not at all. */
export function labelNarrow(template: CardTemplate, field: TemplateField, measure: MeasureText): number {
  return placeLabel(template, field, measure).narrow;
}

function placeLabel(template: CardTemplate, field: TemplateField, measure: MeasureText): PlacedText {
  const text = labelText(template, field);
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
  const { y, height } = field.box;
  const top =
    y +
    Math.min(secondMark * size * millimetresPerPoint, Math.max(0, height - linesHeight(lines.length, size)));
  return lines.map((text, index) => ({
    field: field.field,
    style: field.font,
    text,
    x: field.box.x + sideRoom / 2,
    baseline: top + (ascent + index * linePitch) * size * millimetresPerPoint,
    size,
    narrow,
  }));
}

function fitValue(
  field: TemplateField,
  value: string,
  measure: MeasureText,
): { lines: string[]; size: number; narrow: number; step: number } {
  const room = field.box.width - sideRoom;
  const possible = field.fit
    .map((each, index) => ({ ...each, step: index + 1 }))
    .filter(({ lines, size }) => linesHeight(lines, size) <= field.box.height + 1e-6);
  const fill = (size: number, width: number): string[] =>
    fillLines(value, width, (text) => measure(text, size, field.font));
  for (const { lines, size, step } of possible) {
    const filled = fill(size, room);
    if (filled.length <= lines && filled.every((line) => measure(line, size, field.font) <= room)) {
      return { lines: filled, size, narrow: 1, step };
    }
  }
  const last = possible.at(-1);
  if (!last) throw new Error(`template field ${field.field} has no possible size`);
  for (let narrow = 1 - narrowStep; narrow > narrowStep; narrow -= narrowStep) {
    const filled = fill(last.size, room / narrow);
    if (filled.length <= last.lines) return { lines: filled, size: last.size, narrow, step: last.step };
  }
  throw new Error(`the value of ${field.field} is too long for a card`);
}

/** Lowest and highest ink of a line, in millimetres: where a reader may expect letters. */
export function inkSpan(placed: PlacedText): { readonly top: number; readonly bottom: number } {
  const em = placed.size * millimetresPerPoint;
  return { top: placed.baseline - ascent * em, bottom: placed.baseline + descent * em };
}
