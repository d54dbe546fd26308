import type { DayInputs, DayUnit, StockClass } from './dayInputs.ts';

/** A blank whose own record and whose movements do not agree (11.1c). `unit` null: there are movements, and the blank itself is gone. */
export interface UnitDifference {
  readonly unit: (StockClass & Pick<DayUnit, 'key' | 'tail'>) | null;
  readonly name: string;
}

/** How a blank is named where its tail is not known any more: the beginning of its key, which is no card number (domain-rules 10.2). */
const keyName = (key: string): string => `#${key.slice(0, 8)}`;

/**
 * Every blank beside its last movement: same state, same desk, neither without the other (domain-rules 11.1: nothing is deleted, and a
 * blank moves by its movements only).
 */
export function unitDifferences(inputs: Pick<DayInputs, 'units' | 'lastMoves' | 'jobs'>): UnitDifference[] {
  const moves = new Map<string, DayInputs['lastMoves'][number]>(
    inputs.lastMoves.map((move) => [move.unitKey, move]),
  );
  const caseOf = (jobId: string | null): string =>
    inputs.jobs.find(({ id }) => id === jobId)?.caseNumber ?? '';
  const found: UnitDifference[] = [];
  for (const unit of inputs.units) {
    const move = moves.get(unit.key);
    moves.delete(unit.key);
    const what = move === undefined ? `∅→${unit.state}` : disagreement(unit, move);
    if (what !== null) found.push({ unit, name: `*${unit.tail} ${what}` });
  }
  for (const { unitKey, to, jobId } of moves.values())
    found.push({ unit: null, name: [keyName(unitKey), `${to}→∅`, caseOf(jobId)].filter(Boolean).join(' ') });
  return found;
}

function disagreement(unit: DayUnit, move: DayInputs['lastMoves'][number]): string | null {
  if (move.to !== unit.state) return `${move.to}≠${unit.state}`;
  return move.toClerk === unit.clerkId ? null : `${move.to}: ${move.toClerk ?? '—'}≠${unit.clerkId ?? '—'}`;
}

/** Members of the left side that the right lacks, each taken once: what stands twice is left over once. */
export function leftOver<Item>(
  left: readonly Item[],
  right: readonly Item[],
  name: (item: Item) => string,
): Item[] {
  const rest = right.map(name);
  return left.filter((item) => {
    const place = rest.indexOf(name(item));
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
}
