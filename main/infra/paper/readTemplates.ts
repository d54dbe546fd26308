import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate, type TemplateProblem } from '../../domain/cardFace/checkTemplate.ts';
import type { TemplateFile } from '../../domain/cardFace/chooseTemplate.ts';

/** A template is a page of numbers; more is none. */
const maxBytes = 200_000;

/** The templates of the folders, and the files that are refused, each with all that is wrong with it. */
export interface TemplateFiles {
  readonly templates: readonly TemplateFile[];
  readonly refused: readonly { readonly file: string; readonly problems: readonly TemplateProblem[] }[];
}

/**
 * Reads every `.json` of the folders (domain-rules 8.3); a folder may be missing. A file of a later folder takes the place of one with the same
 * id, so that a station corrects a template without a release; a broken one does not, and the other stays. Never throws.
 */
export function readTemplates(folders: readonly string[]): TemplateFiles {
  const templates = new Map<string, TemplateFile>();
  const refused: { file: string; problems: readonly TemplateProblem[] }[] = [];
  for (const folder of folders.filter((each) => existsSync(each))) {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    for (const file of names.toSorted()) {
      const check = readOne(join(folder, file));
      if (check.ok) templates.set(check.template.id, { file, template: check.template });
      else refused.push({ file: file.slice(0, 80), problems: check.problems });
    }
  }
  return { templates: [...templates.values()], refused };
}

function readOne(path: string): ReturnType<typeof checkTemplate> {
  try {
    if (statSync(path).size <= maxBytes) return checkTemplate(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Said below, in one way for everything that cannot be read.
  }
  return { ok: false, problems: [{ path: '', zh: '不是可读的 JSON', en: 'is no readable JSON' }] };
}
