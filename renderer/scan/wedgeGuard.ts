// Tells a scanner that types like a keyboard from a person (device-protocols 1.5). Pure: key strokes with their times in, decisions out.

export const wedgeLimits = {
  /** A burst is a scan when its characters come at most this far apart on average, in milliseconds. */
  meanGapMs: 30,
  /** A single gap that a person may be assumed behind while fewer than `shortest` characters are there. */
  earlyGapMs: 60,
  /** Silence that ends a burst. */
  silenceMs: 100,
  shortest: 6,
  /** As long as the contract lets a scan be. */
  longest: 8192,
} as const;

/** One key stroke as far as the guard cares. `at` in milliseconds of the event's own clock. */
export type Stroke =
  | { readonly kind: 'character'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }
  /** Anything a scanner never sends within a code: modifiers with a key, arrows, a held key, an IME. */
  | { readonly kind: 'other'; readonly at: number };

export interface Burst {
  readonly text: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

export type Decision =
  /** The stroke goes to the page untouched. */
  | { readonly kind: 'pass' }
  /** The stroke is kept back until more is known; ask `afterSilence` at `until`. */
  | { readonly kind: 'hold'; readonly until: number }
  /** A scan; the stroke that ended it belongs to it. `text` is null when it is longer than any code of ours. */
  | { readonly kind: 'scan'; readonly text: string | null };

export interface Step {
  /** What is kept back now, or null. */
  readonly burst: Burst | null;
  /** What was kept back turns out to be a person's typing: it goes to the page first, before `decision` is carried out. */
  readonly restore: string;
  readonly decision: Decision;
}

const isCode = /^[\x20-\x7e]$/;

/** A scan, or null when it is a person's typing. */
function scanOf({ text, firstAt, lastAt }: Burst): Decision | null {
  const { shortest, meanGapMs, longest } = wedgeLimits;
  if (text.length < shortest || lastAt - firstAt > meanGapMs * (text.length - 1)) return null;
  return { kind: 'scan', text: text.length > longest ? null : text };
}

/** When a burst that hears nothing more is over. */
const patienceOf = ({ text, lastAt }: Burst): number =>
  lastAt + (text.length < wedgeLimits.shortest ? wedgeLimits.earlyGapMs : wedgeLimits.silenceMs);

const pass: Decision = { kind: 'pass' };

/** What a burst was when nothing more came until `at`; it stays as it is while `at` is too early. */
export function afterSilence(burst: Burst | null, at: number): Step {
  if (burst === null) return { burst: null, restore: '', decision: pass };
  if (at < patienceOf(burst))
    return { burst, restore: '', decision: { kind: 'hold', until: patienceOf(burst) } };
  const scan = scanOf(burst);
  return { burst: null, restore: scan === null ? burst.text : '', decision: scan ?? pass };
}

/** Text beyond `longest` is kept back but no longer remembered: the scan is refused anyway. */
const longer = (burst: Burst, text: string, at: number): Burst => ({
  text: burst.text.length > wedgeLimits.longest ? burst.text : burst.text + text,
  firstAt: burst.firstAt,
  lastAt: at,
});

function begin(text: string, at: number): Step {
  // No code of ours begins with a space, and a space is how a button is pressed.
  if (text === ' ') return { burst: null, restore: '', decision: pass };
  const burst = { text, firstAt: at, lastAt: at };
  return { burst, restore: '', decision: { kind: 'hold', until: patienceOf(burst) } };
}

/**
 * One stroke. Whatever is kept back comes out again exactly once: in a scan's text or in `restore`, in the order it was typed. A burst
 * whose silence was over before this stroke must have been asked with `afterSilence` first.
 */
export function afterStroke(burst: Burst | null, stroke: Stroke): Step {
  const code = stroke.kind === 'character' && isCode.test(stroke.text);
  if (burst === null) {
    return code ? begin(stroke.text, stroke.at) : { burst: null, restore: '', decision: pass };
  }
  if (code) {
    const grown = longer(burst, stroke.text, stroke.at);
    return { burst: grown, restore: '', decision: { kind: 'hold', until: patienceOf(grown) } };
  }
  const scan = stroke.kind === 'end' ? scanOf(burst) : null;
  return { burst: null, restore: scan === null ? burst.text : '', decision: scan ?? pass };
}
