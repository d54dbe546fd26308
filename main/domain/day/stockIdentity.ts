import type { StockIdentity } from '../../contract/day.ts';
import type { UnitState } from '../../contract/stock.ts';
import type { DayInputs } from './dayInputs.ts';

/** States in which a blank is still stock; a fed blank without an outcome stays `hopper` (domain-rules 10.2). */
const stockStates: ReadonlySet<UnitState> = new Set(['received', 'vault', 'desk', 'hopper']);

/**
 * The stock equation by bank and vendor (domain-rules 11.1): opening + received − used − wasted − returned = closing = counted. The left
 * side comes from the movements, the right side from the units themselves, so that neither can hide an error of the other.
 */
export function stockIdentities(inputs: DayInputs): StockIdentity[] {
  const classOf = new Map(inputs.units.map((unit) => [unit.key, unit]));
  const classes = new Map<string, { bank: string; vendor: string }>();
  const add = (bank: string, vendor: string): void => {
    classes.set(classKey(bank, vendor), { bank, vendor });
  };
  for (const unit of inputs.units) add(unit.bank, unit.vendor);
  for (const row of inputs.opening) add(row.bank, row.vendor);
  for (const row of inputs.counts ?? []) add(row.bank, row.vendor);

  return [...classes.values()]
    .sort((a, b) => classKey(a.bank, a.vendor).localeCompare(classKey(b.bank, b.vendor), 'en'))
    .map(({ bank, vendor }) => {
      const here = (row: { bank: string; vendor: string }): boolean =>
        row.bank === bank && row.vendor === vendor;
      const moves = inputs.movements.filter((move) => {
        const unit = classOf.get(move.unitKey);
        return unit !== undefined && here(unit);
      });
      const net = (state: UnitState): number =>
        moves.filter((move) => move.to === state).length - moves.filter((move) => move.from === state).length;
      const units = inputs.units.filter(here);
      return {
        bank,
        vendor,
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

/** Stock that the next day opens with: what was counted, by class. */
export function openingOf(
  units: readonly { readonly bank: string; readonly vendor: string; readonly state: UnitState }[],
): { bank: string; vendor: string; opening: number }[] {
  const counts = new Map<string, { bank: string; vendor: string; opening: number }>();
  for (const unit of units) {
    const key = classKey(unit.bank, unit.vendor);
    const row = counts.get(key) ?? { bank: unit.bank, vendor: unit.vendor, opening: 0 };
    counts.set(key, { ...row, opening: row.opening + (stockStates.has(unit.state) ? 1 : 0) });
  }
  return [...counts.values()];
}

function classKey(bank: string, vendor: string): string {
  return `${bank}\u0000${vendor}`;
}
