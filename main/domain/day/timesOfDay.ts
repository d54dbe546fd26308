import type { CardTimes } from '../../contract/dayMatch.ts';
import type { DayFigures } from '../../contract/day.ts';
import { cardStep } from '../../contract/cards.ts';
import { inDay, type DayInputs, type DayJob } from './dayInputs.ts';
import { secondsBetween } from './dayJournal.ts';

/** The product target: scan to card in twenty minutes (domain-rules 14.1). Seconds. */
export const cardTarget = 20 * 60;

/** Seconds from the scan that opened the case to the card in hand, of each card that was handed over in the day (H7). */
export function cardSeconds(inputs: Pick<DayInputs, 'from' | 'to'>, job: DayJob): number | null {
  const { caseOpenedAt, handedOverAt } = job;
  if (caseOpenedAt === null || handedOverAt === null || !inDay(inputs, handedOverAt)) return null;
  return secondsBetween(caseOpenedAt, handedOverAt);
}

/** Middle value; of an even number of them the lower one, so that it is a time somebody really waited. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** Scan to card against twenty minutes, and each step that ended in the day (H7). Undefined: no card and no step. */
export function cardTimesOf(inputs: DayInputs): CardTimes | undefined {
  const totals = inputs.jobs.flatMap((job) => cardSeconds(inputs, job) ?? []);
  const steps = inputs.jobs.flatMap((job) => job.steps).filter(({ endedAt }) => inDay(inputs, endedAt));
  if (totals.length === 0 && steps.length === 0) return undefined;
  return {
    timed: totals.length,
    within20Minutes: totals.filter((seconds) => seconds <= cardTarget).length,
    totalSeconds: sum(totals),
    medianSeconds: median(totals),
    longestSeconds: totals.length === 0 ? null : Math.max(...totals),
    steps: cardStep.options.flatMap((step) => {
      const times = steps.filter((each) => each.step === step).map(({ seconds }) => seconds);
      const middle = median(times);
      return middle === null
        ? []
        : [{ step, times: times.length, medianSeconds: middle, longestSeconds: Math.max(...times) }];
    }),
  };
}

/** How long the rows that upstream has not acknowledged have waited. Undefined: there are none. */
export function queueAgeOf({ rows, now }: Pick<DayInputs, 'rows' | 'now'>): DayFigures['queueAge'] {
  if (rows.open.length === 0) return undefined;
  const hours = rows.open.map(({ createdAt }) => secondsBetween(createdAt, now) / 3600);
  const between = (above: number, upTo: number): number =>
    hours.filter((each) => each > above && each <= upTo).length;
  return {
    upTo1h: between(-1, 1),
    upTo4h: between(1, 4),
    upTo24h: between(4, 24),
    over24h: between(24, Number.POSITIVE_INFINITY),
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
