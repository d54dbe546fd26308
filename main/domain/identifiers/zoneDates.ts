/** Does this day exist? `yyyy-mm-dd`. */
export function isCalendarDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const millis = Date.parse(`${date}T00:00:00.000Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().slice(0, 10) === date;
}

const withCentury = (yymmdd: string, year: number): string =>
  `${String(year).padStart(4, '0')}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`;

function candidates(yymmdd: string, today: string): readonly string[] {
  if (!/^\d{6}$/.test(yymmdd)) return [];
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  return [century + 100, century, century - 100]
    .map((start) => withCentury(yymmdd, start + Number(yymmdd.slice(0, 2))))
    .filter(isCalendarDate);
}

/** Birth date of a zone: the latest year that is not in the future (domain-rules 2.2). Null when there is no such day. */
export function birthDateOf(yymmdd: string, today: string): string | null {
  return candidates(yymmdd, today).find((date) => date <= today) ?? null;
}

/** Expiry date of a zone: the year nearest to today (domain-rules 2.2). Null when there is no such day. */
export function expiryDateOf(yymmdd: string, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const distance = (date: string): number => Math.abs(Number(date.slice(0, 4)) - thisYear);
  return candidates(yymmdd, today).toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
