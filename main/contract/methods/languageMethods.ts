import { z } from 'zod';
import type { Surface } from '../access.ts';
import { fileLanguage, languageProblem } from '../languages.ts';
import { method } from '../method.ts';
import { none } from './common.ts';

const screens: readonly Surface[] = ['window', 'kiosk'];

/** Languages that come as files (K1). */
export const languageMethods = {
  /** What is offered beside Chinese and English, and the files that are not, with the reason. */
  languages: method({
    in: none,
    out: z.object({ offered: z.array(fileLanguage), refused: z.array(languageProblem) }),
    surfaces: screens,
    roles: 'anyone',
    mutating: false,
  }),
  /** A page has found that a file does not fit its own English texts: it is logged, and no longer offered anywhere. */
  languageRefuse: method({
    in: languageProblem,
    out: none,
    surfaces: screens,
    roles: 'anyone',
    mutating: false,
  }),
} as const;
