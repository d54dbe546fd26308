/**
 * What a `Retry-After` header asks for, in milliseconds from `now` (RFC 9110, 10.2.3): whole seconds, or an HTTP date. Undefined for
 * anything else: a header that cannot be read asks for nothing. A date that has passed is 0.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // The three forms of an HTTP date all begin with the name of a day; `Date.parse` alone would take almost anything for a date.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text) || text.length > 40) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
