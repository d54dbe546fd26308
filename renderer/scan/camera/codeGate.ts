/** What a look at one picture leads to. */
export type Seen =
  | { readonly kind: 'nothing' }
  /** Different codes side by side: which is meant, nobody guesses. */
  | { readonly kind: 'several' }
  /** A code that has just come into sight: it is read once. */
  | { readonly kind: 'read'; readonly text: string };

export const gateTimes = {
  /** A code must be out of sight for this long, in milliseconds, before it counts as shown again. */
  forgetAfterMs: 2000,
  /** After a read the visitor gets this long to see what came of it before another code is read. */
  restMs: 1500,
} as const;

const nothing: Seen = { kind: 'nothing' };

/**
 * Makes one read of a code that stays in front of the camera for many pictures. Without it a wrong code would use up the visitor's tries (E6)
 * within a second. `at` in milliseconds, growing.
 */
export function createCodeGate(): (texts: readonly string[], at: number) => Seen {
  let last: { text: string; seenAt: number } | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return (texts, at) => {
    const different = new Set(texts);
    const again = last !== null && different.has(last.text) && at - last.seenAt < gateTimes.forgetAfterMs;
    if (last !== null && again) last.seenAt = at;
    if (different.size > 1) return { kind: 'several' };
    const [text] = different;
    if (text === undefined || again || at - readAt < gateTimes.restMs) return nothing;
    last = { text, seenAt: at };
    readAt = at;
    return { kind: 'read', text };
  };
}
