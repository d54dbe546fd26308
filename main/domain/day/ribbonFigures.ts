import type { DayFigures } from '../../contract/day.ts';
import type { RibbonState } from '../../contract/stockBook.ts';
import type { DayInputs } from './dayInputs.ts';

const ends: ReadonlySet<RibbonState> = new Set(['sentUp', 'destroyed']);

/** Ribbons of all time: received and gone by their moves, the others by themselves (D13, domain-rules 10.4). */
export function ribbonFigures({
  ribbons,
  ribbonMoves,
}: Pick<DayInputs, 'ribbons' | 'ribbonMoves'>): NonNullable<DayFigures['ribbons']> {
  const inState = (state: RibbonState): number => ribbons.filter((each) => each.state === state).length;
  return {
    received: ribbonMoves.filter(({ from }) => from === null).length,
    gone: ribbonMoves.filter(({ to }) => ends.has(to)).length,
    unused: inState('received'),
    inPrinter: inState('inPrinter'),
    used: inState('used'),
  };
}
