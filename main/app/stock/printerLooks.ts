import type { DeviceConfig } from '../../contract/devices.ts';
import type { DiscrepancyId } from '../../contract/ids.ts';
import type { DiscrepancyKind, PrinterBook } from '../../contract/stockBook.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import {
  compareCounter,
  isPrintOpen,
  printsInLedger,
  rejectsInLedger,
} from '../../domain/stock/printerBook.ts';
import type { Deps } from '../deps.ts';
import type { PlacedStep, PrinterLook } from '../ports/stockBook.ts';

export type PrinterDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'bus' | 'profile' | 'devices'>;

/** How long a printer may take to say its counter, milliseconds. */
const askMs = 10_000;

export interface People {
  readonly by: string;
  readonly by2: string | null;
}

/** What a printer said; null = it did not. */
export interface Asked {
  readonly printedCards: number | null;
  readonly serial: string | null;
}

/** The card printers of the station. */
export function cardPrinters({ profile }: Pick<Deps, 'profile'>): readonly DeviceConfig[] {
  return profile.devices.filter(({ kind }) => kind === 'cardPrinter');
}

/** Asks a printer for its life counter. Never rejects. */
export async function askPrinter({ devices }: PrinterDeps, printer: DeviceConfig): Promise<Asked> {
  const { completion, printedCards } = await devices.printerFacts(askMs, printer.surface);
  const identity = devices.states().find(({ id }) => id === printer.id)?.identity;
  return {
    printedCards: completion.code === 'success' ? printedCards : null,
    serial: identity?.serial ?? null,
  };
}

/** Journal lines of the cards that are made on this printer. */
function stepsAt(
  { profile, stores }: PrinterDeps,
  printerId: string,
  step: PlacedStep['step'],
): PlacedStep[] {
  const here = (channel: PlacedStep['channel']): boolean =>
    cardStationOf(profile.devices, channel).printer?.id === printerId;
  return stores.stockBook.stepsOf(step).filter(({ channel }) => here(channel));
}

/** Has an open job of this printer a print without an outcome? Then its counter proves nothing now. */
export function waitsForPrint({ profile, stores }: PrinterDeps, printerId: string): boolean {
  return stores.jobs
    .open()
    .some(
      ({ id, channel }) =>
        cardStationOf(profile.devices, channel).printer?.id === printerId &&
        isPrintOpen(stores.jobs.steps(id)),
    );
}

/** Cards that the ledger says lie in the reject bin now: since it was emptied, or since its books were begun. */
export function cardsInBin(deps: PrinterDeps, printerId: string): number {
  const { stockBook } = deps.stores;
  const since = stockBook.lastEmptied(printerId)?.at ?? stockBook.firstLook(printerId)?.at ?? null;
  return rejectsInLedger(stepsAt(deps, printerId, 'reject'), stepsAt(deps, printerId, 'handOver'), since);
}

/**
 * Writes one look down and compares it with the last one (E8, H2, domain-rules 11.2). Inside a transaction, in the same moment as the answer
 * of the printer: no await may lie between them but the one of the answer. A difference becomes a discrepancy with an owner, once: the next
 * look starts from what the machine said now.
 */
export function writeLook(
  deps: PrinterDeps,
  printerId: string,
  occasion: PrinterLook['occasion'],
  asked: Asked,
  people: People,
  bin: { readonly found: number; readonly ledger: number } | null = null,
): void {
  const { stockBook, audit } = deps.stores;
  const at = new Date(deps.clock.now()).toISOString();
  const before = stockBook.lastCounted(printerId);
  // Left open, so that the next look compares over the whole span.
  const printedCards = waitsForPrint(deps, printerId) ? null : asked.printedCards;
  const ledgerPrinted = printsInLedger(stepsAt(deps, printerId, 'print'));
  const sides = compareCounter(before, { ...asked, printedCards, ledgerPrinted });
  stockBook.appendLook({
    printerId,
    serial: asked.serial,
    occasion,
    at,
    ...people,
    printedCards,
    ledgerPrinted,
    ledgerRejected: bin?.ledger ?? cardsInBin(deps, printerId),
    found: bin?.found ?? null,
  });
  audit.append({
    at,
    actor: 'system',
    surface: 'system',
    event: 'printer.look',
    subject: printerId,
    detail: { occasion, printed: printedCards, ledger: sides?.ledger ?? null },
  });
  if (sides !== null) noteDifference(deps, 'printedCards', printerId, sides, people.by);
  if (bin !== null) noteDifference(deps, 'rejectBin', printerId, bin, people.by);
}

/** A difference with its owner and age; nothing when both sides are the same. Inside a transaction. */
export function noteDifference(
  deps: Pick<Deps, 'stores' | 'clock' | 'ids'>,
  kind: DiscrepancyKind,
  subject: string,
  sides: { readonly ledger: number; readonly found: number },
  owner: string,
): boolean {
  const { ledger, found } = sides;
  if (ledger === found) return false;
  const at = new Date(deps.clock.now()).toISOString();
  const id = deps.ids.next('discrepancy') as DiscrepancyId;
  deps.stores.stockBook.saveDiscrepancy({ id, kind, subject, ledger, found, since: at, owner, closed: null });
  deps.stores.audit.append({
    at,
    actor: 'system',
    surface: 'system',
    event: 'stock.discrepancy',
    subject: id,
    detail: { kind, ledger, found },
  });
  return true;
}

/** Asks one printer and writes down what it said; a silent one leaves a look without a counter. */
export async function lookAtPrinter(
  deps: PrinterDeps,
  printerId: string,
  occasion: PrinterLook['occasion'],
  people: People,
): Promise<void> {
  const printer = cardPrinters(deps).find(({ id }) => id === printerId);
  if (printer === undefined) return;
  const asked = await askPrinter(deps, printer);
  deps.stores.run(() => writeLook(deps, printerId, occasion, asked, people));
  deps.bus.emit('stockChanged', {});
}

/**
 * Compares books and counters of all card printers when the program has started and open jobs have settled what they could (E8). The owner of
 * a difference is whoever opened the day, else the station. `ended`: the program is closing, and its files with it.
 */
export async function lookAtStart(deps: PrinterDeps, ended: () => boolean): Promise<void> {
  const by = deps.stores.days.current()?.openedBy ?? deps.profile.stationId;
  for (const printer of cardPrinters(deps)) {
    const asked = await askPrinter(deps, printer);
    if (ended()) return;
    deps.stores.run(() => writeLook(deps, printer.id, 'start', asked, { by, by2: null }));
    deps.bus.emit('stockChanged', {});
  }
}

/** A printer as its books know it. */
export function presentPrinter(deps: PrinterDeps, printerId: string): PrinterBook {
  const last = deps.stores.stockBook.lastCounted(printerId);
  return {
    printerId,
    comparedAt: last?.at ?? null,
    printedCards: last?.printedCards ?? null,
    waitsForPrint: waitsForPrint(deps, printerId),
  };
}
