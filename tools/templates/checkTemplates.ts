import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  checkLabels,
  checkTemplate,
  type TemplateProblem,
} from '../../main/domain/cardFace/checkTemplate.ts';
import { faceMeasure } from '../../main/infra/paper/cardFace.ts';
import { openFonts } from '../../main/infra/paper/fonts.ts';
import { readPackText } from '../rules/packText.ts';
import { explainTemplate } from './explainTemplate.ts';

export interface Checked {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/**
 * Explains card templates in words, or says in which line one is wrong: not of the shape, off the card, overlapping, in a part to keep clear,
 * too tall for its box, a label that is too long, a required field that is missing, a character that no font has. `wish`: a file, or null for
 * every template of `folder`. `fontsDir` as for `openFonts`.
 */
export function checkTemplates(wish: string | null, folder: string, fontsDir: string): Checked {
  if (wish !== null && !existsSync(wish))
    return { exitCode: 2, lines: [`没有文件 there is no file ${basename(wish)}`] };
  const paths =
    wish !== null
      ? [wish]
      : readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .toSorted()
          .map((name) => join(folder, name));
  const checked = paths.map((path) => checkFile(path, fontsDir));
  return {
    exitCode: checked.some(({ exitCode }) => exitCode !== 0) ? 1 : 0,
    lines: checked.flatMap(({ lines }) => lines),
  };
}

function checkFile(path: string, fontsDir: string): Checked {
  const file = basename(path);
  const text = readPackText(readFileSync(path, 'utf8'));
  if (text.faults.length > 0)
    return { exitCode: 1, lines: text.faults.map(({ line, reason }) => `${file}:${line}: ${reason}`) };
  const named = (problems: readonly TemplateProblem[]): Checked => ({
    exitCode: 1,
    lines: problems.map(({ path: place, zh, en }) => {
      const { line } = text.lineOf(place === '' ? [] : place.split('.'));
      return `${file}:${line}: ${place || 'template'}: ${zh} / ${en}`;
    }),
  });
  const check = checkTemplate(text.content);
  if (!check.ok) return named(check.problems);
  const fonts = openFonts(fontsDir);
  const measure = faceMeasure(fonts);
  const labels = checkLabels(check.template, { measure, missing: (label) => fonts.missing(label) });
  return labels.length > 0
    ? named(labels)
    : { exitCode: 0, lines: [...explainTemplate(check.template, measure), ''] };
}
