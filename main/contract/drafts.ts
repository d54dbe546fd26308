import { z } from 'zod';

/** One field of a screen and what is typed in it, e.g. `differs:CONTRACT`. */
export const draftText = z.object({
  field: z.string().regex(/^[A-Za-z]{1,20}(?::[A-Za-z_]{1,24}){0,2}$/),
  text: z.string().max(500),
});
export type DraftText = z.infer<typeof draftText>;

/** Everything one person has begun to type in one case. */
export const draftFields = z.record(draftText.shape.field, draftText.shape.text);
export type DraftFields = z.infer<typeof draftFields>;

/** More fields than any screen of a case has. */
export const mostDraftFields = 60;
