const shanghaiOffsetMs = 8 * 3_600_000;

/** Calendar date (yyyy-mm-dd) in Asia/Shanghai of a moment in milliseconds. China has had no summer time since 1991. */
export function shanghaiDate(millis: number): string {
  return new Date(millis + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** `2026-11-24 09:20` in Asia/Shanghai of an ISO instant. */
export function shanghaiTime(instant: string): string {
  return new Date(Date.parse(instant) + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** Hour of the day in Asia/Shanghai of an ISO instant, 0 to 23. */
export const shanghaiHour = (instant: string): number =>
  new Date(Date.parse(instant) + shanghaiOffsetMs).getUTCHours();

/** The half-open span of a Shanghai calendar date as ISO instants: [from, to). */
export function shanghaiDay(date: string): { readonly from: string; readonly to: string } {
  const start = Date.parse(`${date}T00:00:00.000Z`) - shanghaiOffsetMs;
  return { from: new Date(start).toISOString(), to: new Date(start + 86_400_000).toISOString() };
}
