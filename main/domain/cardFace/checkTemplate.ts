import { cardSize, cardTemplate, labelBox, linesHeight, requiredFields } from './cardTemplate.ts';
import type { Box, CardTemplate } from './cardTemplate.ts';

/** What is wrong with a template, where, in words for the person who wrote it. */
export interface TemplateProblem {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export type TemplateCheck =
  | { readonly ok: true; readonly template: CardTemplate }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** Millimetres that are rounding and not a fault. */
const slack = 1e-6;

interface Area {
  readonly path: string;
  readonly box: Box;
}

/** Reads a template and finds everything that would spoil a card, all at once. */
export function checkTemplate(source: unknown): TemplateCheck {
  const parsed = cardTemplate.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      zh: `格式不符：${issue.message}`,
      en: `Not of the right shape: ${issue.message}`,
    }));
    return { ok: false, problems };
  }
  const template = parsed.data;
  const areas = areasOf(template);
  const problems = [
    ...missingFields(template),
    ...doubleFields(template),
    ...deadTries(template),
    ...areas.filter(({ box }) => !insideCard(box)).map(outside),
    ...overlaps(areas),
  ];
  return problems.length === 0 ? { ok: true, template } : { ok: false, problems };
}

function areasOf(template: CardTemplate): Area[] {
  return [
    { path: 'photo', box: template.photo },
    ...template.keepClear.map((each, index) => ({ path: `keepClear.${index}`, box: each.box })),
    ...template.fields.flatMap((field) => [
      { path: `${field.field}.label`, box: labelBox(template, field) },
      { path: field.field, box: field.box },
    ]),
  ];
}

function missingFields(template: CardTemplate): TemplateProblem[] {
  return requiredFields
    .filter((name) => !template.fields.some(({ field }) => field === name))
    .map((name) => ({
      path: 'fields',
      zh: `缺少必备项 ${name}（规则 8.2）`,
      en: `The field ${name} is missing (rule 8.2)`,
    }));
}

function doubleFields(template: CardTemplate): TemplateProblem[] {
  const names = template.fields.map(({ field }) => field);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    path: name,
    zh: `${name} 出现多次`,
    en: `${name} is there more than once`,
  }));
}

/** A try that is taller than its box could never be taken. */
function deadTries(template: CardTemplate): TemplateProblem[] {
  return template.fields.flatMap((field) =>
    field.fit
      .filter(({ lines, size }) => linesHeight(lines, size) > field.box.height + slack)
      .map(({ lines, size }) => {
        const need = linesHeight(lines, size).toFixed(2);
        return {
          path: field.field,
          zh: `${lines} 行 ${size} pt 需高 ${need} mm，框高仅 ${field.box.height} mm`,
          en: `${lines} line(s) of ${size} pt need ${need} mm, the box is ${field.box.height} mm high`,
        };
      }),
  );
}

function insideCard(box: Box): boolean {
  return (
    box.x >= 0 &&
    box.y >= 0 &&
    box.x + box.width <= cardSize.width + slack &&
    box.y + box.height <= cardSize.height + slack
  );
}

const outside = ({ path }: Area): TemplateProblem => ({
  path,
  zh: `${path} 超出卡面 ${cardSize.width} × ${cardSize.height} mm`,
  en: `${path} leaves the card of ${cardSize.width} × ${cardSize.height} mm`,
});

function overlaps(areas: readonly Area[]): TemplateProblem[] {
  return areas.flatMap((one, index) =>
    areas
      .slice(index + 1)
      .filter((other) => meet(one.box, other.box))
      .map((other) => ({
        path: one.path,
        zh: `${one.path} 与 ${other.path} 重叠`,
        en: `${one.path} and ${other.path} overlap`,
      })),
  );
}

function meet(one: Box, other: Box): boolean {
  return (
    one.x + slack < other.x + other.width &&
    other.x + slack < one.x + one.width &&
    one.y + slack < other.y + other.height &&
    other.y + slack < one.y + one.height
  );
}
