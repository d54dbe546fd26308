import {
  absentFields,
  cardSize,
  cardTemplate,
  labelBox,
  labelText,
  linesHeight,
  requiredFields,
} from './cardTemplate.ts';
import type { Box, CardTemplate } from './cardTemplate.ts';
import { labelNarrow, type MeasureText } from './layoutCardFace.ts';

/** What is wrong with a template, where, in words for the person who wrote it. */
export interface TemplateProblem {
  /** Place in the file, joined by dots: `fields.2.box`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export type TemplateCheck =
  | { readonly ok: true; readonly template: CardTemplate }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** Millimetres that are rounding and not a fault. */
const slack = 1e-6;

/** The words of a label are not squeezed more than this: they would not be read. */
const leastLabelNarrow = 0.7;

interface Area {
  readonly path: string;
  /** What a person calls it. */
  readonly name: string;
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
    ...wrongOptional(template),
    ...deadTries(template),
    ...areas.filter(({ box }) => !insideCard(box)).map(outside),
    ...overlaps(areas),
  ];
  return problems.length === 0 ? { ok: true, template } : { ok: false, problems };
}

function areasOf(template: CardTemplate): Area[] {
  return [
    { path: 'photo', name: 'photo', box: template.photo },
    ...template.keepClear.map((each, index) => ({
      path: `keepClear.${index}.box`,
      name: each.name,
      box: each.box,
    })),
    ...template.fields.flatMap((field, index) => [
      { path: `fields.${index}.box`, name: `${field.field} (label)`, box: labelBox(template, field) },
      { path: `fields.${index}.box`, name: field.field, box: field.box },
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
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            path: `fields.${index}.field`,
            zh: `${name} 出现多次`,
            en: `${name} is there more than once`,
          },
        ],
  );
}

/** A required field is never left out; one that not every card has must be allowed to be. */
function wrongOptional(template: CardTemplate): TemplateProblem[] {
  return template.fields.flatMap(({ field, optional }, index) => {
    const path = `fields.${index}.optional`;
    if (optional && requiredFields.includes(field))
      return [
        {
          path,
          zh: `${field} 是必备项（规则 8.2），不可省略`,
          en: `${field} is required (rule 8.2), not optional`,
        },
      ];
    if (!optional && absentFields.includes(field))
      return [
        {
          path,
          zh: `并非每张卡都有 ${field}：须设 "optional": true`,
          en: `not every card has ${field}: it must be "optional": true`,
        },
      ];
    return [];
  });
}

/** A try that is taller than its box could never be taken. */
function deadTries(template: CardTemplate): TemplateProblem[] {
  return template.fields.flatMap((field, index) =>
    field.fit.flatMap(({ lines, size }, at) => {
      if (linesHeight(lines, size) <= field.box.height + slack) return [];
      const need = linesHeight(lines, size).toFixed(2);
      return [
        {
          path: `fields.${index}.fit.${at}`,
          zh: `${field.field}：${lines} 行 ${size} pt 需高 ${need} mm，框高仅 ${field.box.height} mm`,
          en: `${field.field}: ${lines} line(s) of ${size} pt need ${need} mm, the box is ${field.box.height} mm high`,
        },
      ];
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

const outside = ({ path, name }: Area): TemplateProblem => ({
  path,
  zh: `${name} 超出卡面 ${cardSize.width} × ${cardSize.height} mm`,
  en: `${name} leaves the card of ${cardSize.width} × ${cardSize.height} mm`,
});

function overlaps(areas: readonly Area[]): TemplateProblem[] {
  return areas.flatMap((one, index) =>
    areas
      .slice(index + 1)
      .filter((other) => meet(one.box, other.box))
      .map((other) => ({
        // The field is what somebody can move; the pre-printed part and the photo stand first.
        path: other.path,
        zh: `${one.name} 与 ${other.name} 重叠`,
        en: `${one.name} and ${other.name} overlap`,
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

/**
 * What only real fonts can tell of a sound template: a label that must be squeezed to fit over its value, and characters of labels that no
 * font has. `missing`: the characters of a text that cannot be drawn.
 */
export function checkLabels(
  template: CardTemplate,
  fonts: { readonly measure: MeasureText; readonly missing: (text: string) => readonly string[] },
): readonly TemplateProblem[] {
  return template.fields.flatMap((field, index) => {
    const path = `fields.${index}.label`;
    const text = labelText(template, field);
    const lacking = fonts.missing(text);
    if (lacking.length > 0) {
      const glyphs = lacking.join(' ');
      return [{ path, zh: `字库没有的字符：${glyphs}`, en: `characters that the fonts lack: ${glyphs}` }];
    }
    const narrow = labelNarrow(template, field, fonts.measure);
    if (narrow >= leastLabelNarrow) return [];
    const percent = Math.round(narrow * 100);
    return [
      {
        path,
        zh: `标签“${text}”太长：须压缩到 ${percent}%（至少 ${leastLabelNarrow * 100}%）`,
        en: `the label "${text}" is too long: squeezed to ${percent} % (at least ${leastLabelNarrow * 100} %)`,
      },
    ];
  });
}
