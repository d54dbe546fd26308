import type { FlatTexts, LanguageFault } from '../../contract/languages.ts';

/** Nested texts, as tables and files have them. */
export interface NestedTexts {
  readonly [key: string]: string | NestedTexts;
}

/** A wrong place of a table: the whole key, and what is wrong there. */
export interface TextProblem {
  readonly path: string;
  readonly fault: LanguageFault;
}

/** A table is three deep; what is deeper is no table, and must not end the stack either. */
const maxDepth = 8;
/** Longer than any text of the program: more would only push the buttons off a screen. */
const maxLength = 600;

/**
 * A table of unknown origin by whole keys. Keys of `Object.prototype` are texts like any other. Every value that is neither a text nor
 * a group, and every text that could be more than words, is a problem (K1); nothing of the texts themselves is in one.
 */
export function flattenTexts(
  given: unknown,
  path: string,
): { readonly texts: FlatTexts; readonly problems: readonly TextProblem[] } {
  const found = new Map<string, string>();
  const problems: TextProblem[] = [];
  const walk = (value: unknown, at: string, depth: number): void => {
    if (typeof value === 'string') {
      const fault = textFault(value);
      if (fault === null) found.set(at, value);
      else problems.push({ path: join(path, at), fault });
    } else if (value === null || typeof value !== 'object' || Array.isArray(value) || depth > maxDepth)
      problems.push({ path: join(path, at), fault: 'notText' });
    else for (const [key, inner] of Object.entries(value)) walk(inner, join(at, key), depth + 1);
  };
  if (typeof given === 'string') problems.push({ path, fault: 'notText' });
  else walk(given, '', 0);
  return { texts: Object.fromEntries(found), problems };
}

const join = (path: string, key: string): string =>
  path === '' || key === '' ? path + key : `${path}.${key}`;

/**
 * Could a text be more than words? Tags (a lone `>` is none), entities, references to other texts (`$t(`), control characters and marks that turn the direction of
 * what follows are refused; so are empty texts, which would leave a button without a name.
 */
export function textFault(text: string): LanguageFault | null {
  if (text.trim() === '' || text.length > maxLength) return 'notText';
  // oxlint-disable-next-line no-control-regex
  if (/[<\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|&#?\w+;|\$t\(/.test(text)) return 'markup';
  return /\{\{|\}\}/.test(text.replaceAll(placeholder, '')) ? 'placeholders' : null;
}

const placeholder = /\{\{\w+\}\}/g;

/** The places of a text that are filled in, each once, in order: `at, of`. */
const placesOf = (text: string): string =>
  [...new Set([...text.matchAll(placeholder)].map(String))].toSorted().join();

/** How a table differs from the English one (K1): unknown keys, other placeholders. A key that is missing is none: it is read in English. */
export function compareTexts(english: FlatTexts, texts: FlatTexts, path: string): TextProblem[] {
  return Object.entries(texts).flatMap(([key, text]): TextProblem[] => {
    if (!Object.hasOwn(english, key)) return [{ path: join(path, key), fault: 'unknownKey' }];
    if (placesOf(text) !== placesOf(english[key] ?? ''))
      return [{ path: join(path, key), fault: 'placeholders' }];
    return [];
  });
}

/** Keys of the English table that a language does not have. */
export const missingKeys = (english: FlatTexts, texts: FlatTexts): string[] =>
  Object.keys(english).filter((key) => !Object.hasOwn(texts, key));
