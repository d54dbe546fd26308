import type { ClockMove } from '../../contract/trainingClock.ts';
import { isWorkingDay } from '../documents/legalClock.ts';
import type { RulePack } from '../rules/rulePack.ts';
import { shanghaiDate } from './shanghai.ts';

/** A move of the station's own clock, not of the computer's below it. */
export type StationMove = Exclude<ClockMove, 'computerHour'>;

const dayMs = 86_400_000;

/**
 * Where a move of the training clock leads, in milliseconds since 1970: the same time of the day on the next working day of the pack's
 * calendar (domain-rules 6.2), so many days later, or the computer's own time.
 */
export function movedTo(
  to: StationMove,
  { nowMs, realMs }: { readonly nowMs: number; readonly realMs: number },
  calendar: RulePack['calendar'],
): number {
  switch (to) {
    case 'real':
      return realMs;
    case 'day':
      return nowMs + dayMs;
    case 'sixDays':
      return nowMs + 6 * dayMs;
    case 'workingDay': {
      let moved = nowMs + dayMs;
      while (!isWorkingDay(shanghaiDate(moved), calendar)) moved += dayMs;
      return moved;
    }
  }
}
