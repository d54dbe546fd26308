const dayMs = 86_400_000;
const millisOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`);
const dateOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

/** A calendar date (yyyy-mm-dd) so many days later, or earlier when `days` is negative. */
export function addDays(date: string, days: number): string {
  return dateOf(millisOf(date) + days * dayMs);
}

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((millisOf(to) - millisOf(from)) / dayMs);
}

/** Calendar months later; a day that the month lacks becomes its last day (domain-rules 5). */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const lastDay = new Date(Date.UTC(Math.floor(target / 12), (target % 12) + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(Math.floor(target / 12), target % 12, Math.min(day, lastDay)));
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: string): number {
  return new Date(millisOf(date)).getUTCDay();
}
