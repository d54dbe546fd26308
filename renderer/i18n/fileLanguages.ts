import type { i18n } from 'i18next';
import type { LanguageTag } from '../../main/contract/access.ts';
import type {
  FileLanguage,
  FlatTexts,
  LanguageProblem,
  TextDirection,
} from '../../main/contract/languages.ts';
import { compareTexts, flattenTexts } from '../../main/domain/languages/languageTexts.ts';

/** Which table of a file a page reads. */
export type Page = 'kiosk' | 'window';

/** A language as a switch shows it. */
export interface OfferedLanguage {
  readonly tag: LanguageTag;
  /** In the language itself. */
  readonly name: string;
  /** Where a switch has no room for names. */
  readonly short?: string;
  readonly direction: TextDirection;
}

/** Those of the program come first, Chinese before English. */
export const builtIn: readonly OfferedLanguage[] = [
  { tag: 'zh', name: '中文', short: '中', direction: 'ltr' },
  { tag: 'en', name: 'English', short: 'EN', direction: 'ltr' },
];

export interface UsableLanguage extends OfferedLanguage {
  readonly texts: FlatTexts;
}

/** What an HTML element says about its language: Chinese of the program is that of the mainland. */
export const htmlLanguage = (tag: LanguageTag): string => (tag === 'zh' ? 'zh-CN' : tag);

/**
 * The files that fit the English texts of a page, in order of their names, and the first thing that is wrong with each other (K1). A file without
 * texts for this page is neither.
 */
export function fitLanguages(
  files: readonly FileLanguage[],
  page: Page,
  english: FlatTexts,
): { readonly usable: readonly UsableLanguage[]; readonly refused: readonly LanguageProblem[] } {
  const usable: UsableLanguage[] = [];
  const refused: LanguageProblem[] = [];
  for (const file of files) {
    const texts = file[page];
    if (texts === null) continue;
    const [problem] = compareTexts(english, texts, page);
    const { tag, name, direction } = file;
    if (problem === undefined) usable.push({ tag, name, direction, texts });
    else refused.push({ file: file.file, path: problem.path.slice(0, 120), fault: problem.fault });
  }
  return { usable: usable.toSorted((a, b) => (a.name < b.name ? -1 : 1)), refused };
}

/** The English texts of this page, by whole keys. */
export const englishOf = (texts: i18n): FlatTexts =>
  flattenTexts(texts.getResourceBundle('en', 'translation'), '').texts;

const about = 'language';

/** Puts a language beside those of the program. Whoever reads it already sees its words at once. */
export function addLanguage(texts: i18n, { tag, direction, texts: words }: UsableLanguage): void {
  texts.addResources(tag, 'translation', words);
  texts.addResource(tag, about, 'direction', direction);
  if (texts.language === tag) void texts.changeLanguage(tag);
}

/** Which way a language is written; those of the program from left to right. */
export const directionOf = (texts: i18n, tag: LanguageTag): TextDirection =>
  texts.getResource(tag, about, 'direction') === 'rtl' ? 'rtl' : 'ltr';
