import type { StaffId, UnitKey } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { StockUnitView } from '../../contract/stock.ts';
import { hasEnded } from '../../domain/cards/jobReducer.ts';
import { roomAtDesk } from '../../domain/stock/holdings.ts';
import { checkBoxes, checkReceipt } from '../../domain/stock/receipt.ts';
import {
  checkWasteReason,
  custodyOfWaste,
  mayMove,
  mayWaste,
  placedAt,
} from '../../domain/stock/unitMoves.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { StaffRecord, UnitRecord } from '../ports/stores.ts';
import { lookAtPrinter, type PrinterDeps } from './printerLooks.ts';
import { firstPerson, secondPerson, signed, writeAct, type StockDeps } from './stockActs.ts';

type StockMethod = 'stockList' | 'stockReceive' | 'stockMove' | 'stockWaste';

/** Blank stock (features D3, D4, D5, H9): every blank by its number, two people for every act, nothing ever deleted. */
export function stockHandlers(deps: StockDeps & PrinterDeps): Handlers<StockMethod> {
  const { stores, crypto } = deps;
  const keyOf = (number: string): UnitKey => crypto.unitKeyOf(number) as UnitKey;

  return {
    stockList: () => success(stores.units.list().map((unit) => presentUnit(deps, unit))),

    async stockReceive({ bank, vendor, cardClass, box, bankCardNumbers, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      // Nothing of a list that is wrong comes in: both people look at all of it once more.
      const fit = checkReceipt(bankCardNumbers, (number) => stores.units.get(keyOf(number)) !== null);
      if (!fit.ok) return fit;
      const units = bankCardNumbers.map((number) => ({ key: keyOf(number), tail: number.slice(-4) }));
      const { at, people } = signed(deps, caller, second.value);
      const batch = { bank, vendor, cardClass, box };
      const detail = { bank, vendor, cardClass, box: box ?? '', count: units.length };
      writeAct(deps, caller, { event: 'stock.receive', detail, second: second.value }, () => {
        for (const { key, tail } of units)
          stores.units.move(
            {
              ...batch,
              ...placedAt('received', {}),
              key,
              tail,
              state: 'received',
              since: at,
              jobId: null,
              cardIdentifier: null,
              reason: null,
            },
            {
              ...people,
              unitKey: key,
              from: null,
              to: 'received',
              at,
              jobId: null,
              reason: null,
              note: null,
            },
          );
        return { to: 'received', at, ...batch, bankCardNumbers, ...people };
      });
      return success({ received: units.length });
    },

    async stockMove({ units: keys, to, clerkId, printerId, boxes, countersignature }, caller) {
      const target = targetOf(deps, to, { clerkId, printerId });
      if (!target.ok) return target;
      const { clerk } = target.value;
      // Store keeper ≠ issuing officer (domain-rules 10.3).
      if (clerk !== null && clerk.id === firstPerson(caller).id) return failure('samePerson');
      const second = await secondPerson(deps, caller, countersignature, clerk);
      if (!second.ok) return second;
      const units = movable(deps, keys, to, clerk?.id ?? null);
      if (!units.ok) return units;
      const fit =
        to === 'hopper'
          ? checkBoxes(units.value, boxes)
          : clerk === null
            ? success()
            : roomAtDesk(heldBy(deps, clerk.id), units.value.length, deps.profile.stockLimits ?? null);
      if (!fit.ok) return fit;
      const { at, people } = signed(deps, caller, second.value);
      const place = placedAt(to, { clerkId: clerk?.id ?? null, printerId: target.value.printerId });
      const detail = {
        to,
        count: units.value.length,
        ...(clerk !== null && { clerk: clerk.userName }),
        ...(to === 'hopper' && { boxes: (boxes ?? []).join(' ') }),
      };
      writeAct(deps, caller, { event: 'stock.move', detail, second: second.value }, () => {
        for (const unit of units.value)
          stores.units.move(
            { ...unit, ...place, state: to, since: at },
            {
              ...people,
              unitKey: unit.key,
              from: unit.state,
              to,
              at,
              jobId: null,
              reason: null,
              note: null,
            },
          );
        return {
          to,
          at,
          units: units.value.map(({ key, state }) => ({ key, from: state })),
          ...(clerk !== null && { clerk: clerk.displayName }),
          ...people,
        };
      });
      // Somebody has opened the machine: books and counter are compared again (E8). A printer that is silent is looked at the next time.
      if (place.printerId !== null) await lookAtPrinter(deps, place.printerId, 'hopper', people);
      return success({ moved: units.value.length });
    },

    async stockWaste({ unit: key, reason, note, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const unit = stores.units.get(key);
      if (unit === null) return failure('unitNotFound');
      const job = unit.jobId === null ? null : stores.jobs.get(unit.jobId);
      // A job that has another blank by now has nothing to say about this one.
      const fit = mayWaste(unit, job !== null && !hasEnded(job) && job.unitKey === unit.key);
      if (!fit.ok) return fit;
      const worded = checkWasteReason(reason, note);
      if (!worded.ok) return worded;
      const { at, people } = signed(deps, caller, second.value);
      const place = placedAt('wasted', { printerId: unit.printerId, custody: custodyOfWaste(unit.state) });
      const wasted: UnitRecord = { ...unit, ...place, state: 'wasted', since: at, reason };
      const detail = { reason, unit: key };
      writeAct(deps, caller, { event: 'stock.waste', detail, second: second.value }, () => {
        stores.units.move(wasted, {
          ...people,
          unitKey: key,
          from: unit.state,
          to: 'wasted',
          at,
          jobId: unit.jobId,
          reason,
          note: note === '' ? null : note,
        });
        return { to: 'wasted', at, units: [{ key, from: unit.state }], reason, note, ...people };
      });
      return success(presentUnit(deps, wasted));
    },
  };
}

/**
 * Whose desk, or which printer's hopper. A desk has an owner, who works at a window (clerkNotFound); a station with one printer needs no word
 * about which, and one with several takes the blanks in any of them when nothing is said. Error: invalidInput (no such printer).
 */
function targetOf(
  { stores, profile }: Pick<Deps, 'stores' | 'profile'>,
  to: 'vault' | 'desk' | 'hopper' | 'returned',
  said: { readonly clerkId: StaffId | undefined; readonly printerId: string | undefined },
): Result<{ readonly clerk: StaffRecord | null; readonly printerId: string | null }> {
  if (to === 'desk') {
    const clerk = said.clerkId === undefined ? null : stores.staff.get(said.clerkId);
    if (clerk === null || !mayHoldBlanks(clerk)) return failure('clerkNotFound');
    return success({ clerk, printerId: null });
  }
  if (to !== 'hopper') return success({ clerk: null, printerId: null });
  const printers = profile.devices.filter(({ kind }) => kind === 'cardPrinter').map(({ id }) => id);
  if (said.printerId !== undefined && !printers.includes(said.printerId))
    return failure('invalidInput', { field: 'printerId' });
  const only = printers.length === 1 ? printers[0] : undefined;
  return success({ clerk: null, printerId: said.printerId ?? only ?? null });
}

/** People whose desk may have blanks: who issues cards, and still works here. */
export function mayHoldBlanks({ active, roles }: StaffRecord): boolean {
  return active && (roles.includes('clerk') || roles.includes('supervisor'));
}

/** Blanks that lie on the desk of one person. */
function heldBy({ stores }: Pick<Deps, 'stores'>, clerkId: StaffId): number {
  return stores.units.inState('desk').filter((unit) => unit.clerkId === clerkId).length;
}

/** All of them, or why not: unitNotFound, wrongState. */
function movable(
  { stores }: Pick<Deps, 'stores'>,
  keys: readonly UnitKey[],
  to: 'vault' | 'desk' | 'hopper' | 'returned',
  clerkId: StaffId | null,
): Result<readonly UnitRecord[]> {
  const units: UnitRecord[] = [];
  for (const key of new Set(keys)) {
    const unit = stores.units.get(key);
    if (unit === null) return failure('unitNotFound');
    const fit = mayMove(unit, to, clerkId);
    if (!fit.ok) return fit;
    units.push(unit);
  }
  return success(units);
}

/** A blank as people see it: four digits, and whether it was fed for a job without an outcome (domain-rules 10.2). */
function presentUnit({ stores }: Pick<Deps, 'stores'>, unit: UnitRecord): StockUnitView {
  const { key, tail, bank, vendor, cardClass, box, state, since, jobId, reason } = unit;
  const { clerkId, printerId, custody } = unit;
  return {
    key,
    tail,
    bank,
    vendor,
    cardClass,
    box,
    state,
    since,
    jobId,
    unresolved: state === 'hopper' && jobId !== null,
    reason,
    clerkId,
    clerk: clerkId === null ? null : (stores.staff.get(clerkId)?.displayName ?? null),
    printerId,
    custody,
  };
}
