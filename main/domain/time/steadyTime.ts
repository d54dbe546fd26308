/**
 * Time that does not believe a jump of the computer's clock (G4). What has passed (`elapsed`, which nobody sets) says where that clock ought to
 * be; while the two agree the station counts by the computer's clock, and when they part it goes on by what has passed until somebody who may
 * know (upstream, or two people) says which is right. Everything in milliseconds; instants since 1970-01-01T00:00Z, so that zones and summer
 * time are no jumps by construction.
 */
export interface SteadyTime {
  /** What the station counts by. Runs on, but for an accepted step back of more than `slewedMs`. */
  readonly now: number;
  readonly elapsed: number;
  /** Where the computer's clock ought to be. */
  readonly line: number;
  readonly computer: number;
  /** Since when (station's time) the computer's clock is off the line; null = it is on it. */
  readonly jumpedAt: number | null;
  /** Since when it runs on a time that nobody has confirmed, because at the start it was far from the newest record; null = no question. */
  readonly unprovenAt: number | null;
}

/** What outlives a restart. `aheadMs`: how far the station's time was ahead of the computer's clock. */
export interface KeptTime {
  readonly jumpedAt: number | null;
  readonly unprovenAt: number | null;
  readonly aheadMs: number;
}

/** How far the computer's clock may be off its line. The same as two computers of one hall may differ. */
export const jumpToleranceMs = 120_000;
/** The line follows the computer's clock by this share of the time that passes: a crystal drifts by 0.0001, a time service slews by 0.0005. */
export const driftShare = 0.001;
/** Upstream's time and a clock are the same within this: the answer was on its way, and both drift. */
export const agreesWithinMs = 300_000;
/** After a longer pause than this the clock at the start is asked about: a station is not away for so long without somebody knowing. */
export const longestPauseMs = 14 * 86_400_000;
/** A station that is ahead by no more than this waits for the computer's clock at half speed; more than that is one visible step back. */
export const slewedMs = 2 * 3_600_000;

export const isHeld = ({ jumpedAt, unprovenAt }: Pick<SteadyTime, 'jumpedAt' | 'unprovenAt'>): boolean =>
  jumpedAt !== null || unprovenAt !== null;

/**
 * Time at the start of the program, when nothing is known of what has passed. `newest`: the newest record, null = none. A held clock stays
 * held, by the difference that was kept, unless that would lie before the newest record and the computer's clock would not: somebody has set it
 * right meanwhile.
 */
export function timeAtStart(
  at: { readonly computer: number; readonly elapsed: number },
  kept: KeptTime | null,
  newest: number | null,
): SteadyTime {
  const steady: SteadyTime = {
    now: at.computer,
    elapsed: at.elapsed,
    line: at.computer,
    computer: at.computer,
    jumpedAt: null,
    unprovenAt: kept?.unprovenAt ?? null,
  };
  const fits = (instant: number): boolean =>
    newest === null || (instant >= newest - jumpToleranceMs && instant <= newest + longestPauseMs);
  if (kept !== null && kept.jumpedAt !== null) {
    const shifted = at.computer + kept.aheadMs;
    if (fits(shifted) || !fits(at.computer))
      return { ...steady, now: Math.max(shifted, newest ?? shifted), line: shifted, jumpedAt: kept.jumpedAt };
  }
  const isFar = newest !== null && at.computer > newest + longestPauseMs;
  return isFar ? { ...steady, unprovenAt: steady.unprovenAt ?? at.computer } : steady;
}

/** Time as it is now. `elapsed` never runs backwards; if a source does, nothing has passed. */
export function timeAt(
  time: SteadyTime,
  at: { readonly computer: number; readonly elapsed: number },
): SteadyTime {
  const passed = Math.max(0, at.elapsed - time.elapsed);
  const expected = time.line + passed;
  const off = at.computer - expected;
  const elapsed = Math.max(time.elapsed, at.elapsed);
  if (Math.abs(off) > jumpToleranceMs)
    return {
      ...time,
      now: time.now + passed,
      elapsed,
      line: expected,
      computer: at.computer,
      jumpedAt: time.jumpedAt ?? time.now,
    };
  const follow = passed * driftShare;
  return {
    ...time,
    // Behind us it is waited for: half speed is slow enough to be caught up with, and still each instant is a later one.
    now: Math.max(at.computer, time.now + passed / 2),
    elapsed,
    line: expected + Math.max(-follow, Math.min(follow, off)),
    computer: at.computer,
    jumpedAt: null,
  };
}

/** From here on the computer's clock is right: upstream or two people have said so. */
export const accepted = (time: SteadyTime): SteadyTime => ({
  ...time,
  now: time.now - time.computer <= slewedMs ? Math.max(time.now, time.computer) : time.computer,
  line: time.computer,
  jumpedAt: null,
  unprovenAt: null,
});

/** Whose time upstream's is. */
export function whoIsRight(
  time: Pick<SteadyTime, 'now' | 'computer'>,
  upstream: number,
): 'computer' | 'station' | 'nobody' {
  if (Math.abs(upstream - time.computer) <= agreesWithinMs) return 'computer';
  return Math.abs(upstream - time.now) <= agreesWithinMs ? 'station' : 'nobody';
}

/** Time that has passed, sleep included, made of two sources that are each half of it. */
export interface PassedTime {
  readonly elapsed: number;
  /** Fine, but stands still while the computer sleeps. */
  readonly awake: number;
  /** Coarse, sleep included. */
  readonly up: number;
}

/** Whole seconds is all that some systems say; less is not a sleep. */
const shortestSleepMs = 3_000;

/** A later look at both sources. `up` may jump by its own coarseness; only more than that is a sleep, and neither ever takes time back. */
export function passedBy(before: PassedTime, awake: number, up: number): PassedTime {
  const awakeMs = Math.max(0, awake - before.awake);
  const upMs = up - before.up;
  if (upMs - awakeMs <= shortestSleepMs)
    // The mark goes on by the fine source, so that a sleep is not lost in many small looks, but never far from the coarse one.
    return {
      elapsed: before.elapsed + awakeMs,
      awake,
      up: Math.min(before.up + awakeMs, up + shortestSleepMs),
    };
  return { elapsed: before.elapsed + upMs, awake, up };
}
