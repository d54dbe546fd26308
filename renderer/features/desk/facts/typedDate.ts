import { calendarDate } from '../../../../main/contract/ids.ts';

/** `20260301`, `2026-3-1`, `2026/03/01`, `2026.3.1`, the Chinese way with its three words as a calendar date; null = no date yet, or none that exists. */
export function typedDate(text: string): string | null {
  const parts = /^(\d{4})(?:(\d\d)(\d\d)|[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?)$/.exec(
    text.replaceAll(/\s/g, ''),
  );
  if (parts === null) return null;
  const [, year, month = parts[4], day = parts[5]] = parts;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return calendarDate.safeParse(date).success ? date : null;
}
