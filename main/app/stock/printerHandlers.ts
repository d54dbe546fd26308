import { failure, success, type Result } from '../../contract/result.ts';
import type { DeviceConfig } from '../../contract/devices.ts';
import type { RibbonView } from '../../contract/stockBook.ts';
import { mayMoveRibbon } from '../../domain/stock/custody.ts';
import type { Handlers } from '../deps.ts';
import type { RibbonRecord } from '../ports/stockBook.ts';
import {
  askPrinter,
  cardPrinters,
  cardsInBin,
  presentPrinter,
  waitsForPrint,
  writeLook,
  type PrinterDeps,
} from './printerLooks.ts';
import { firstPerson, secondPerson, signed, writeAct, type StockDeps } from './stockActs.ts';

type PrinterMethod = 'ribbonReceive' | 'ribbonExchange' | 'binEmpty' | 'printerCompare';

/** Ribbons (D13, domain-rules 10.4), reject bins and counters of the card printers (E8). */
export function printerHandlers(deps: StockDeps & PrinterDeps): Handlers<PrinterMethod> {
  const { stores } = deps;
  const { stockBook } = stores;
  const printerOf = (printerId: string): Result<DeviceConfig> => {
    const found = cardPrinters(deps).find(({ id }) => id === printerId);
    return found === undefined ? failure('invalidInput', { field: 'printerId' }) : success(found);
  };

  return {
    async ribbonReceive({ labels, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const seen = new Set<string>();
      for (const label of labels) {
        if (seen.has(label) || stockBook.ribbon(label) !== null) return failure('ribbonKnown', { label });
        seen.add(label);
      }
      const { at, people } = signed(deps, caller, second.value);
      const act = { event: 'ribbon.receive', detail: { count: labels.length }, second: second.value };
      writeAct(deps, caller, act, () => {
        for (const label of labels)
          stockBook.moveRibbon(
            { ...neverUsed, label, state: 'received', since: at },
            { ...people, label, from: null, to: 'received', at, printerId: null },
          );
        return { act: 'ribbonReceived', at, ribbons: labels, ...people };
      });
      return success({ received: labels.length });
    },

    async ribbonExchange({ printerId, label }, caller) {
      const printer = printerOf(printerId);
      if (!printer.ok) return printer;
      const asked = await askPrinter(deps, printer.value);
      if (asked.printedCards === null) return failure('printerCounterUnknown');
      const fresh = stockBook.ribbon(label);
      if (fresh === null) return failure('ribbonNotFound', { label });
      const fit = mayMoveRibbon(fresh, 'inPrinter');
      if (!fit.ok) return fit;
      const by = firstPerson(caller).displayName;
      const at = new Date(deps.clock.now()).toISOString();
      const spent = stockBook
        .ribbons()
        .filter((each) => each.state === 'inPrinter' && each.printerId === printerId);
      let put: RibbonRecord = { ...fresh, state: 'inPrinter', since: at, printerId };
      const detail = { label, spent: spent.map((each) => each.label).join(' ') };
      const act = { event: 'ribbon.exchange', subject: printerId, detail, second: null };
      writeAct(deps, caller, act, () => {
        // The counter is compared in the same commit, so that both ribbons begin and end at a figure that was looked at.
        writeLook(deps, printerId, 'ribbon', asked, { by, by2: null });
        const ledger = stockBook.looks(printerId, 1)[0]?.ledgerPrinted ?? null;
        for (const each of spent)
          stockBook.moveRibbon(
            { ...each, state: 'used', since: at, counterOut: asked.printedCards, ledgerOut: ledger },
            { label: each.label, from: 'inPrinter', to: 'used', at, by, by2: null, printerId },
          );
        put = { ...put, counterIn: asked.printedCards, ledgerIn: ledger };
        stockBook.moveRibbon(put, {
          label,
          from: fresh.state,
          to: 'inPrinter',
          at,
          by,
          by2: null,
          printerId,
        });
        return { act: 'ribbonExchanged', at, printerId, spent: spent.map(presentRibbon), label, by };
      });
      return success(presentRibbon(put));
    },

    async binEmpty({ printerId, found, countersignature }, caller) {
      const printer = printerOf(printerId);
      if (!printer.ok) return printer;
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const asked = await askPrinter(deps, printer.value);
      const { at, people } = signed(deps, caller, second.value);
      const ledger = cardsInBin(deps, printerId);
      const binned = stores.units
        .inState('wasted')
        .filter((unit) => unit.custody === 'rejectBox' && unit.printerId === printerId);
      // Cards that do not add up stay where the books say, until people have looked for each of them.
      const toSafe = found === ledger ? binned : [];
      const detail = { found, ledger, toSafe: toSafe.length };
      const act = { event: 'bin.empty', subject: printerId, detail, second: second.value };
      writeAct(deps, caller, act, () => {
        writeLook(deps, printerId, 'bin', asked, people, { found, ledger });
        for (const { key } of toSafe) stores.units.keepWaste(key, 'safe');
        return {
          act: 'binEmptied',
          at,
          printerId,
          found,
          ledger,
          units: toSafe.map(({ key }) => key),
          ...people,
        };
      });
      return success({ ledger, found, toSafe: toSafe.length });
    },

    async printerCompare({ printerId }, caller) {
      const printer = printerOf(printerId);
      if (!printer.ok) return printer;
      const asked = await askPrinter(deps, printer.value);
      if (asked.printedCards === null) return failure('printerCounterUnknown');
      if (waitsForPrint(deps, printerId)) return failure('printOutcomeOpen');
      const { displayName, userName } = firstPerson(caller);
      const act = { event: 'printer.compare', subject: printerId, detail: { by: userName }, second: null };
      writeAct(deps, caller, act, () => {
        writeLook(deps, printerId, 'asked', asked, { by: displayName, by2: null });
        return null;
      });
      return success(presentPrinter(deps, printerId));
    },
  };
}

const neverUsed = {
  printerId: null,
  counterIn: null,
  counterOut: null,
  ledgerIn: null,
  ledgerOut: null,
} as const;

const span = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;

/** A ribbon as people see it, with the cards that are on it by counter and by ledger. */
export function presentRibbon(ribbon: RibbonRecord): RibbonView {
  const { label, state, since, printerId, counterIn, counterOut, ledgerIn, ledgerOut } = ribbon;
  return {
    label,
    state,
    since,
    printerId,
    byCounter: span(counterIn, counterOut),
    byLedger: span(ledgerIn, ledgerOut),
  };
}
