import { z } from 'zod';

/** Millimetres on an ID-1 card (domain-rules 8.1), from the upper left corner. */
export const cardSize = { width: 85.6, height: 53.98 } as const;

/** What of the card data may stand on the face. Optional ones: domain-rules 8.3. `permitValidUntil` 有效期 is the permit's, `validUntil` the card's. */
export const faceField = z.enum([
  'name',
  'socialSecurityNumber',
  'cardNumber',
  'issueDate',
  'validUntil',
  'permitNumber',
  'category',
  'permitValidUntil',
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

/** Fields whose value not every card has: left out, label and all, where it is not there (8.3). */
export const absentFields: readonly FaceField[] = ['permitValidUntil'];

/** The typefaces that are packed with the program. */
export const faceFont = z.enum(['sans', 'sansBold', 'mono', 'monoBold']);
export type FaceFont = z.infer<typeof faceFont>;

const box = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type Box = z.infer<typeof box>;

/** One way to set a value: at most so many lines at this size in points. */
const fitTry = z.strictObject({ lines: z.number().int().min(1).max(6), size: z.number().min(4).max(14) });

const templateField = z.strictObject({
  field: faceField,
  /** True: the field may be left out of a card that has no such value. */
  optional: z.boolean().default(false),
  label: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Room of the value; its label stands on top of it, outside. Ink of the value never leaves it. */
  box,
  font: faceFont,
  /** Tried in order; the first that fits wins. If none does, the last one is narrowed until it does: never clipped. */
  fit: z.array(fitTry).min(1),
});
export type TemplateField = z.infer<typeof templateField>;

/** A card face as data (domain-rules 8.3). */
export const cardTemplate = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(60),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  /** A `proposal` prints only where a station's profile names it: no authority has said that its cards look like this (8.3 [open]). */
  status: z.enum(['inUse', 'proposal']),
  /** GB/T 2260 regions whose stations take it by themselves; 100000 = where no nearer one is there. */
  regions: z.array(z.string().regex(/^\d{6}$/)),
  labels: z.enum(['zhEn', 'zh', 'en']),
  photo: box,
  /** Pre-printed artwork, contacts: nothing may be printed there. */
  keepClear: z.array(z.strictObject({ name: z.string().min(1), box })),
  labelSize: z.number().min(4).max(8),
  fields: z.array(templateField).min(1),
});
export type CardTemplate = z.infer<typeof cardTemplate>;

/** The words above a value, in the languages of the template. */
export function labelText(template: Pick<CardTemplate, 'labels'>, { label }: TemplateField): string {
  return template.labels === 'zhEn' ? `${label.zh} ${label.en}` : label[template.labels];
}

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
