import { z } from 'zod';
import { language, languageTag } from '../../contract/access.ts';
import { textDirection, type FileLanguage, type LanguageFault } from '../../contract/languages.ts';
import { flattenTexts, textFault, type TextProblem } from './languageTexts.ts';

/** The file `<tag>.json`. Its texts are checked by `flattenTexts`, which can name the key. */
const languageFile = z.strictObject({
  tag: languageTag,
  name: z.string().min(1).max(30),
  direction: textDirection,
  covers: z.enum(['kiosk', 'all']),
  reviewed: z.boolean(),
  texts: z.strictObject({ kiosk: z.unknown(), window: z.unknown().optional() }),
});

/**
 * A language file as the program takes it (K1), or everything that is wrong with it as far as can be told without the English texts.
 * `file` is its name, which must be its tag; `content` is what JSON.parse gave.
 */
export function readLanguageFile(
  file: string,
  content: unknown,
): { readonly language: FileLanguage } | { readonly problems: readonly TextProblem[] } {
  const read = languageFile.safeParse(content);
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => ({
        path: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])]
          .map(String)
          .join('.'),
        fault: 'wrongField',
      })),
    };
  const { tag, name, direction, covers, reviewed, texts } = read.data;
  const wrong = (path: string, fault: LanguageFault | null): TextProblem[] =>
    fault === null ? [] : [{ path, fault }];
  const kiosk = flattenTexts(texts.kiosk, 'kiosk');
  const window = covers === 'all' ? flattenTexts(texts.window, 'window') : null;
  const problems = [
    ...wrong('tag', file === `${tag}.json` ? null : 'otherName'),
    ...wrong('tag', language.safeParse(tag).success ? 'builtIn' : null),
    ...wrong('name', textFault(name)),
    ...kiosk.problems,
    ...(window?.problems ?? []),
    // Texts that nobody would ever see are a mistake of whoever wrote `covers`.
    ...wrong('texts.window', covers === 'kiosk' && texts.window !== undefined ? 'wrongField' : null),
  ];
  if (problems.length > 0) return { problems };
  return {
    language: { file, tag, name, direction, reviewed, kiosk: kiosk.texts, window: window?.texts ?? null },
  };
}
