const month = /^\d{4}-\d{2}$/;

/** A month that ends so many days after its first: its last date, `2026-11` to `2026-11-30`. */
export function lastOfMonth(name: string): string {
  if (!month.test(name)) throw new Error(`not a month: ${name}`);
  const [year = 0, index = 0] = name.split('-').map(Number);
  return new Date(Date.UTC(year, index, 0)).toISOString().slice(0, 10);
}

/** The date before another (yyyy-mm-dd). */
export const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 10);

/** Of the dates that have no signatures, those that are over: the day that runs today is not late yet. */
export const overdue = (unsigned: readonly string[], today: string): readonly string[] =>
  unsigned.filter((date) => date < today);

/** The month before that of a date (yyyy-mm-dd), as `2026-10`. */
export function monthBefore(date: string): string {
  const [year = 0, index = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, index - 2, 1)).toISOString().slice(0, 7);
}

/**
 * A date as people type it: `2026-11-28`, `2026/11/28`, `2026年11月28日`, `20261128`, or `11-28` of the year of `today`. Null for what is no date
 * of the calendar.
 */
export function readDate(typed: string, today: string): string | null {
  const parts = typed.trim().split(/\D+/).filter(Boolean);
  const [first = ''] = parts;
  const [year, index, day] =
    parts.length === 3
      ? parts
      : parts.length === 2
        ? [today.slice(0, 4), ...parts]
        : /^\d{8}$/.test(first)
          ? [first.slice(0, 4), first.slice(4, 6), first.slice(6)]
          : [];
  if (year === undefined || index === undefined || day === undefined || year.length !== 4) return null;
  const date = `${year}-${index.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00.000Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date;
}
