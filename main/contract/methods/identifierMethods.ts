import { z } from 'zod';
import { method } from '../method.ts';
import { identifierAnswer, identifierKind } from '../numbers.ts';
import { everybody, window } from './common.ts';

/** A number is checked without a case. */
export const identifierMethods = {
  /** What its check digits and shape say, in words (A5). Nothing is asked upstream, and nothing is kept. */
  identifierCheck: method({
    in: z.object({ kind: identifierKind, text: z.string().trim().toUpperCase().min(1).max(64) }),
    out: identifierAnswer,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
} as const;
