import type { DayInputs } from '../../domain/day/dayInputs.ts';
import { compareCounter } from '../../domain/stock/printerBook.ts';
import { cardPrinters } from '../stock/printerLooks.ts';
import type { PrinterLook } from '../ports/stockBook.ts';
import type { GatherDeps } from './gatherDay.ts';

/** Looks at one printer that are read back: more than a day has. */
const looksRead = 400;

/**
 * What each card printer counted in the day beside what the ledger printed (H2, domain-rules 11.2): from the last look with a counter before the
 * day, or the first one in it, to the newest. `counted` null: there are no two such looks, or another machine stands there now.
 */
export function printerSpans(deps: GatherDeps, from: string): DayInputs['printers'] {
  return cardPrinters(deps).map(({ id }) => {
    const looks = deps.stores.stockBook
      .looks(id, looksRead)
      .filter(({ printedCards }) => printedCards !== null);
    const [now] = looks;
    const before: PrinterLook | undefined =
      looks.find(({ at }) => at < from) ?? (looks.length > 1 ? looks.at(-1) : undefined);
    if (now === undefined || before === undefined || now.at < from)
      return { printerId: id, counted: null, ledger: 0 };
    const ledger = now.ledgerPrinted - before.ledgerPrinted;
    const sides = compareCounter(before, now);
    return {
      printerId: id,
      counted: sides === null ? null : sides.found - (before.printedCards ?? 0),
      ledger,
    };
  });
}
