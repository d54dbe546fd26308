import type { StockIdentity } from '../../contract/day.ts';
import type { UnitState } from '../../contract/stock.ts';
import type { DayInputs, StockClass } from './dayInputs.ts';

/** States in which a blank is still stock; a fed blank without an outcome stays `hopper` (domain-rules 10.2). */
const stockStates: ReadonlySet<UnitState> = new Set(['received', 'vault', 'desk', 'hopper']);

/**
 * The stock equation by bank, vendor and class (domain-rules 11.1): opening + received − used − wasted − returned = closing = counted. The left
 * side comes from the movements, the right side from the units themselves, so that neither can hide an error of the other.
 */
export function stockIdentities(
  inputs: Pick<DayInputs, 'units' | 'movements' | 'opening' | 'counts'>,
): StockIdentity[] {
  const classOf = new Map(inputs.units.map((unit) => [unit.key, unit]));
  const classes = new Map<string, StockClass>();
  for (const row of [...inputs.units, ...inputs.opening, ...(inputs.counts ?? [])]) {
    const { bank, vendor, cardClass } = row;
    classes.set(classKey(row), { bank, vendor, cardClass });
  }

  return [...classes.values()]
    .sort((a, b) => classKey(a).localeCompare(classKey(b), 'en'))
    .map((each) => {
      const here = (row: StockClass): boolean => classKey(row) === classKey(each);
      const moves = inputs.movements.filter((move) => {
        const unit = classOf.get(move.unitKey);
        return unit !== undefined && here(unit);
      });
      const net = (state: UnitState): number =>
        moves.filter((move) => move.to === state).length - moves.filter((move) => move.from === state).length;
      const units = inputs.units.filter(here);
      return {
        ...each,
        opening: inputs.opening.find(here)?.opening ?? 0,
        received: moves.filter((move) => move.from === null).length,
        used: net('used'),
        wasted: net('wasted'),
        returned: net('returned'),
        closing: units.filter((unit) => stockStates.has(unit.state)).length,
        counted: inputs.counts?.find(here)?.counted ?? null,
        unresolved: units.filter((unit) => unit.state === 'hopper' && unit.jobId !== null).length,
      };
    });
}

/** Blanks that the movements say should be there. */
export function expectedClosing(identity: StockIdentity): number {
  return identity.opening + identity.received - identity.used - identity.wasted - identity.returned;
}

/** The equation of all time, from the units alone: all of them were received once, and nothing was before them. */
export function equationOfUnits(units: DayInputs['units']): StockIdentity[] {
  const received = units.map((unit) => ({ unitKey: unit.key, from: null, to: unit.state, ...nobody }));
  return stockIdentities({ units, movements: received, opening: [], counts: null });
}

const nobody = { at: '', by: '', jobId: null, reason: null } as const;

/** Stock that the next day opens with: what was counted, by class. */
export function openingOf(
  units: readonly (StockClass & { readonly state: UnitState })[],
): (StockClass & { opening: number })[] {
  const counts = new Map<string, StockClass & { opening: number }>();
  for (const unit of units) {
    const key = classKey(unit);
    const { bank, vendor, cardClass } = unit;
    const row = counts.get(key) ?? { bank, vendor, cardClass, opening: 0 };
    counts.set(key, { ...row, opening: row.opening + (stockStates.has(unit.state) ? 1 : 0) });
  }
  return [...counts.values()];
}

function classKey({ bank, vendor, cardClass }: StockClass): string {
  return `${bank}\u0000${vendor}\u0000${cardClass}`;
}

const classWords = { standard: '', braille: ' · 盲文卡 braille' } as const;

/** A class as it stands in identities, exceptions and exports; blanks without braille need no word. */
export function classLabel({ bank, vendor, cardClass }: StockClass): string {
  return `${bank} · ${vendor}${classWords[cardClass]}`;
}
