import { z } from 'zod';
import { languageTag } from './access.ts';

/** Texts by their whole key: `frame.back`. */
export const flatTexts = z.record(z.string(), z.string());
export type FlatTexts = z.infer<typeof flatTexts>;

export const textDirection = z.enum(['ltr', 'rtl']);
export type TextDirection = z.infer<typeof textDirection>;

/** A language that a file brought (K1), with its texts by whole keys. */
export const fileLanguage = z.object({
  /** Name of the file, without its folder. */
  file: z.string(),
  tag: languageTag,
  /** In the language itself. */
  name: z.string(),
  direction: textDirection,
  /** Has somebody who translates for a living read it? */
  reviewed: z.boolean(),
  /** What a visitor reads at the kiosk. */
  kiosk: flatTexts,
  /** What the clerk reads at the window; null = the file speaks to visitors only. */
  window: flatTexts.nullable(),
});
export type FileLanguage = z.infer<typeof fileLanguage>;

/** What is wrong with a language file. */
export const languageFault = z.enum([
  'notReadable',
  'tooLarge',
  'wrongField',
  'otherName',
  'builtIn',
  'unknownKey',
  'placeholders',
  'markup',
  'notText',
]);
export type LanguageFault = z.infer<typeof languageFault>;

/** Where a language file is wrong. Nothing of its texts is in it. */
export const languageProblem = z.object({
  file: z.string().max(80),
  /** The key, as `kiosk.frame.back`; empty = the whole file. */
  path: z.string().max(120),
  fault: languageFault,
});
export type LanguageProblem = z.infer<typeof languageProblem>;
