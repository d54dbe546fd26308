import type { LocalCounters } from '../../contract/records.ts';

/** The counter of a local number: `SZ50-20261128-0007` → `case-20261128` 7, `SZ50-SL-2026-000012` → `notice-SL-2026` 12. Null: not ours. */
export function counterOfNumber(
  stationId: string,
  number: string,
): { readonly name: string; readonly value: number } | null {
  if (!number.startsWith(`${stationId}-`)) return null;
  const rest = number.slice(stationId.length + 1);
  const ofCase = /^(\d{8})-(\d{1,9})$/.exec(rest);
  if (ofCase !== null) return { name: `case-${ofCase[1]}`, value: Number(ofCase[2]) };
  const ofPaper = /^([A-Z]{1,8})-(\d{4})-(\d{1,9})$/.exec(rest);
  return ofPaper === null ? null : { name: `notice-${ofPaper[1]}-${ofPaper[2]}`, value: Number(ofPaper[3]) };
}

/** The numbers that a raised counter left out, as the papers would have carried them: a day close must not look for them (11.9). */
export function leftOutPapers(
  stationId: string,
  year: string,
  jumps: readonly { readonly name: string; readonly from: number; readonly to: number }[],
): readonly string[] {
  return jumps.flatMap(({ name, from, to }) => {
    const series = /^notice-([A-Z]{1,8})-(\d{4})$/.exec(name);
    if (series === null || series[2] !== year) return [];
    return Array.from(
      { length: to - from },
      (_, index) => `${stationId}-${series[1]}-${year}-${String(from + 1 + index).padStart(6, '0')}`,
    );
  });
}

/** The same for case numbers of one calendar date (11.7), `2026-11-28`. */
export function leftOutCases(
  stationId: string,
  date: string,
  jumps: readonly { readonly name: string; readonly from: number; readonly to: number }[],
): readonly string[] {
  const day = date.replaceAll('-', '');
  return jumps
    .filter(({ name }) => name === `case-${day}`)
    .flatMap(({ from, to }) =>
      Array.from(
        { length: to - from },
        (_, index) => `${stationId}-${day}-${String(from + 1 + index).padStart(4, '0')}`,
      ),
    );
}

/**
 * Numbers that may have been given after the last thing that anybody outside knows of: a day of a busy window has fewer cases and papers
 * than this, and a copy or mark is never much older while the second place answers.
 */
export const unknownNumbers = 200;

/**
 * The values that counters must have so that no number is given twice (G7): the highest that the mark or copy, and the rows upstream has, tell
 * of. Where numbers may have been given that nobody outside knows (`exact` false), today's and this year's series are moved on by `unknownNumbers` more.
 */
export function safeCounters(known: {
  readonly stationId: string;
  readonly ours: LocalCounters;
  readonly outside: LocalCounters;
  readonly numbers: readonly string[];
  readonly exact: boolean;
  /** `20261128`. */
  readonly day: string;
  /** Series of papers that the rule packs know. */
  readonly series: readonly string[];
}): LocalCounters {
  const { stationId, ours, outside, day, series } = known;
  const highest = new Map<string, number>(Object.entries(ours));
  const lift = (name: string, value: number): void =>
    void highest.set(name, Math.max(value, highest.get(name) ?? 0));
  for (const [name, value] of Object.entries(outside)) lift(name, value);
  for (const number of known.numbers) {
    const found = counterOfNumber(stationId, number);
    if (found !== null) lift(found.name, found.value);
  }
  const year = day.slice(0, 4);
  const running = [
    `case-${day}`,
    `ticket-${day}`,
    ...series.map((each) => `notice-${each}-${year}`),
    ...[...highest.keys()].filter((name) => name.startsWith('notice-') && name.endsWith(`-${year}`)),
  ];
  if (!known.exact)
    for (const name of new Set(running)) lift(name, (highest.get(name) ?? 0) + unknownNumbers);
  return Object.fromEntries(
    [...highest]
      .filter(([name, value]) => value > (ours[name] ?? 0))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
