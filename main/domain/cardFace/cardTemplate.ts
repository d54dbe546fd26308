import { z } from 'zod';

/** Millimetres on an ID-1 card (domain-rules 8.1), from the upper left corner. */
export const cardSize = { width: 85.6, height: 53.98 } as const;

/** What of the card data may stand on the face. Optional ones: domain-rules 8.3. */
export const faceField = z.enum([
  'name',
  'socialSecurityNumber',
  'cardNumber',
  'issueDate',
  'validUntil',
  'permitNumber',
  'category',
  'nationality',
  'sex',
  'birthDate',
]);
export type FaceField = z.infer<typeof faceField>;

/** Domain-rules 8.2: these four are on every front of the 3rd generation. */
export const requiredFields: readonly FaceField[] = [
  'name',
  'socialSecurityNumber',
  'cardNumber',
  'issueDate',
];

const box = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type Box = z.infer<typeof box>;

/** One way to set a value: at most so many lines at this size in points. */
const fitTry = z.object({ lines: z.number().int().min(1).max(6), size: z.number().min(4).max(14) });

const templateField = z.object({
  field: faceField,
  label: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Room of the value; its label stands on top of it, outside. Ink of the value never leaves it. */
  box,
  /** `number` is set in a monospaced face. */
  style: z.enum(['text', 'number']),
  /** Tried in order; the first that fits wins. If none does, the last one is narrowed until it does: never clipped. */
  fit: z.array(fitTry).min(1),
});
export type TemplateField = z.infer<typeof templateField>;

/** A card face as data (domain-rules 8.3). */
export const cardTemplate = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.object({ zh: z.string(), en: z.string() }),
  photo: box,
  /** Pre-printed artwork, contacts: nothing may be printed there. */
  keepClear: z.array(z.object({ name: z.string().min(1), box })),
  labelSize: z.number().min(4).max(8),
  fields: z.array(templateField).min(1),
});
export type CardTemplate = z.infer<typeof cardTemplate>;

export const millimetresPerPoint = 25.4 / 72;
/** Parts of the type size: capital with two diacritics above the line, descender below it, and the pitch of lines. */
export const ascent = 1.0;
export const descent = 0.26;
export const linePitch = 1.2;

/** Height in millimetres of so many lines at a size in points. */
export function linesHeight(lines: number, size: number): number {
  return (ascent + (lines - 1) * linePitch + descent) * size * millimetresPerPoint;
}

/** Where the label of a field stands: directly above its value. */
export function labelBox(template: Pick<CardTemplate, 'labelSize'>, field: TemplateField): Box {
  const height =
    linesHeight(1, template.labelSize) - descent * template.labelSize * millimetresPerPoint * 0.5;
  return { x: field.box.x, y: field.box.y - height, width: field.box.width, height };
}
