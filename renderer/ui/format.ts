const timeZone = 'Asia/Shanghai';
const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
const precise = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** An instant as `10:42` in Asia/Shanghai, wherever the machine thinks it is. */
export const formatTime = (instant: string): string => clock.format(new Date(instant));
/** An instant as `10:42:07`. */
export const formatPreciseTime = (instant: string): string => precise.format(new Date(instant));
/** An instant as its calendar date, `2026-11-24`. */
export const formatDate = (instant: string): string => day.format(new Date(instant));
/** An instant as `2026-11-24 10:42`. */
export const formatDateTime = (instant: string): string => `${formatDate(instant)} ${formatTime(instant)}`;
/** Since when, short: the time today, else date and time. `now` is the host's clock. */
export const formatSince = (instant: string, now: string): string =>
  formatDate(instant) === formatDate(now) ? formatTime(instant) : formatDateTime(instant);

/** Whole minutes between two instants, never negative. */
export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));

/** An age as parts a text can use. */
export function agePart(minutes: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 60 * 48) return { unit: 'hours', count: Math.floor(minutes / 60) };
  return { unit: 'days', count: Math.floor(minutes / (60 * 24)) };
}

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
/** A number in groups of three, `1,000,000`; one decimal at most. */
export const formatCount = (count: number): string => counts.format(count);
