import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { languageProblem, type FileLanguage, type LanguageProblem } from '../../contract/languages.ts';
import { readLanguageFile } from '../../domain/languages/languageFile.ts';

/** Ten times the size of every text of the program. */
const maxBytes = 1_000_000;

/** The languages of the folders, and the files that are refused, each with the first thing that is wrong. */
export interface LanguageFiles {
  readonly languages: readonly FileLanguage[];
  readonly refused: readonly LanguageProblem[];
}

/**
 * Reads every `.json` of the folders (K1); a folder may be missing. A file of a later folder takes the place of one with the same tag, so
 * that a station corrects a language without a release; a broken one does not, and the other stays. Never throws.
 */
export function readLanguageFiles(folders: readonly string[]): LanguageFiles {
  const languages = new Map<string, FileLanguage>();
  const refused: LanguageProblem[] = [];
  for (const folder of folders.filter((each) => existsSync(each))) {
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()) {
      const read = readOne(folder, file);
      if ('language' in read) languages.set(read.language.tag, read.language);
      else refused.push(read.problem);
    }
  }
  return { languages: [...languages.values()], refused };
}

function readOne(
  folder: string,
  file: string,
): { readonly language: FileLanguage } | { readonly problem: LanguageProblem } {
  const wrong = (path: string, fault: LanguageProblem['fault']): { readonly problem: LanguageProblem } => ({
    // A key of a foreign file may be of any length.
    problem: languageProblem.parse({ file: file.slice(0, 80), path: path.slice(0, 120), fault }),
  });
  try {
    const path = join(folder, file);
    if (statSync(path).size > maxBytes) return wrong('', 'tooLarge');
    const read = readLanguageFile(file, JSON.parse(readFileSync(path, 'utf8')));
    if ('language' in read) return read;
    const [first] = read.problems;
    return wrong(first?.path ?? '', first?.fault ?? 'notReadable');
  } catch {
    return wrong('', 'notReadable');
  }
}
