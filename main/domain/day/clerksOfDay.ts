import type { ClerkFigures } from '../../contract/dayMatch.ts';
import type { ReplacementReason } from '../../contract/earlierCards.ts';
import { inDay, type DayDeed, type DayInputs } from './dayInputs.ts';
import { cardSeconds, cardTarget, sum } from './timesOfDay.ts';

/**
 * Work of each person in the day, by name (H7): what people did comes from the deeds, what their cards came to from the jobs. A card that was
 * spoilt is told of whoever made it; that it is no fault of theirs the reason says.
 */
export function clerksOfDay(inputs: DayInputs): ClerkFigures[] {
  const makers = inputs.jobs.flatMap(({ clerk }) => clerk ?? []);
  const names = new Set([...inputs.deeds.map(({ clerk }) => clerk), ...makers]);
  return [...names]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((clerk) => figuresOf(inputs, clerk))
    .filter(hasAny);
}

function figuresOf(inputs: DayInputs, clerk: string): ClerkFigures {
  const deeds = inputs.deeds.filter((deed) => deed.clerk === clerk);
  const jobs = inputs.jobs.filter((job) => job.clerk === clerk);
  const ids = new Set<string>(jobs.map(({ id }) => id));
  const times = jobs.flatMap((job) => cardSeconds(inputs, job) ?? []);
  const did = (kind: DayDeed['kind']): number => deeds.filter((deed) => deed.kind === kind).length;
  return {
    clerk,
    casesOpened: did('caseOpened'),
    accepted: did('accepted'),
    supplement: did('supplement'),
    cardsMade: jobs.filter(({ visualOkAt }) => inDay(inputs, visualOkAt)).length,
    handedOver: did('handedOver'),
    wasted: inputs.movements.filter(
      ({ to, jobId, at }) => to === 'wasted' && jobId !== null && ids.has(jobId) && inDay(inputs, at),
    ).length,
    remadeByReason: remade(deeds),
    timed: times.length,
    within20Minutes: times.filter((seconds) => seconds <= cardTarget).length,
    totalSeconds: sum(times),
    longestSeconds: times.length === 0 ? null : Math.max(...times),
  };
}

function remade(deeds: readonly DayDeed[]): ClerkFigures['remadeByReason'] {
  const counts: Partial<Record<ReplacementReason, number>> = {};
  for (const { kind, reason } of deeds)
    if (kind === 'remade' && reason !== null) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function hasAny(figures: ClerkFigures): boolean {
  const { casesOpened, accepted, supplement, cardsMade, handedOver, wasted, remadeByReason } = figures;
  return (
    casesOpened +
      accepted +
      supplement +
      cardsMade +
      handedOver +
      wasted +
      Object.keys(remadeByReason).length >
    0
  );
}
