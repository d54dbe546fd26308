const hourMs = 3_600_000;

/** Hours, where the profile of a station says nothing. */
export const defaultListLimitHours = 24;

/**
 * Is a list of withdrawn papers too old to vouch for a paper that is not on it (C5)? `asOf`: ISO instant of the last complete sync, null =
 * there was none. A list out of the future is as bad: the clock was put back, and nobody knows how old the list is.
 */
export function listTooOld(asOf: string | null, nowMillis: number, limitHours: number): boolean {
  return asOf === null || Math.abs(nowMillis - Date.parse(asOf)) > limitHours * hourMs;
}
