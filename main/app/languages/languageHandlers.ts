import { language, type LanguageTag } from '../../contract/access.ts';
import type { FileLanguage, LanguageProblem } from '../../contract/languages.ts';
import { success } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';

/** The languages of this station's screens. */
export interface Languages {
  /** May a screen be in this language? */
  offers(tag: LanguageTag): boolean;
  readonly handlers: Handlers<'languages' | 'languageRefuse'>;
}

/**
 * Keeps what the files brought (K1) and logs every refusal once. A file that a page refuses is offered nowhere from then on: a page in two
 * languages is worse than one in English.
 */
export function createLanguages(
  { log }: Pick<Deps, 'log'>,
  files: { readonly languages: readonly FileLanguage[]; readonly refused: readonly LanguageProblem[] },
): Languages {
  let offered = [...files.languages];
  const refused: LanguageProblem[] = [];
  const refuse = ({ file, path, fault }: LanguageProblem): void => {
    refused.push({ file, path, fault });
    log.warn('language.refused', { file, path, fault });
  };
  files.refused.forEach(refuse);
  return {
    offers: (tag) => language.safeParse(tag).success || offered.some((each) => each.tag === tag),
    handlers: {
      languages: () => success({ offered, refused }),
      languageRefuse: (problem) => {
        // Two pages find the same; a file that is not offered has been refused before, or never was one.
        if (offered.some(({ file }) => file === problem.file)) {
          offered = offered.filter(({ file }) => file !== problem.file);
          refuse(problem);
        }
        return success({});
      },
    },
  };
}
