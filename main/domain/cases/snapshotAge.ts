const dayMs = 86_400_000;
/** Clocks are set right by seconds and minutes all the time; what is further ahead was written by another time than ours. */
const toleranceMs = 10 * 60_000;

export interface SnapshotAge {
  /** Whole days, 0 for one that is from the future. */
  readonly days: number;
  /** It was fetched later than it is now: the clock was put back, and how old it is nobody knows (G8). Never young enough for a card. */
  readonly ahead: boolean;
}

/** How old what upstream said is (domain-rules 13.2). `nowMillis`: milliseconds since 1970. */
export function snapshotAge(fetchedAt: string, nowMillis: number): SnapshotAge {
  const age = nowMillis - Date.parse(fetchedAt);
  return { days: Math.max(0, Math.floor(age / dayMs)), ahead: !(age >= -toleranceMs) };
}
