import { z } from 'zod';
import { caseAdvice, documentFacts } from '../caseFacts.ts';
import { documentRow } from '../cases.ts';
import { draftFields, draftText } from '../drafts.ts';
import { caseId } from '../ids.ts';
import { method } from '../method.ts';
import { documentCode } from '../permit.ts';
import { desk, none, window } from './common.ts';

const common = { surfaces: window, roles: desk, act: 'verifyOriginals' } as const;

/** What somebody at the desk has begun to type (I5), and what a fact would make of its row before it is saved (B4). */
export const draftMethods = {
  /** What the caller left half typed in this case, by field; never what somebody else did. Fails with caseNotFound. */
  caseDraft: method({ ...common, in: z.object({ caseId }), out: draftFields, mutating: false }),
  /**
   * Keeps one field as it stands; an empty text takes it away. The newest one counts, so a repeated call does no harm and no answer is
   * stored for it. Fails with caseNotFound, draftTooLarge.
   */
  caseDraftKeep: method({
    ...common,
    in: z.object({ caseId, ...draftText.shape }),
    out: none,
    mutating: false,
  }),
  /**
   * The row as it would stand with these facts, and in `advice` the last days that would then be counted from them; nothing is changed.
   * Fails with caseNotFound, invalidInput (no such row).
   */
  casePreviewSeen: method({
    ...common,
    in: z.object({ caseId, document: documentCode, seen: documentFacts.partial() }),
    out: documentRow.extend({ advice: z.array(caseAdvice) }),
    mutating: false,
  }),
} as const;
