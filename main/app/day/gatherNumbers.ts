import type { NumberSeries } from '../../domain/day/dayInputs.ts';
import type { GatherDeps } from './gatherDay.ts';

/** Digits of the serial, as the acts that give the numbers write it. */
const caseWidth = 4;
const paperWidth = 6;

/** The counter that numbered the cases of a date (11.7): it knows of a last one that is gone. */
export function caseSeries({ stores, profile }: GatherDeps, date: string): NumberSeries[] {
  const day = date.replaceAll('-', '');
  const last = stores.days.counter(`case-${day}`);
  return last === null ? [] : [{ prefix: `${profile.stationId}-${day}-`, width: caseWidth, last }];
}

/** The counters of the series of papers that have any number, e.g. `SZ50-BZ-2026-` (11.9). */
export function noticeSeries({ stores, profile }: GatherDeps, numbers: readonly string[]): NumberSeries[] {
  const own = `${profile.stationId}-`;
  const prefixes = new Set(numbers.map((number) => number.slice(0, number.lastIndexOf('-') + 1)));
  return [...prefixes].flatMap((prefix) => {
    if (!prefix.startsWith(own)) return [];
    const last = stores.days.counter(`notice-${prefix.slice(own.length, -1)}`);
    return last === null ? [] : [{ prefix, width: paperWidth, last }];
  });
}
