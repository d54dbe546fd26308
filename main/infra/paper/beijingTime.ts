const offsetMs = 8 * 3_600_000;

/** `2026-11-24 09:20` in China's one time zone, UTC+8 all year. */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + offsetMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** Hour of the day, 0 to 23. */
export const beijingHour = (instant: string): number =>
  new Date(Date.parse(instant) + offsetMs).getUTCHours();

/** `08:00`: the hour of the day, 0 to 23, in which something happened. */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `2026年11月24日`. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
