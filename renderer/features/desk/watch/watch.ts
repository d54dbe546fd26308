import type { ClockLine } from '../../../../main/contract/cases.ts';

/** At this many working days left, or fewer, somebody has to act today (C3). */
const soonDays = 1;

/** Cases that count as accepted already, or will when the next working day ends; the host has put the worst first. */
export const aboutToBreach = (lines: readonly ClockLine[]): readonly ClockLine[] =>
  lines.filter(
    ({ clock, countsAsAcceptedOn }) =>
      countsAsAcceptedOn === null && (clock.breached || clock.workingDaysLeft <= soonDays),
  );
