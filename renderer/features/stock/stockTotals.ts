import { ribbonLabel } from '../../../main/contract/stockBook.ts';
import {
  unitState,
  type CardClass,
  type StockUnitView,
  type UnitState,
} from '../../../main/contract/stock.ts';

export interface ClassSummary {
  readonly bank: string;
  readonly vendor: string;
  readonly cardClass: CardClass;
  readonly counts: Readonly<Record<UnitState, number>>;
  readonly unresolved: number;
}

/** Units of each bank, vendor and kind of card by state, in the order of the contract. */
export function summarise(units: readonly StockUnitView[]): readonly ClassSummary[] {
  const classes = new Map<
    string,
    {
      bank: string;
      vendor: string;
      cardClass: CardClass;
      counts: Record<UnitState, number>;
      unresolved: number;
    }
  >();
  for (const unit of units) {
    const key = JSON.stringify([unit.bank, unit.vendor, unit.cardClass]);
    let entry = classes.get(key);
    if (entry === undefined) {
      const counts = Object.fromEntries(unitState.options.map((state) => [state, 0])) as Record<
        UnitState,
        number
      >;
      const { bank, vendor, cardClass } = unit;
      entry = { bank, vendor, cardClass, counts, unresolved: 0 };
      classes.set(key, entry);
    }
    entry.counts[unit.state] += 1;
    if (unit.unresolved) entry.unresolved += 1;
  }
  return [...classes.values()];
}

/** States from which a blank can still move or be wasted; used, wasted and returned are ends. */
export const isLive = (unit: StockUnitView): boolean =>
  !unit.unresolved &&
  (unit.state === 'received' || unit.state === 'vault' || unit.state === 'desk' || unit.state === 'hopper');

/** Labels of ribbons typed or scanned one a line, as the contract has them. */
export function readLabels(text: string): { readonly labels: readonly string[]; readonly bad: number } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const labels = lines.flatMap((line) => ribbonLabel.safeParse(line).data ?? []);
  return { labels, bad: lines.length - labels.length };
}

/** Boxes as they are typed: separated by spaces, commas or lines. */
export const readBoxes = (text: string): string[] => text.split(/[\s,，、]+/).filter((box) => box !== '');

/** Numbers typed or scanned one a line. */
export function readNumbers(text: string): { readonly numbers: readonly string[]; readonly bad: number } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replaceAll(/\s/g, ''))
    .filter((line) => line !== '');
  const numbers = lines.filter((line) => /^\d{16,19}$/.test(line));
  return { numbers, bad: lines.length - numbers.length };
}
