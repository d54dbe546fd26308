/** Beijing time has had no summer time since 1991, and a province's stamps name no zone. */
const beijingAheadMs = 8 * 3_600_000;

/** `2026-11-25` as `20261125`. */
export const compactDate = (date: string): string => date.replaceAll('-', '');

/** `20261125` as `2026-11-25`; anything else as it is, so that the schema refuses it. */
export const dateOfCompact = (text: string): string =>
  /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;

/** An ISO instant as `yyyyMMddHHmmss` of Beijing; fractions of a second are lost. */
export function beijingStamp(instant: string): string {
  return new Date(Date.parse(instant) + beijingAheadMs).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '');
}

/** `yyyyMMddHHmmss` of Beijing as an ISO instant; anything else as it is, so that the schema refuses it. */
export function instantOfStamp(text: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (parts === null) return text;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second) - beijingAheadMs).toISOString();
}

/** `2026-11-25` as `2026/11/25`, and back. */
export const slashDate = (date: string): string => date.replaceAll('-', '/');
export const dateOfSlash = (text: string): string =>
  /^\d{4}\/\d\d\/\d\d$/.test(text) ? text.replaceAll('/', '-') : text;

/** An ISO instant as milliseconds since 1970, and back. */
export const epochOf = (instant: string): number => Date.parse(instant);
/** A number that is no time becomes a text that is no instant, so that the schema refuses it. */
export const instantOfEpoch = (milliseconds: number): string =>
  Math.abs(milliseconds) < 8.64e15 ? new Date(milliseconds).toISOString() : 'no instant';

/** Looks a value up in a table of codes, either way round. */
export function codeTable<Ours extends string>(
  table: Readonly<Record<Ours, string>>,
): { readonly to: (ours: Ours) => string; readonly from: (theirs: string) => string } {
  const back = new Map(Object.entries<string>(table).map(([ours, theirs]) => [theirs, ours]));
  // A code that the table does not have stays what it is: the contract's schema then says which field it was.
  return { to: (ours) => table[ours], from: (theirs) => back.get(theirs) ?? `code ${theirs}` };
}
